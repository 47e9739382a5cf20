import type { Life } from '@jinlin/acts';
import type { VoteAction, VoteState } from '../generated/graphql';
import { Vote } from './vote.entity';
import { voteStates } from './vote.states';

/** What the acts on votes have in common. */
export const voteLife: Life<Vote, VoteState, VoteAction> = {
  entity: Vote,
  name: 'Vote',
  event: 'vote',
  states: voteStates,
  tell: ({ deliberationId, councilId, areaId, closesAt, outcome }) => ({
    deliberationId,
    councilId,
    areaId,
    closesAt,
    outcome,
  }),
};
