import { stateMachine } from '@jinlin/state-machine';
import type { CommunityIncomeAction, CommunityIncomeState } from '../generated/graphql';

/** What is booked stays booked; a wrong entry is taken back by another. */
export const communityIncomeStates = stateMachine<CommunityIncomeState, CommunityIncomeAction>({
  BOOKED: { REVERSE: 'REVERSED' },
  REVERSED: {},
  REVERSAL: {},
});
