import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import { isMinor } from '../person/minor';
import { residentInClear } from './resident-registration.find';
import {
  confirmResidentRegistration,
  endResidentRegistration,
  registerByHouseCode,
  rejectResidentRegistration,
  withdrawResidentRegistration,
} from './resident-registration.service';
import { residentRegistrationStates } from './resident-registration.states';

export const residentRegistrationResolvers: Resolvers = {
  Query: {
    residentRegistration: (_, { id }, { load }) => load.residentRegistration.load(id),
    residentRegistrations: (_, args, ctx) => listWithin(ctx, args, ctx.load.residentRegistrationsWithin),
  },
  Mutation: {
    registerByHouseCode: (_, { input }, ctx) => registerByHouseCode(ctx, input),
    confirmResidentRegistration: (_, { input }, ctx) => confirmResidentRegistration(ctx, input),
    rejectResidentRegistration: (_, { input }, ctx) => rejectResidentRegistration(ctx, input),
    withdrawResidentRegistration: (_, { input }, ctx) => withdrawResidentRegistration(ctx, input),
    endResidentRegistration: (_, { input }, ctx) => endResidentRegistration(ctx, input),
  },
  HouseCode: {
    registrations: ({ areaId }, { state, ...page }, { load }) =>
      load.residentRegistrationsAt(areaId, { ...page, where: { state } }),
  },
  ResidentRegistration: {
    __resolveReference: ({ id }, { load }) => load.residentRegistration.load(id),
    availableActions: ({ state }) => residentRegistrationStates.actions(state),
    household: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    isMinor: ({ birthYear }, _, { now }) => isMinor(birthYear, now),
    person: ({ personId }, _, { load }) => (personId ? load.person.load(personId) : null),
    isTwice: async ({ id }, _, { load }) => (await load.residentTwins.load(id)).length > 0,
    inClear: (registration, { purpose }, ctx) => residentInClear(ctx, registration, purpose),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
