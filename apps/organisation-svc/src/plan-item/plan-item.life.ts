import type { Life } from '@jinlin/acts';
import type { PlanItemAction, PlanItemState } from '../generated/graphql';
import { PlanItem } from './plan-item.entity';
import { planItemStates } from './plan-item.states';

/** What the acts on items of plans, and the loading of them, have in common. */
export const planItemLife: Life<PlanItem, PlanItemState, PlanItemAction> = {
  entity: PlanItem,
  name: 'PlanItem',
  event: 'plan-item',
  states: planItemStates,
  tell: ({ areaId, number, list, ownerIds, districtIds, dueAt, percent }) => ({
    areaId,
    number,
    list,
    ownerIds,
    districtIds,
    dueAt,
    percent,
  }),
};
