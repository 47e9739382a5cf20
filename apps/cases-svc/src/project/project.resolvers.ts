import type { Context } from '../context';
import type { QueryProjectsArgs, Resolvers } from '../generated/graphql';
import { classNamed } from '../list-matching/catalogue';
import { pathOf, within } from '../within';
import {
  acceptProject,
  approveProject,
  dropProject,
  evaluateProject,
  proposeProject,
  recordProjectSite,
  startProject,
} from './project.service';
import { projectStates } from './project.states';

export const projectResolvers: Resolvers = {
  Query: {
    project: (_, { id }, { load }) => load.project.load(id),
    projects: (_, args, ctx) => projectsOf(ctx, '/', args),
  },
  Mutation: {
    proposeProject: (_, { input }, ctx) => proposeProject(ctx, input),
    approveProject: (_, { input }, ctx) => approveProject(ctx, input),
    startProject: (_, { input }, ctx) => startProject(ctx, input),
    recordProjectSite: (_, { input }, ctx) => recordProjectSite(ctx, input),
    acceptProject: (_, { input }, ctx) => acceptProject(ctx, input),
    evaluateProject: (_, { input }, ctx) => evaluateProject(ctx, input),
    dropProject: (_, { input }, ctx) => dropProject(ctx, input),
  },
  Area: {
    projects: async ({ id }, args, ctx) => projectsOf(ctx, await pathOf(ctx, id), args),
  },
  ServiceSite: {
    openedByProject: ({ id }, _, { load }) => load.projectOfSite.load(id),
  },
  Project: {
    __resolveReference: ({ id }, { load }) => load.project.load(id),
    availableActions: ({ state }) => projectStates.actions(state),
    class: ({ localityCode, class: key }, _, ctx) => classNamed(ctx, localityCode, key),
    area: ({ areaId }) => ({ id: areaId }),
    demands: ({ id }, _, { load }) => load.demandsOfProject.load(id),
    matches: ({ id }, _, { load }) => load.matchesOfProject.load(id),
    agreement: ({ agreementId }) => (agreementId ? { id: agreementId } : null),
    list: ({ listId }, _, { load }) => (listId ? load.projectList.load(listId) : null),
    meeting: ({ meetingId }, _, { load }) => (meetingId ? load.meeting.load(meetingId) : null),
    site: ({ siteId }) => (siteId ? { id: siteId } : null),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

/** A page of the projects of an area, by its path. */
const projectsOf = async (
  ctx: Context,
  path: string,
  { where, ...page }: Pick<QueryProjectsArgs, 'where' | 'first' | 'after'>,
) => ctx.load.projects(path, { ...page, whose: 'AREA', where: await within(ctx, where) });
