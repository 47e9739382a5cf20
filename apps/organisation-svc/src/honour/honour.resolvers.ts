import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import type { Honour } from './honour.entity';
import {
  conferHonour,
  declineHonour,
  putForwardForHonour,
  recommendForHonour,
  revokeHonour,
} from './honour.service';
import { honourStates } from './honour.states';

export const honourResolvers: Resolvers = {
  Query: {
    honour: (_, { id }, { load }) => load.honour.load(id),
    honours: (_, args, ctx) => listWithin(ctx, args, ctx.load.honoursWithin),
  },
  Mutation: {
    recommendForHonour: (_, { input }, ctx) => recommendForHonour(ctx, input),
    putForwardForHonour: (_, { input }, ctx) => putForwardForHonour(ctx, input),
    conferHonour: (_, { input }, ctx) => conferHonour(ctx, input),
    declineHonour: (_, { input }, ctx) => declineHonour(ctx, input),
    revokeHonour: (_, { input }, ctx) => revokeHonour(ctx, input),
  },
  Person: {
    honours: ({ id }, _, { load }) => load.honoursOfPerson.load(id),
  },
  PartyOrganisation: {
    honours: ({ id }, _, { load }) => load.honoursOfPartyOrganisation.load(id),
  },
  Honour: {
    __resolveReference: ({ id }, { load }) => load.honour.load(id),
    availableActions: ({ state }) => honourStates.actions(state),
    person: ({ personId }, _, { load }) => (personId ? load.person.load(personId) : null),
    partyOrganisation: ({ partyOrganisationId }, _, { load }) =>
      partyOrganisationId ? load.partyOrganisation.load(partyOrganisationId) : null,
    post: (honour, _, ctx) => postOf(ctx, honour),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

async function postOf({ load, localities }: Context, { post, areaId }: Honour) {
  const area = post === null ? null : await load.areasOn(null).byId.load(areaId);
  return (area && localities.holding(area.code)?.post(post!)) ?? null;
}
