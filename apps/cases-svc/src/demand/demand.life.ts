import type { Life } from '@jinlin/acts';
import type { DemandAction, DemandState } from '../generated/graphql';
import { Demand } from './demand.entity';
import { demandStates } from './demand.states';

/** What the acts on demands have in common. */
export const demandLife: Life<Demand, DemandState, DemandAction> = {
  entity: Demand,
  name: 'Demand',
  event: 'demand',
  states: demandStates,
  tell: ({ areaId, side, category, unitId, amount, promised, projectId, visitFollowUpId }) => ({
    areaId,
    side,
    category,
    unitId,
    amount,
    promised,
    projectId,
    visitFollowUpId,
  }),
};
