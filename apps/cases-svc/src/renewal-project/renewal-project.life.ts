import type { Life } from '@jinlin/acts';
import type {
  RenewalFundAction,
  RenewalFundState,
  RenewalMilestoneAction,
  RenewalMilestoneState,
  RenewalProjectAction,
  RenewalProjectState,
} from '../generated/graphql';
import { RenewalFund, RenewalMilestone, RenewalProject } from './renewal-project.entity';
import { renewalFundStates, renewalMilestoneStates, renewalProjectStates } from './renewal-project.states';

/** What the acts on renewal projects, and their loading, have in common. */
export const renewalProjectLife: Life<RenewalProject, RenewalProjectState, RenewalProjectAction> = {
  entity: RenewalProject,
  name: 'RenewalProject',
  event: 'renewal_project',
  states: renewalProjectStates,
  tell: ({ localityCode, kind, areaId, buildings, households, budget, acceptedOn, award }) => ({
    localityCode,
    kind,
    areaId,
    buildings,
    households,
    budget,
    acceptedOn,
    award,
  }),
};

/** The same for their funds. */
export const renewalFundLife: Life<RenewalFund, RenewalFundState, RenewalFundAction> = {
  entity: RenewalFund,
  name: 'RenewalFund',
  event: 'renewal_fund',
  states: renewalFundStates,
  tell: ({ projectId, source, unitId, amount }) => ({ projectId, source, unitId, amount }),
};

/** The same for their milestones. */
export const renewalMilestoneLife: Life<RenewalMilestone, RenewalMilestoneState, RenewalMilestoneAction> = {
  entity: RenewalMilestone,
  name: 'RenewalMilestone',
  event: 'renewal_milestone',
  states: renewalMilestoneStates,
  tell: ({ projectId, title, dueOn, reachedOn }) => ({ projectId, title, dueOn, reachedOn }),
};
