import { say } from '@jinlin/graphql';
import { areaNamed } from '@jinlin/replicas';
import type { Context } from '../context';
import type { QueryCaseExclusionsArgs, Resolvers } from '../generated/graphql';
import type { CaseExclusion } from './exclusion.entity';
import { decideExclusion, proposeExclusion } from './exclusion.service';
import { exclusionStates } from './exclusion.states';

export const exclusionResolvers: Resolvers = {
  Query: {
    caseExclusion: (_, { id }, { load }) => load.caseExclusion.load(id),
    caseExclusions: (_, args, ctx) => exclusionsWithin(ctx, args),
  },
  Mutation: {
    proposeExclusion: (_, { input }, ctx) => proposeExclusion(ctx, input),
    decideExclusion: (_, { input }, ctx) => decideExclusion(ctx, input),
  },
  Case: {
    exclusions: ({ id }, _, { load }) => load.exclusionsOfCase.load(id),
  },
  CaseExclusion: {
    __resolveReference: ({ id }, { load }) => load.caseExclusion.load(id),
    availableActions: ({ state }) => exclusionStates.actions(state),
    case: ({ caseId }, _, { load }) => load.case.load(caseId),
    kind: (row, _, ctx) => kind(ctx, row),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

async function exclusionsWithin(ctx: Context, { where, ...page }: QueryCaseExclusionsArgs) {
  const area = await areaNamed(ctx.load, { areaCode: where?.areaCode });
  return ctx.load.exclusions(area?.path ?? ctx.scope.areaPath ?? '/', { ...page, states: where?.states });
}

function kind(ctx: Context, { localityCode, kind: key, proposedAt }: CaseExclusion) {
  const { exclusions } = ctx.localities.named(localityCode).threeRates(proposedAt);
  const known = exclusions.find((listed) => listed.key === key);
  return { key, label: known ? say(ctx, known.title) : key };
}
