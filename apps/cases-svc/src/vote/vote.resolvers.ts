import type { Resolvers } from '../generated/graphql';
import type { Vote } from './vote.entity';
import { callOffVote, castVote, closeVote, openVote } from './vote.service';
import { voteStates } from './vote.states';

export const voteResolvers: Resolvers = {
  Query: {
    vote: (_, { id }, { load }) => load.vote.load(id),
    votesToCast: (_, __, { actor, load }) => (actor?.personId ? load.votesToCast(actor.personId) : []),
  },
  Mutation: {
    openVote: (_, { input }, ctx) => openVote(ctx, input),
    castVote: (_, { input }, ctx) => castVote(ctx, input),
    closeVote: (_, { input }, ctx) => closeVote(ctx, input),
    callOffVote: (_, { input }, ctx) => callOffVote(ctx, input),
  },
  Vote: {
    __resolveReference: ({ id }, { load }) => load.vote.load(id),
    availableActions: ({ state }) => voteStates.actions(state),
    deliberation: ({ deliberationId }, _, { load }) => load.deliberation.load(deliberationId),
    isSecondDiscussion: ({ step }) => step === 'DISCUSS_AGAIN',
    // Councils are known to everybody.
    council: async ({ councilId }, _, { load }) => (await load.council.load(councilId))!,
    tally: (vote) => tally(vote),
    ballots: ({ id }, args, { load }) => load.ballots(id, args),
    electors: ({ id }, args, { load }) => load.electors(id, args),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  Elector: {
    person: ({ personId }) => ({ id: personId }),
  },
};

const tally = ({ inFavour, against, abstained }: Vote) =>
  inFavour === null || against === null || abstained === null ? null : { inFavour, against, abstained };
