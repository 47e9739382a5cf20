import { stateMachine } from '@jinlin/state-machine';
import type {
  RenewalFundAction,
  RenewalFundState,
  RenewalMilestoneAction,
  RenewalMilestoneState,
  RenewalProjectAction,
  RenewalProjectState,
} from '../generated/graphql';

/** The life of a renewal project. What failed its inspection goes on until it passes or is given up. */
export const renewalProjectStates = stateMachine<RenewalProjectState, RenewalProjectAction>({
  PROPOSED: { NAME_FOUR_ONES: 'PROPOSED', APPROVE: 'APPROVED', DECLINE: 'DECLINED' },
  APPROVED: { NAME_FOUR_ONES: 'APPROVED', BEGIN: 'RUNNING', STOP: 'STOPPED' },
  DECLINED: {},
  RUNNING: {
    NAME_FOUR_ONES: 'RUNNING',
    RECORD_OUTPUT: 'RUNNING',
    FAIL_INSPECTION: 'RUNNING',
    ACCEPT: 'ACCEPTED',
    STOP: 'STOPPED',
  },
  ACCEPTED: { AWARD: 'ACCEPTED', EVALUATE: 'EVALUATED' },
  EVALUATED: { AWARD: 'EVALUATED' },
  STOPPED: {},
});

/** The life of money for a project. */
export const renewalFundStates = stateMachine<RenewalFundState, RenewalFundAction>({
  PLEDGED: { RECEIVE: 'RECEIVED', WITHDRAW: 'WITHDRAWN' },
  RECEIVED: {},
  WITHDRAWN: {},
});

/** The life of a milestone. */
export const renewalMilestoneStates = stateMachine<RenewalMilestoneState, RenewalMilestoneAction>({
  PLANNED: { REACH: 'REACHED', DROP: 'DROPPED' },
  REACHED: {},
  DROPPED: {},
});
