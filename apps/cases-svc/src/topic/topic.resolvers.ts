import { say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { areaNamed } from '@jinlin/replicas';
import type { Context } from '../context';
import type { QueryTopicCandidatesArgs, Resolvers } from '../generated/graphql';
import { pathOf } from '../within';
import { chooseTopic, dropTopic, settleTopic } from './topic.service';
import { topicStates } from './topic.states';

export const topicResolvers: Resolvers = {
  Query: {
    topicCandidates: (_, args, ctx) => candidates(ctx, args),
  },
  Mutation: {
    chooseTopic: (_, { input }, ctx) => chooseTopic(ctx, input),
    settleTopic: (_, { input }, ctx) => settleTopic(ctx, input),
    dropTopic: (_, { input }, ctx) => dropTopic(ctx, input),
  },
  Area: {
    topics: async ({ id }, args, ctx) => ctx.load.topics(await pathOf(ctx, id), args),
  },
  Topic: {
    __resolveReference: ({ id }, { load }) => load.topic.load(id),
    availableActions: ({ state }) => topicStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    leadUnit: ({ leadUnitId }) => ({ id: leadUnitId }),
    category: ({ localityCode, category, chosenAt }, _, ctx) =>
      categoryNamed(ctx, localityCode, category, chosenAt),
    caseCountBefore: async ({ id }, _, { load }) => (await load.countsOfTopic.load(id))?.before ?? 0,
    caseCountOfLate: async ({ id }, _, { load }) => (await load.countsOfTopic.load(id))?.ofLate ?? 0,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

/** What comes up most often; null where not all of the area is within reach. */
async function candidates(ctx: Context, { areaCode, month }: QueryTopicCandidatesArgs) {
  const area = await areaNamed(ctx.load, { areaCode });
  const rules = area && ctx.localities.holding(area.code);
  if (!rules || ctx.scope.areaPath === null || !liesIn(area.path, ctx.scope.areaPath)) return null;

  const rows = await ctx.load.topicCandidates(area.path, month);
  return rows.map(({ category, ...counts }) => ({
    category: categoryNamed(ctx, rules.code, category, ctx.now),
    ...counts,
  }));
}

function categoryNamed(ctx: Context, localityCode: string, code: string, at: Date) {
  const known = ctx.localities.named(localityCode).category(code, at);
  return { code, label: known ? say(ctx, known.title) : code };
}
