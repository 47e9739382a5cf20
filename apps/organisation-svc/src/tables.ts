import { Agreement, Commitment } from './agreement/agreement.entity';
import { Alliance, AllianceMembership } from './alliance/alliance.entity';
import { Appointment } from './appointment/appointment.entity';
import { Area } from './area/area.entity';
import { AreaChange, AreaLineage } from './area/area-change.entity';
import { AreaVersion } from './area/area-version.entity';
import { Brand } from './brand/brand.entity';
import { Committee, CommitteeMember, CommitteeSession } from './committee/committee.entity';
import { CommunityEnterprise } from './community-enterprise/community-enterprise.entity';
import { CommunityIncomeEntry } from './community-income/community-income.entity';
import { CareerMove, CommunityWorker, WorkerAssessment } from './community-worker/community-worker.entity';
import { CompoundManagement } from './compound/compound-management.entity';
import { Deployment, DeploymentCall, DeploymentShift } from './deployment/deployment.entity';
import { RosterSheet } from './deployment/roster-sheet.entity';
import {
  CataloguedDuty,
  CataloguedDutyVersion,
  DutyFulfilment,
  DutyReminder,
  SupervisionItem,
} from './duty/duty.entity';
import { EmergencyPeriod } from './emergency/emergency.entity';
import {
  AssessmentItem,
  EntryRequest,
  IssuedEntryList,
  SentDownMatter,
} from './entry-list/entry-list.entity';
import { AnnualAssessment, EvaluationRound, EvaluationSheet } from './evaluation/evaluation.entity';
import { ImportRun } from './exchange/import-run';
import {
  FinanceDisclosure,
  FinanceLine,
  FinanceObjection,
} from './finance-disclosure/finance-disclosure.entity';
import { Portfolio, SecretaryMatching } from './first-secretary/matching.entity';
import { GridPlacement } from './grid-placement/grid-placement.entity';
import { Tag } from './grouping/tag.entity';
import { Honour } from './honour/honour.entity';
import { HouseCode, HouseholdCount } from './house-code/house-code.entity';
import { AttendanceSheet, JointActivity } from './joint-activity/joint-activity.entity';
import { LivingRoom } from './living-room/living-room.entity';
import { MemberVisit } from './member-visit/member-visit.entity';
import { Organisation1763690400000 } from './migrations/1763690400000-organisation';
import { FirstSecretaries1763691000000 } from './migrations/1763691000000-first-secretaries';
import { DualRegistration1763692000000 } from './migrations/1763692000000-dual-registration';
import { WorkAndSelection1763694000000 } from './migrations/1763694000000-work-and-selection';
import { EntryAndSelection1763695000000 } from './migrations/1763695000000-entry-and-selection';
import { JointWork1763696000000 } from './migrations/1763696000000-joint-work';
import { EvaluationAndWorkers1763697000000 } from './migrations/1763697000000-evaluation-and-workers';
import { HouseholdsSearchAndExchange1763698000000 } from './migrations/1763698000000-households-search-and-exchange';
import { AreaHeritage1763699000000 } from './migrations/1763699000000-area-heritage';
import { MeansAndPowers1763700000000 } from './migrations/1763700000000-means-and-powers';
import { Publications1763740800000 } from './migrations/1763740800000-publications';
import { MemberAssignments1763740810000 } from './migrations/1763740810000-member-assignments';
import { WorkingPapers1763740825000 } from './migrations/1763740825000-working-papers';
import { Notice, NoticeReceipt } from './notice/notice.entity';
import { Allocation, Pairing } from './pairing/pairing.entity';
import { PartyCoverage } from './party-organisation/party-coverage.entity';
import { PartyOrganisation } from './party-organisation/party-organisation.entity';
import { Person, PersonSecret } from './person/person.entity';
import { PlanItem, PlanReport } from './plan-item/plan-item.entity';
import { PolicyDocument } from './policy-document/policy-document.entity';
import { PowerList } from './power-list/power-list.entity';
import { PowerUse } from './power-use/power-use.entity';
import { Publication } from './publication/publication.entity';
import { Registration } from './registration/registration.entity';
import { ServiceEvaluation, ServiceReport } from './report/report.entity';
import { ResidentRegistration, ResidentSecret } from './resident-registration/resident-registration.entity';
import { ResponsibilityArea, ResponsibilityPlace } from './responsibility-area/responsibility-area.entity';
import { SearchEntry } from './search/search-entry';
import { Selection, SelectionCandidate } from './selection/selection.entity';
import { ServiceClaim, ServiceParticipation } from './service-item/service-claim.entity';
import { ServiceItem } from './service-item/service-item.entity';
import { StreetBody } from './street-body/street-body.entity';
import { TrainingAttendance, TrainingCourse } from './training/training.entity';
import { TwoWayOrder } from './two-way-order/two-way-order.entity';
import { Unit } from './unit/unit.entity';
import { CommunityUnitLink } from './unit-link/unit-link.entity';

/** Everything this service keeps, and how its tables came to be. */
export const tables = {
  entities: [
    Area,
    AreaVersion,
    AreaChange,
    AreaLineage,
    CompoundManagement,
    Unit,
    PartyOrganisation,
    PartyCoverage,
    Person,
    PersonSecret,
    Appointment,
    CommunityUnitLink,
    PolicyDocument,
    CataloguedDuty,
    CataloguedDutyVersion,
    DutyFulfilment,
    SupervisionItem,
    DutyReminder,
    SecretaryMatching,
    Portfolio,
    Registration,
    Allocation,
    Pairing,
    ServiceItem,
    ServiceClaim,
    ServiceParticipation,
    ServiceReport,
    ServiceEvaluation,
    AllianceMembership,
    Commitment,
    TwoWayOrder,
    JointActivity,
    Brand,
    GridPlacement,
    Alliance,
    Agreement,
    AttendanceSheet,
    MemberVisit,
    PlanItem,
    PlanReport,
    HouseCode,
    HouseholdCount,
    ResidentRegistration,
    ResidentSecret,
    LivingRoom,
    SearchEntry,
    ImportRun,
    CommunityWorker,
    WorkerAssessment,
    CareerMove,
    EvaluationRound,
    AnnualAssessment,
    EvaluationSheet,
    Honour,
    TrainingCourse,
    TrainingAttendance,
    Selection,
    SelectionCandidate,
    EmergencyPeriod,
    Notice,
    NoticeReceipt,
    IssuedEntryList,
    SentDownMatter,
    EntryRequest,
    AssessmentItem,
    CommunityIncomeEntry,
    CommunityEnterprise,
    FinanceObjection,
    FinanceDisclosure,
    FinanceLine,
    DeploymentCall,
    Deployment,
    DeploymentShift,
    RosterSheet,
    PowerList,
    PowerUse,
    Publication,
    StreetBody,
    ResponsibilityArea,
    ResponsibilityPlace,
    Committee,
    CommitteeMember,
    CommitteeSession,
    Tag,
  ],
  migrations: [
    Organisation1763690400000,
    FirstSecretaries1763691000000,
    DualRegistration1763692000000,
    WorkAndSelection1763694000000,
    EntryAndSelection1763695000000,
    JointWork1763696000000,
    EvaluationAndWorkers1763697000000,
    HouseholdsSearchAndExchange1763698000000,
    AreaHeritage1763699000000,
    MeansAndPowers1763700000000,
    Publications1763740800000,
    MemberAssignments1763740810000,
    WorkingPapers1763740825000,
  ],
};
