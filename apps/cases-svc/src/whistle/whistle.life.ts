import type { Life } from '@jinlin/acts';
import type { SummonsAction, SummonsState, WhistleAction, WhistleState } from '../generated/graphql';
import { Summons } from './summons.entity';
import { Whistle } from './whistle.entity';
import { summonsStates, whistleStates } from './whistle.states';

/** What the acts on whistles have in common. Events tell no texts. */
export const whistleLife: Life<Whistle, WhistleState, WhistleAction> = {
  entity: Whistle,
  name: 'Whistle',
  event: 'whistle',
  states: whistleStates,
  tell: ({ areaId, origin, reason, grade, caseId, leadUnitId, summonedUnitIds, outcome, score }) => ({
    areaId,
    origin,
    reason,
    grade,
    caseId,
    leadUnitId,
    summonedUnitIds,
    outcome,
    score,
  }),
};

/** What the acts of one unit have in common; its first event is what calls the unit. */
export const summonsLife: Life<Summons, SummonsState, SummonsAction> = {
  entity: Summons,
  name: 'Summons',
  event: 'summons',
  states: summonsStates,
  tell: ({ whistleId, unitId, acknowledgeDueAt, arriveDueAt, disposeDueAt }) => ({
    whistleId,
    unitId,
    acknowledgeDueAt,
    arriveDueAt,
    disposeDueAt,
  }),
};
