import type { Resolvers } from '../generated/graphql';
import { integratorsWithin, integratorWithin, isLive, keyWithin } from './integrator.find';
import {
  changeIntegrator,
  closeIntegrator,
  issueIntegratorKey,
  registerIntegrator,
  revokeIntegratorKey,
  rotateIntegratorKey,
} from './integrator.service';
import { integratorKeyStates, integratorStates } from './integrator.states';

export const integratorResolvers: Resolvers = {
  Query: {
    integrator: (_, { id }, ctx) => integratorWithin(ctx, id),
    integrators: (_, args, ctx) => integratorsWithin(ctx, args),
  },
  Mutation: {
    registerIntegrator: (_, { input }, ctx) => registerIntegrator(ctx, input),
    changeIntegrator: (_, { input }, ctx) => changeIntegrator(ctx, input),
    closeIntegrator: (_, { input }, ctx) => closeIntegrator(ctx, input),
    issueIntegratorKey: (_, { input }, ctx) => issueIntegratorKey(ctx, input),
    rotateIntegratorKey: (_, { input }, ctx) => rotateIntegratorKey(ctx, input),
    revokeIntegratorKey: (_, { input }, ctx) => revokeIntegratorKey(ctx, input),
  },
  Integrator: {
    __resolveReference: ({ id }, ctx) => integratorWithin(ctx, id),
    availableActions: ({ state }) => integratorStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    keys: ({ id }, _, { load }) => load.keysOfIntegrator.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  IntegratorKey: {
    __resolveReference: ({ id }, ctx) => keyWithin(ctx, id),
    availableActions: ({ state }) => integratorKeyStates.actions(state),
    integrator: ({ integratorId }, _, ctx) => integratorWithin(ctx, integratorId),
    secret: ({ secret }) => secret ?? null,
    isLive: (key, _, { now }) => isLive(key, now),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
