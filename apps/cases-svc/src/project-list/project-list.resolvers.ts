import type { Context } from '../context';
import type { QueryProjectListsArgs, Resolvers } from '../generated/graphql';
import { within } from '../within';
import { adoptProjectList, generateProjectList } from './project-list.service';
import { projectListStates } from './project-list.states';

export const projectListResolvers: Resolvers = {
  Query: {
    projectList: (_, { id }, { load }) => load.projectList.load(id),
    projectLists: (_, args, ctx) => listsOf(ctx, args),
  },
  Mutation: {
    generateProjectList: (_, { input }, ctx) => generateProjectList(ctx, input),
    adoptProjectList: (_, { input }, ctx) => adoptProjectList(ctx, input),
  },
  ProjectList: {
    __resolveReference: ({ id }, { load }) => load.projectList.load(id),
    availableActions: ({ state }) => projectListStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    entries: ({ id }, args, { load }) => load.projectListEntries(id, args),
    projects: ({ id }, args, { load }) => load.projects(id, { ...args, whose: 'LIST', where: {} }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  ProjectListEntry: {
    demand: async ({ demandId }, _, { load }) => (await load.demand.load(demandId))!,
  },
};

const listsOf = async (ctx: Context, { where, ...page }: QueryProjectListsArgs) =>
  ctx.load.projectLists('/', { ...page, where: await within(ctx, where) });
