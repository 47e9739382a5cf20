import { Appointment } from './appointment/appointment.entity';
import { Area } from './area/area.entity';
import { AreaChange, AreaLineage } from './area/area-change.entity';
import { AreaVersion } from './area/area-version.entity';
import { CommunityEnterprise } from './community-enterprise/community-enterprise.entity';
import { CommunityIncomeEntry } from './community-income/community-income.entity';
import { CareerMove, CommunityWorker, WorkerAssessment } from './community-worker/community-worker.entity';
import {
  CataloguedDuty,
  CataloguedDutyVersion,
  DutyFulfilment,
  DutyReminder,
  SupervisionItem,
} from './duty/duty.entity';
import {
  AssessmentItem,
  EntryRequest,
  IssuedEntryList,
  SentDownMatter,
} from './entry-list/entry-list.entity';
import {
  FinanceDisclosure,
  FinanceLine,
  FinanceObjection,
} from './finance-disclosure/finance-disclosure.entity';
import { Portfolio, SecretaryMatching } from './first-secretary/matching.entity';
import { MemberVisit } from './member-visit/member-visit.entity';
import { Organisation1763690400000 } from './migrations/1763690400000-organisation';
import { FirstSecretaries1763691000000 } from './migrations/1763691000000-first-secretaries';
import { DualRegistration1763692000000 } from './migrations/1763692000000-dual-registration';
import { WorkAndSelection1763694000000 } from './migrations/1763694000000-work-and-selection';
import { EntryAndSelection1763695000000 } from './migrations/1763695000000-entry-and-selection';
import { EvaluationAndWorkers1763697000000 } from './migrations/1763697000000-evaluation-and-workers';
import { MeansAndPowers1763700000000 } from './migrations/1763700000000-means-and-powers';
import { Allocation, Pairing } from './pairing/pairing.entity';
import { PartyCoverage } from './party-organisation/party-coverage.entity';
import { PartyOrganisation } from './party-organisation/party-organisation.entity';
import { Person, PersonSecret } from './person/person.entity';
import { PlanItem, PlanReport } from './plan-item/plan-item.entity';
import { PolicyDocument } from './policy-document/policy-document.entity';
import { Registration } from './registration/registration.entity';
import { ServiceEvaluation, ServiceReport } from './report/report.entity';
import { ServiceClaim, ServiceParticipation } from './service-item/service-claim.entity';
import { ServiceItem } from './service-item/service-item.entity';
import { Unit } from './unit/unit.entity';
import { CommunityUnitLink } from './unit-link/unit-link.entity';

/** Everything this service keeps, and how its tables came to be. */
export const tables = {
  entities: [
    Area,
    AreaVersion,
    AreaChange,
    AreaLineage,
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
    MemberVisit,
    PlanItem,
    PlanReport,
    CommunityWorker,
    WorkerAssessment,
    CareerMove,
    IssuedEntryList,
    SentDownMatter,
    EntryRequest,
    AssessmentItem,
    CommunityIncomeEntry,
    CommunityEnterprise,
    FinanceObjection,
    FinanceDisclosure,
    FinanceLine,
  ],
  migrations: [
    Organisation1763690400000,
    FirstSecretaries1763691000000,
    DualRegistration1763692000000,
    WorkAndSelection1763694000000,
    EntryAndSelection1763695000000,
    EvaluationAndWorkers1763697000000,
    MeansAndPowers1763700000000,
  ],
};
