import type { Life } from '@jinlin/acts';
import type { MatchAction, MatchState } from '../generated/graphql';
import { Match } from './match.entity';
import { matchStates } from './match.states';

/** What the acts on matches have in common. */
export const matchLife: Life<Match, MatchState, MatchAction> = {
  entity: Match,
  name: 'Match',
  event: 'match',
  states: matchStates,
  tell: ({ demandId, resourceId, windowId, amount, score }) => ({
    demandId,
    resourceId,
    windowId,
    amount,
    score,
  }),
};
