import { dateIn } from '@jinlin/calendar';
import { areaById, listWithin, pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type { QueryRosterSheetsArgs, Resolvers } from '../generated/graphql';
import {
  assignDeployment,
  callToFrontLine,
  closeDeploymentShift,
  planDeploymentShift,
  releaseFromDeployment,
  reportInForDeployment,
  signUpForDeployment,
  standDownCall,
} from './deployment.service';
import { deploymentCallStates, deploymentStates, rosterSheetStates } from './deployment.states';
import { handInRosterSheet, withdrawRosterSheet } from './roster-sheet.service';

export const deploymentResolvers: Resolvers = {
  Query: {
    deploymentCall: (_, { id }, { load }) => load.deploymentCall.load(id),
    deploymentCalls: (_, args, ctx) => listWithin(ctx, args, ctx.load.deploymentCallsWithin),
    deployment: (_, { id }, { load }) => load.deployment.load(id),
    deployments: (_, args, ctx) => listWithin(ctx, args, ctx.load.deploymentsWithin),
    rosterSheet: (_, { id }, { load }) => load.rosterSheet.load(id),
    rosterSheets: (_, args, ctx) => findSheets(ctx, args),
  },
  Mutation: {
    callToFrontLine: (_, { input }, ctx) => callToFrontLine(ctx, input),
    standDownCall: (_, { input }, ctx) => standDownCall(ctx, input),
    signUpForDeployment: (_, { input }, ctx) => signUpForDeployment(ctx, input),
    assignDeployment: (_, { input }, ctx) => assignDeployment(ctx, input),
    reportInForDeployment: (_, { input }, ctx) => reportInForDeployment(ctx, input),
    planDeploymentShift: (_, { input }, ctx) => planDeploymentShift(ctx, input),
    closeDeploymentShift: (_, { input }, ctx) => closeDeploymentShift(ctx, input),
    releaseFromDeployment: (_, { input }, ctx) => releaseFromDeployment(ctx, input),
    handInRosterSheet: (_, { input }, ctx) => handInRosterSheet(ctx, input),
    withdrawRosterSheet: (_, { input }, ctx) => withdrawRosterSheet(ctx, input),
  },
  Area: {
    frontLine: ({ path }, { on }, { load, now }) => load.frontLine(on ?? dateIn(now)).load(path),
  },
  Unit: {
    deployments: ({ id }, page, { load }) => load.deploymentsOfUnit(id, { ...page, where: {} }),
    rosterSheets: ({ id }, page, { load }) =>
      load.rosterSheetsOfUnit(id, { ...page, where: { state: 'HANDED_IN' } }),
  },
  DeploymentCall: {
    __resolveReference: ({ id }, { load }) => load.deploymentCall.load(id),
    availableActions: ({ state }) => deploymentCallStates.actions(state),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    deployments: ({ id }, page, { load }) => load.deploymentsOfCall(id, { ...page, where: {} }),
    rosterSheets: ({ id }, page, { load }) =>
      load.rosterSheetsOfCall(id, { ...page, where: { state: 'HANDED_IN' } }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  Deployment: {
    __resolveReference: ({ id }, { load }) => load.deployment.load(id),
    availableActions: ({ state }) => deploymentStates.actions(state),
    call: async ({ callId }, _, { load }) => (await load.deploymentCall.load(callId))!,
    person: async ({ personId }, _, { load }) => (await load.person.load(personId))!,
    unit: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
    place: ({ areaId, fromOn }, _, { load }) => (fromOn ? load.areasOn(null).byId.load(areaId) : null),
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    shifts: ({ id }, _, { load }) => load.shiftsOfDeployment.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  RosterSheet: {
    __resolveReference: ({ id }, { load }) => load.rosterSheet.load(id),
    availableActions: ({ state }) => rosterSheetStates.actions(state),
    call: ({ callId }, _, { load }) => (callId ? load.deploymentCall.load(callId) : null),
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
    place: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

async function findSheets(ctx: Context, { where, ...page }: QueryRosterSheetsArgs) {
  const { withinCode, withinId, ...rest } = where ?? { state: 'HANDED_IN' };
  const path = await pathNamed(ctx, { withinCode, withinId });
  return ctx.load.rosterSheetsWithin(path ?? '/', { ...page, where: rest });
}
