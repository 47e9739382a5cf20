import { Area, Unit } from '@jinlin/replicas';
import { CaseAttachment } from './attachment/attachment.entity';
import { Case } from './case/case.entity';
import { CentreWindow } from './centre/centre.entity';
import { CommandMessage } from './command/command.entity';
import { Council, CouncilMember } from './council/council.entity';
import { CourtConfirmation } from './court-confirmation/confirmation.entity';
import { Deliberation, DeliberationRating } from './deliberation/deliberation.entity';
import { Demand, DemandRequester } from './demand/demand.entity';
import { CaseExclusion } from './exclusion/exclusion.entity';
import { HotlineOrder } from './hotline/hotline.entity';
import { Integrator, IntegratorKey } from './integrator/integrator.entity';
import { Match } from './list-matching/match.entity';
import { Matter, MatterTask } from './matter/matter.entity';
import { Mediation, MediationParty } from './mediation/mediation.entity';
import { MediationAgreement, MediationInstalment } from './mediation-agreement/agreement.entity';
import { MediationSession } from './mediation-session/session.entity';
import { MediationRoom, Mediator } from './mediator/mediator.entity';
import { Meeting } from './meeting/meeting.entity';
import { Cases1763690400000 } from './migrations/1763690400000-cases';
import { WhistlesAndIncidents1763690500000 } from './migrations/1763690500000-whistles-and-incidents';
import { CaseLife1763701000000 } from './migrations/1763701000000-case-life';
import { CaseAlerts1763701100000 } from './migrations/1763701100000-case-alerts';
import { Routing1763701200000 } from './migrations/1763701200000-routing';
import { Rates1763701300000 } from './migrations/1763701300000-rates';
import { Duplicates1763701400000 } from './migrations/1763701400000-duplicates';
import { NotesAndAttachments1763701500000 } from './migrations/1763701500000-notes-and-attachments';
import { ProposalsAndTopics1763701600000 } from './migrations/1763701600000-proposals-and-topics';
import { WhistleCommand1763701700000 } from './migrations/1763701700000-whistle-command';
import { Doors1763701800000 } from './migrations/1763701800000-doors';
import { CommandMessages1763701900000 } from './migrations/1763701900000-command-messages';
import { Integrators1763710000000 } from './migrations/1763710000000-integrators';
import { HotlineOrders1763710100000 } from './migrations/1763710100000-hotline-orders';
import { Webhooks1763720000000 } from './migrations/1763720000000-webhooks';
import { Open3111763720100000 } from './migrations/1763720100000-open311';
import { Open311Updates1763720200000 } from './migrations/1763720200000-open311-updates';
import { Mediations1763740000000 } from './migrations/1763740000000-mediations';
import { MediationAgreements1763740010000 } from './migrations/1763740010000-mediation-agreements';
import { CouncilsAndMeetings1763740100000 } from './migrations/1763740100000-councils-and-meetings';
import { Deliberations1763740110000 } from './migrations/1763740110000-deliberations';
import { ThreeLists1763740200000 } from './migrations/1763740200000-three-lists';
import { MicroWishes1763740300000 } from './migrations/1763740300000-micro-wishes';
import { RenewalProjects1763740310000 } from './migrations/1763740310000-renewal-projects';
import { AreaCoordinates1763740400000 } from './migrations/1763740400000-area-coordinates';
import { Sandbox1763740700000 } from './migrations/1763740700000-sandbox';
import { MissedVisits1763740710000 } from './migrations/1763740710000-missed-visits';
import { WebhookLog1763740720000 } from './migrations/1763740720000-webhook-log';
import { Placing1763740730000 } from './migrations/1763740730000-placing';
import { OpenCases1763740740000 } from './migrations/1763740740000-open-cases';
import { VisitNeeds1763740820000 } from './migrations/1763740820000-visit-needs';
import { NeighbourCall } from './neighbour-call/neighbour-call.entity';
import { CaseNote } from './note/note.entity';
import { Open311Request } from './open311/open311.entity';
import { CasePart } from './part/part.entity';
import { Project } from './project/project.entity';
import { ProjectList, ProjectListEntry } from './project-list/project-list.entity';
import { GovernanceProposal } from './proposal/proposal.entity';
import { RenewalFund, RenewalMilestone, RenewalProject } from './renewal-project/renewal-project.entity';
import { Resource, ResourceWindow } from './resource/resource.entity';
import { Incident } from './safety/incident.entity';
import { SandboxClock } from './sandbox/sandbox.entity';
import { Topic } from './topic/topic.entity';
import { Ballot, Elector, Vote } from './vote/vote.entity';
import { Webhook, WebhookAttempt, WebhookDelivery } from './webhook/webhook.entity';
import { Summons } from './whistle/summons.entity';
import { Whistle } from './whistle/whistle.entity';
import { MicroWish, Wisher } from './wish/wish.entity';
import { ZeroEvaluation } from './zero-evaluation/zero-evaluation.entity';

