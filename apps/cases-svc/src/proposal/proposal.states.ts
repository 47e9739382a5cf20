import { stateMachine } from '@jinlin/state-machine';
import type { ProposalAction, ProposalState } from '../generated/graphql';

/** The life of a proposal for a compound. */
export const proposalStates = stateMachine<ProposalState, ProposalAction>({
  RAISED: { ACCEPT: 'ACCEPTED', DECLINE: 'DECLINED' },
  ACCEPTED: { FINISH: 'DONE' },
  DONE: {},
  DECLINED: {},
});
