import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { jointWorkAt } from '../joint-work/theme';
import type { AllianceKind } from '../locality';
import type { Alliance } from './alliance.entity';
import {
  dissolveAlliance,
  foundAlliance,
  joinAlliance,
  leaveAlliance,
  setAllianceRules,
  setMemberDuty,
} from './alliance.service';
import { allianceMembershipStates, allianceStates } from './alliance.states';

export const allianceResolvers: Resolvers = {
  Query: {
    alliance: (_, { id }, { load }) => load.alliance.load(id),
    alliances: (_, args, ctx) => listWithin(ctx, args, ctx.load.alliancesWithin),
    allianceKinds: (_, { localityCode }, { localities, now }) => [
      ...(localities.holding(localityCode)?.jointWork(dateIn(now))?.alliances ?? []),
    ],
  },
  Mutation: {
    foundAlliance: (_, { input }, ctx) => foundAlliance(ctx, input),
    setAllianceRules: (_, { input }, ctx) => setAllianceRules(ctx, input),
    joinAlliance: (_, { input }, ctx) => joinAlliance(ctx, input),
    setMemberDuty: (_, { input }, ctx) => setMemberDuty(ctx, input),
    leaveAlliance: (_, { input }, ctx) => leaveAlliance(ctx, input),
    dissolveAlliance: (_, { input }, ctx) => dissolveAlliance(ctx, input),
  },
  Area: {
    alliances: ({ path }, { kind, state, ...page }, { load }) =>
      load.alliancesWithin(path, { ...page, where: { kind, state } }),
  },
  Unit: {
    allianceMemberships: ({ id }, { isServing, ...page }, { load }) =>
      load.alliancesOfUnit(id, { ...page, where: { isServing } }),
  },
  PartyOrganisation: {
    partTimeMembers: ({ id }, { isServing, ...page }, { load }) =>
      load.partTimeMembers(id, { ...page, where: { isServing } }),
  },
  Alliance: {
    __resolveReference: ({ id }, { load }) => load.alliance.load(id),
    availableActions: ({ state }) => allianceStates.actions(state),
    kind: (alliance, _, ctx) => kindOf(ctx, alliance),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    partyOrganisation: ({ partyOrganisationId }, _, { load }) =>
      partyOrganisationId ? load.partyOrganisation.load(partyOrganisationId) : null,
    members: ({ id }, { role, isServing, ...page }, { load }) =>
      load.membersOfAlliance(id, { ...page, where: { role, isServing } }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  AllianceKind: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
  AllianceMembership: {
    __resolveReference: ({ id }, { load }) => load.allianceMembership.load(id),
    availableActions: ({ state }) => allianceMembershipStates.actions(state),
    alliance: async ({ allianceId }, _, { load }) => (await load.alliance.load(allianceId))!,
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    committeeSeat: ({ id }, _, { load }) => load.seatOfMembership.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

/** A kind that the profile no longer names keeps its code for a title. */
async function kindOf(ctx: Context, { areaId, kind }: Alliance): Promise<AllianceKind> {
  const area = (await ctx.load.areasOn(null).byId.load(areaId))!;
  const known = jointWorkAt(ctx, area)?.alliances.find(({ code }) => code === kind);
  return known ?? { code: kind, title: { zh: kind, en: kind }, level: area.level };
}
