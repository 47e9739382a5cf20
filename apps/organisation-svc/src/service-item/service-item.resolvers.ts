import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import { sentKey } from '../registration/registration.loaders';
import type { ServiceTally } from './service-item.loaders';
import {
  cancelServiceItem,
  claimServiceItem,
  finishServiceItem,
  postServiceItem,
  recordServiceParticipation,
  withdrawServiceClaim,
} from './service-item.service';
import { serviceClaimStates, serviceItemStates } from './service-item.states';

export const serviceItemResolvers: Resolvers = {
  Query: {
    serviceItem: (_, { id }, { load }) => load.serviceItem.load(id),
    serviceItems: (_, args, ctx) => listWithin(ctx, args, ctx.load.serviceItemsWithin),
    serviceClaims: (_, args, ctx) => listWithin(ctx, args, ctx.load.serviceClaimsWithin),
    serviceParticipations: (_, args, ctx) => listWithin(ctx, args, ctx.load.participationsWithin),
  },
  Mutation: {
    postServiceItem: (_, { input }, ctx) => postServiceItem(ctx, input),
    finishServiceItem: (_, { input }, ctx) => finishServiceItem(ctx, input),
    cancelServiceItem: (_, { input }, ctx) => cancelServiceItem(ctx, input),
    claimServiceItem: (_, { input }, ctx) => claimServiceItem(ctx, input),
    withdrawServiceClaim: (_, { input }, ctx) => withdrawServiceClaim(ctx, input),
    recordServiceParticipation: (_, { input }, ctx) => recordServiceParticipation(ctx, input),
  },
  Area: {
    serviceItems: ({ id }, { state, ...page }, { load }) =>
      load.serviceItemsAt(id, { ...page, where: { state } }),
  },
  Unit: {
    memberService: async ({ id }, _, { load }) => (await load.serviceOfUnit.load(id)) ?? none,
  },
  SentMember: {
    service: async (member, _, { load }) => (await load.serviceOfSentMember.load(sentKey(member))) ?? none,
    claims: (member, page, { load }) =>
      load.serviceClaimsOfSentMember(sentKey(member), { ...page, where: {} }),
  },
  ServiceItem: {
    __resolveReference: ({ id }, { load }) => load.serviceItem.load(id),
    availableActions: ({ state }) => serviceItemStates.actions(state),
    community: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    isFull: ({ claimed, needed }) => claimed >= needed,
    claims: ({ id }, page, { load }) => load.serviceClaimsOnItem(id, { ...page, where: {} }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  ServiceClaim: {
    __resolveReference: ({ id }, { load }) => load.serviceClaim.load(id),
    availableActions: ({ state }) => serviceClaimStates.actions(state),
    item: async ({ itemId }, _, { load }) => (await load.serviceItem.load(itemId))!,
    person: async ({ personId }, _, { load }) => (await load.person.load(personId))!,
    registration: async ({ registrationId }, _, { load }) => (await load.registration.load(registrationId))!,
    unit: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
    participations: ({ id }, _, { load }) => load.participationsOfClaim.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  ServiceParticipation: {
    claim: async ({ claimId }, _, { load }) => (await load.serviceClaim.load(claimId))!,
    on: ({ day }) => day,
  },
};

const none: ServiceTally = { claims: 0, participations: 0, hours: 0 };
