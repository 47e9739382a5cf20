import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import {
  dissolveCommittee,
  foundCommittee,
  recordCommitteeSession,
  seatCommitteeMember,
  unseatCommitteeMember,
} from './committee.service';
import { committeeStates } from './committee.states';

export const committeeResolvers: Resolvers = {
  Query: {
    committee: (_, { id }, { load }) => load.committee.load(id),
    committees: (_, args, ctx) => listWithin(ctx, args, ctx.load.committeesWithin),
  },
  Mutation: {
    foundCommittee: (_, { input }, ctx) => foundCommittee(ctx, input),
    seatCommitteeMember: (_, { input }, ctx) => seatCommitteeMember(ctx, input),
    unseatCommitteeMember: (_, { input }, ctx) => unseatCommitteeMember(ctx, input),
    recordCommitteeSession: (_, { input }, ctx) => recordCommitteeSession(ctx, input),
    dissolveCommittee: (_, { input }, ctx) => dissolveCommittee(ctx, input),
  },
  Area: {
    committees: ({ id }, { state, ...page }, { load }) =>
      load.committeesOf(id, { ...page, where: { state } }),
  },
  Committee: {
    __resolveReference: ({ id }, { load }) => load.committee.load(id),
    availableActions: ({ state }) => committeeStates.actions(state),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    parent: ({ parentId }, _, { load }) => (parentId ? load.committee.load(parentId) : null),
    children: ({ id }, _, { load }) => load.committeesBelow.load(id),
    members: ({ id }, _, { load }) => load.membersOfCommittee.load(id),
    sessions: ({ id }, _, { load }) => load.sessionsOfCommittee.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  CommitteeMember: {
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
    person: ({ personId }, _, { load }) => (personId ? load.person.load(personId) : null),
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
  },
  CommitteeSession: {
    on: ({ day }) => day,
    attended: ({ attendedIds }, _, { load }) =>
      Promise.all(attendedIds.map(async (id) => (await load.committeeMember.load(id))!)),
  },
};