/** Everything this service keeps, and how its tables came to be. */
export const tables = {
  entities: [
    Area,
    Unit,
    Case,
    CasePart,
    CaseExclusion,
    CaseAttachment,
    CaseNote,
    Whistle,
    Summons,
    Incident,
    GovernanceProposal,
    Topic,
    Council,
    CouncilMember,
    Meeting,
    Matter,
    MatterTask,
    Deliberation,
    DeliberationRating,
    Vote,
    Elector,
    Ballot,
    ZeroEvaluation,
    CentreWindow,
    NeighbourCall,
    CommandMessage,
    Webhook,
    WebhookDelivery,
    WebhookAttempt,
    Open311Request,
    Integrator,
    IntegratorKey,
    HotlineOrder,
    Demand,
    DemandRequester,
    Resource,
    ResourceWindow,
    Match,
    Project,
    ProjectList,
    ProjectListEntry,
    SandboxClock,
    Mediator,
    MediationRoom,
    Mediation,
    MediationParty,
    MediationSession,
    MediationAgreement,
    MediationInstalment,
    CourtConfirmation,
    MicroWish,
    Wisher,
    RenewalProject,
    RenewalFund,
    RenewalMilestone,
  ],
  migrations: [
    Cases1763690400000,
    WhistlesAndIncidents1763690500000,
    CaseLife1763701000000,
    CaseAlerts1763701100000,
    Routing1763701200000,
    Rates1763701300000,
    Duplicates1763701400000,
    NotesAndAttachments1763701500000,
    ProposalsAndTopics1763701600000,
    WhistleCommand1763701700000,
    Doors1763701800000,
    CommandMessages1763701900000,
    Integrators1763710000000,
    HotlineOrders1763710100000,
    Webhooks1763720000000,
    Open3111763720100000,
    Open311Updates1763720200000,
    Mediations1763740000000,
    MediationAgreements1763740010000,
    CouncilsAndMeetings1763740100000,
    Deliberations1763740110000,
    ThreeLists1763740200000,
    MicroWishes1763740300000,
    RenewalProjects1763740310000,
    AreaCoordinates1763740400000,
    Sandbox1763740700000,
    MissedVisits1763740710000,
    WebhookLog1763740720000,
    Placing1763740730000,
    OpenCases1763740740000,
    VisitNeeds1763740820000,
  ],
};

/** The tables that keep the path of a row's area, and follow when the area moves. */
export const placedTables = [
  { table: 'case', areaId: 'area_id', areaPath: 'area_path', communityId: 'community_id' },
  { table: 'whistle', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'governance_proposal', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'topic', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'council', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'meeting', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'matter', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'matter_task', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'deliberation', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'vote', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'elector', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'zero_evaluation', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'centre_window', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'command_message', areaId: 'sender_id', areaPath: 'sender_path' },
  { table: 'command_message', areaId: 'recipient_id', areaPath: 'recipient_path' },
  { table: 'hotline_order', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'integrator', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'webhook', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'mediation', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'mediator', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'mediation_room', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'incident', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'demand', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'demand_requester', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'resource', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'resource', areaId: 'offered_to_id', areaPath: 'offered_to_path' },
  { table: 'project', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'project_list', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'renewal_project', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'micro_wish', areaId: 'area_id', areaPath: 'area_path' },
  { table: 'wisher', areaId: 'area_id', areaPath: 'area_path' },
];
