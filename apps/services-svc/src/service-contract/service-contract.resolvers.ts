import { elderOf } from '../elder/elder.find';
import type { Resolvers } from '../generated/graphql';
import { contractsWithin, orderOf, ordersWithin } from './service-contract.find';
import {
  acceptServiceOrder,
  cancelServiceOrder,
  endServiceContract,
  payServiceContract,
  placeServiceOrder,
  recordServiceHours,
  rejectServiceOrder,
  signServiceContract,
} from './service-contract.service';
import { contractStates, orderStates } from './service-contract.states';

export const serviceContractResolvers: Resolvers = {
  Query: {
    serviceContract: (_, { id }, { load }) => load.serviceContract.load(id),
    serviceContracts: (_, args, ctx) => contractsWithin(ctx, args),
    serviceOrder: (_, { id }, ctx) => orderOf(ctx, id),
    serviceOrders: (_, args, ctx) => ordersWithin(ctx, args),
  },
  Mutation: {
    signServiceContract: (_, { input }, ctx) => signServiceContract(ctx, input),
    endServiceContract: (_, { input }, ctx) => endServiceContract(ctx, input),
    payServiceContract: (_, { input }, ctx) => payServiceContract(ctx, input),
    placeServiceOrder: (_, { input }, ctx) => placeServiceOrder(ctx, input),
    cancelServiceOrder: (_, { input }, ctx) => cancelServiceOrder(ctx, input),
    recordServiceHours: (_, { input }, ctx) => recordServiceHours(ctx, input),
    acceptServiceOrder: (_, { input }, ctx) => acceptServiceOrder(ctx, input),
    rejectServiceOrder: (_, { input }, ctx) => rejectServiceOrder(ctx, input),
  },
  ServiceContract: {
    __resolveReference: ({ id }, { load }) => load.serviceContract.load(id),
    availableActions: ({ state }) => contractStates.actions(state),
    purchaser: ({ purchaserId }) => ({ id: purchaserId }),
    provider: ({ providerId }) => ({ id: providerId }),
    area: ({ areaId }) => ({ id: areaId }),
    left: ({ amount, committed }) => amount - committed,
    payments: ({ id }, _, { load }) => load.paymentsOfContract.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  ServiceOrder: {
    __resolveReference: ({ id }, ctx) => orderOf(ctx, id),
    availableActions: ({ state }) => orderStates.actions(state),
    contract: ({ contractId }, _, { load }) => load.serviceContract.load(contractId),
    elder: ({ elderId }, _, ctx) => (elderId ? elderOf(ctx, elderId) : null),
    area: ({ areaId }) => ({ id: areaId }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
