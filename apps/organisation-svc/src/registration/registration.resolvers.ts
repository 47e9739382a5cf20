import { listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import { everyManagement, managementOf } from './member-management';
import { sentKey } from './registration.loaders';
import { assignMember, endRegistration, registerMemberAt, registerUnitAt } from './registration.service';
import { registrationStates } from './registration.states';

export const registrationResolvers: Resolvers = {
  Query: {
    registration: (_, { id }, { load }) => load.registration.load(id),
    registrations: (_, args, ctx) => listWithin(ctx, args, ctx.load.registrationsWithin),
    memberManagement: () => everyManagement(),
  },
  Mutation: {
    registerUnitAt: (_, { input }, ctx) => registerUnitAt(ctx, input),
    registerMemberAt: (_, { input }, ctx) => registerMemberAt(ctx, input),
    assignMember: (_, { input }, ctx) => assignMember(ctx, input),
    endRegistration: (_, { input }, ctx) => endRegistration(ctx, input),
  },
  Registration: {
    __resolveReference: ({ id }, { load }) => load.registration.load(id),
    availableActions: ({ state }) => registrationStates.actions(state),
    unit: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
    person: ({ personId }, _, { load }) => (personId ? load.person.load(personId) : null),
    community: async ({ areaId, asOf }, _, { load }) => (await load.areasOn(asOf).byId.load(areaId))!,
    management: ({ memberClass }) => (memberClass ? managementOf(memberClass) : null),
    partyOrganisation: ({ partyOrganisationId }, _, { load }) =>
      partyOrganisationId ? load.partyOrganisation.load(partyOrganisationId) : null,
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  Unit: {
    registrations: ({ id }, { isActive, ...page }, { load }) =>
      load.registrationsOfUnit(id, { ...page, where: { isOfMember: false, ...isActiveOr(isActive) } }),
    sentMembers: ({ id }, page, { load }) => load.membersSentBy(id, page),
  },
  PartyOrganisation: {
    assignedMembers: ({ id }, page, { load }) =>
      load.registrationsInPartyOrganisation(id, { ...page, where: {} }),
  },
  Person: {
    registrations: ({ id }, { isActive, ...page }, { load }) =>
      load.registrationsOfPerson(id, { ...page, where: isActiveOr(isActive) }),
  },
  SentMember: {
    person: async ({ personId }, _, { load }) => (await load.person.load(personId))!,
    registrations: (member, _, { load }) => load.registrationsOfSentMember.load(sentKey(member)),
  },
};

const isActiveOr = (isActive: boolean | null | undefined) =>
  isActive === null || isActive === undefined
    ? {}
    : { state: isActive ? ('ACTIVE' as const) : ('ENDED' as const) };
