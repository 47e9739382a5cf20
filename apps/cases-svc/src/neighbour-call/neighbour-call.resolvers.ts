import { say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { pathOf } from '../within';
import type { NeighbourCall } from './neighbour-call.entity';
import { answerNeighbourCall, finishNeighbourCall, passOnNeighbourCall } from './neighbour-call.service';
import { neighbourCallStates } from './neighbour-call.states';

export const neighbourCallResolvers: Resolvers = {
  Query: {
    neighbourCall: (_, { id }, { load }) => load.neighbourCall.load(id),
  },
  Mutation: {
    answerNeighbourCall: (_, { input }, ctx) => answerNeighbourCall(ctx, input),
    passOnNeighbourCall: (_, { input }, ctx) => passOnNeighbourCall(ctx, input),
    finishNeighbourCall: (_, { input }, ctx) => finishNeighbourCall(ctx, input),
  },
  Area: {
    neighbourCalls: async ({ id }, args, ctx) => ctx.load.neighbourCalls(await pathOf(ctx, id), args),
  },
  Case: {
    neighbourCall: ({ id }, _, { load }) => load.neighbourCallOfCase.load(id),
  },
  NeighbourCall: {
    __resolveReference: ({ id }, { load }) => load.neighbourCall.load(id),
    availableActions: ({ state }) =>
      neighbourCallStates.actions(state).filter((action) => action !== 'GIVE_UP'),
    case: ({ caseId }, _, { load }) => load.case.load(caseId),
    rung: (row, _, ctx) => rung(ctx, row),
    rungNumber: ({ rung }) => rung + 1,
    rungCount: (row, _, ctx) => ladderOf(ctx, row)?.rungs.length ?? 0,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

const ladderOf = ({ localities }: Context, { localityCode, channel, startedAt }: NeighbourCall) =>
  localities.named(localityCode).callLadder(channel, startedAt);

function rung(ctx: Context, row: NeighbourCall) {
  const known = ladderOf(ctx, row)?.rungs[row.rung];
  return { key: known?.key ?? String(row.rung), label: known ? say(ctx, known.title) : '' };
}
