import type { Life } from '@jinlin/acts';
import type {
  PlannedVisitAction,
  PlannedVisitState,
  VisitRoundAction,
  VisitRoundState,
} from '../generated/graphql';
import { PlannedVisit, VisitRound } from './visit-round.entity';
import { plannedVisitStates, visitRoundStates } from './visit-round.states';

export const visitRoundLife: Life<VisitRound, VisitRoundState, VisitRoundAction> = {
  entity: VisitRound,
  name: 'VisitRound',
  event: 'visit-round',
  states: visitRoundStates,
  tell: ({ areaId, day }) => ({ areaId, day }),
};

export const plannedVisitLife: Life<PlannedVisit, PlannedVisitState, PlannedVisitAction> = {
  entity: PlannedVisit,
  name: 'PlannedVisit',
  event: 'planned-visit',
  states: plannedVisitStates,
  tell: ({ roundId, areaId, day, place }) => ({ roundId, areaId, day, place }),
};
