import type { Life } from '@jinlin/acts';
import type { TwoWayOrderAction, TwoWayOrderState } from '../generated/graphql';
import { TwoWayOrder } from './two-way-order.entity';
import { twoWayOrderStates } from './two-way-order.states';

/** The events say who orders from whom, but not in whose words. */
export const twoWayOrderLife: Life<TwoWayOrder, TwoWayOrderState, TwoWayOrderAction> = {
  entity: TwoWayOrder,
  name: 'TwoWayOrder',
  event: 'two-way-order',
  states: twoWayOrderStates,
  tell: ({ placedBy, areaId, unitId, allianceId, theme, placedOn, wantedBy, fulfilledOn, score }) => ({
    placedBy,
    areaId,
    unitId,
    allianceId,
    theme,
    placedOn,
    wantedBy,
    fulfilledOn,
    score,
  }),
};
