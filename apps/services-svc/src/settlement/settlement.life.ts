import type { Life } from '@jinlin/acts';
import type { CanteenSettlementAction, CanteenSettlementState } from '../generated/graphql';
import { CanteenSettlement } from './settlement.entity';
import { settlementStates } from './settlement.states';

export const settlementLife: Life<CanteenSettlement, CanteenSettlementState, CanteenSettlementAction> = {
  entity: CanteenSettlement,
  name: 'CanteenSettlement',
  event: 'canteen-settlement',
  states: settlementStates,
  tell: ({ canteenId, areaId, day, run, served, price, subsidy, toPay }) => ({
    canteenId,
    areaId,
    day,
    run,
    served,
    price,
    subsidy,
    toPay,
  }),
};
