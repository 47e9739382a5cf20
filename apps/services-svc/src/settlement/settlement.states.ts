import { stateMachine } from '@jinlin/state-machine';
import type { CanteenSettlementAction, CanteenSettlementState } from '../generated/graphql';

export const settlementStates = stateMachine<CanteenSettlementState, CanteenSettlementAction>({
  SETTLED: { SETTLE_AGAIN: 'SETTLED' },
});
