import { dateIn } from '@jinlin/calendar';
import type { Resolvers } from '../generated/graphql';
import { pathOf } from '../within';
import { pledgeRenewalFunds, receiveRenewalFunds, withdrawRenewalFunds } from './renewal-fund.service';
import {
  dropRenewalMilestone,
  planRenewalMilestone,
  reachRenewalMilestone,
} from './renewal-milestone.service';
import { renewalsBelow, renewalTallyOf } from './renewal-project.find';
import { kindOf, missingOf } from './renewal-project.guards';
import {
  approveRenewalProject,
  awardRenewalProject,
  beginRenewalProject,
  declineRenewalProject,
  evaluateRenewalProject,
  inspectRenewalProject,
  nameFourOnes,
  proposeRenewalProject,
  recordRenewalOutput,
  stopRenewalProject,
} from './renewal-project.service';
import { renewalFundStates, renewalMilestoneStates, renewalProjectStates } from './renewal-project.states';
import { inspected, isOverdue, outputsIn, outputsOf, shown, sumOf } from './renewal-project.view';

export const renewalProjectResolvers: Resolvers = {
  Query: {
    renewalProject: (_, { id }, { load }) => load.renewalProject.load(id),
    renewalProjects: (_, args, ctx) => renewalsBelow(ctx, '/', args),
    renewalKinds: (_, { localityCode }, ctx) =>
      ctx.localities
        .holding(localityCode)
        ?.renewals(ctx.now)
        ?.kinds.map((kind) => shown(ctx, kind)) ?? null,
  },
  Mutation: {
    proposeRenewalProject: (_, { input }, ctx) => proposeRenewalProject(ctx, input),
    nameFourOnes: (_, { input }, ctx) => nameFourOnes(ctx, input),
    pledgeRenewalFunds: (_, { input }, ctx) => pledgeRenewalFunds(ctx, input),
    receiveRenewalFunds: (_, { input }, ctx) => receiveRenewalFunds(ctx, input),
    withdrawRenewalFunds: (_, { input }, ctx) => withdrawRenewalFunds(ctx, input),
    approveRenewalProject: (_, { input }, ctx) => approveRenewalProject(ctx, input),
    declineRenewalProject: (_, { input }, ctx) => declineRenewalProject(ctx, input),
    beginRenewalProject: (_, { input }, ctx) => beginRenewalProject(ctx, input),
    planRenewalMilestone: (_, { input }, ctx) => planRenewalMilestone(ctx, input),
    reachRenewalMilestone: (_, { input }, ctx) => reachRenewalMilestone(ctx, input),
    dropRenewalMilestone: (_, { input }, ctx) => dropRenewalMilestone(ctx, input),
    recordRenewalOutput: (_, { input }, ctx) => recordRenewalOutput(ctx, input),
    inspectRenewalProject: (_, { input }, ctx) => inspectRenewalProject(ctx, input),
    awardRenewalProject: (_, { input }, ctx) => awardRenewalProject(ctx, input),
    evaluateRenewalProject: (_, { input }, ctx) => evaluateRenewalProject(ctx, input),
    stopRenewalProject: (_, { input }, ctx) => stopRenewalProject(ctx, input),
  },
  Area: {
    renewalProjects: async ({ id }, args, ctx) => renewalsBelow(ctx, await pathOf(ctx, id), args),
    renewalTally: ({ id }, { kind = null }, ctx) => renewalTallyOf(ctx, id, kind),
  },
  RenewalProject: {
    __resolveReference: ({ id }, { load }) => load.renewalProject.load(id),
    kind: (project, _, ctx) => shown(ctx, kindOf(ctx, project)),
    availableActions: ({ state }) => renewalProjectStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    pledged: (project, _, ctx) => sumOf(ctx, project, ['PLEDGED', 'RECEIVED']),
    received: (project, _, ctx) => sumOf(ctx, project, ['RECEIVED']),
    funds: ({ id }, _, { load }) => load.fundsOfRenewal.load(id),
    milestones: ({ id }, _, { load }) => load.milestonesOfRenewal.load(id),
    fourOnes: (project) => project,
    outputs: (project, _, ctx) => outputsOf(ctx, project),
    inspections: (project, _, ctx) => inspected(ctx, project),
    isOverdue: (project, _, { now }) => isOverdue(project, dateIn(now)),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  FourOnes: {
    firstSecretary: ({ firstSecretaryId }) => (firstSecretaryId ? { id: firstSecretaryId } : null),
    communitySecretary: ({ communitySecretaryId }) =>
      communitySecretaryId ? { id: communitySecretaryId } : null,
    isComplete: (project) => missingOf(project).length === 0,
  },
  RenewalFund: {
    __resolveReference: ({ id }, { load }) => load.renewalFund.load(id),
    // A fund belongs to a project, and stays as long as the project does.
    project: async ({ projectId }, _, { load }) => (await load.renewalProject.load(projectId))!,
    unit: ({ unitId }) => (unitId ? { id: unitId } : null),
    availableActions: ({ state }) => renewalFundStates.actions(state),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  RenewalMilestone: {
    __resolveReference: ({ id }, { load }) => load.renewalMilestone.load(id),
    project: async ({ projectId }, _, { load }) => (await load.renewalProject.load(projectId))!,
    availableActions: ({ state }) => renewalMilestoneStates.actions(state),
    isOverdue: ({ state, dueOn }, _, { now }) => state === 'PLANNED' && dueOn < dateIn(now),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  RenewalTally: {
    outputs: (tally, _, ctx) => outputsIn(ctx, tally),
  },
};
