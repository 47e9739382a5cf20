import type { Area } from '../area/area.entity';
import { pathNamed, rollUpPath } from '../area/area.find';
import type { Context } from '../context';
import type {
  AreaPartyCoverageArgs,
  PartyOrganisationKind,
  QueryPartyOrganisationsArgs,
  Resolvers,
} from '../generated/graphql';
import type { PartyOrganisation } from './party-organisation.entity';
import {
  coverArea,
  dissolvePartyOrganisation,
  establishPartyOrganisation,
  movePartyOrganisation,
} from './party-organisation.service';
import { partyOrganisationStates } from './party-organisation.states';

export const partyOrganisationResolvers: Resolvers = {
  Query: {
    partyOrganisation: (_, { id, asOf }, { load }) =>
      (asOf ? load.partyOrganisationOn(asOf) : load.partyOrganisation).load(id),
    partyOrganisations: (_, args, ctx) => organisationsWithin(ctx, '/', args),
  },
  Mutation: {
    establishPartyOrganisation: (_, { input }, ctx) => establishPartyOrganisation(ctx, input),
    coverArea: (_, { input }, ctx) => coverArea(ctx, input),
    movePartyOrganisation: (_, { input }, ctx) => movePartyOrganisation(ctx, input),
    dissolvePartyOrganisation: (_, { input }, ctx) => dissolvePartyOrganisation(ctx, input),
  },
  Area: {
    partyOrganisations: ({ path, asOf }, args, ctx) => organisationsWithin(ctx, path, { ...args, asOf }),
    partyCoverage: (area, args, ctx) => coverage(ctx, area, args),
  },
  PartyOrganisation: {
    __resolveReference: ({ id }, { load }) => load.partyOrganisation.load(id),
    availableActions: ({ state }) => partyOrganisationStates.actions(state),
    area: async ({ areaId, asOf }, _, { load }) => (await load.areasOn(asOf).byId.load(areaId))!,
    parent: ({ parentId }, _, { load }) => (parentId ? load.partyOrganisation.load(parentId) : null),
    children: ({ id, asOf }, page, { load }) =>
      load.childrenOfPartyOrganisation(id, { ...page, where: {}, asOf }),
    coverage: ({ id, asOf }, _, { load }) => load.coverageOfPartyOrganisation(asOf).load(id),
    secretary: (organisation, _, ctx) => secretary(ctx, organisation),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  PartyOrganisationCoverage: {
    area: async ({ areaId, asOf }, _, { load }) => (await load.areasOn(asOf).byId.load(areaId))!,
  },
};

async function organisationsWithin(
  ctx: Context,
  path: string,
  { where, ...page }: QueryPartyOrganisationsArgs,
) {
  const { withinCode, withinId, ...rest } = where ?? {};
  const withinPath = await pathNamed(ctx, { withinCode, withinId }, page.asOf);
  return ctx.load.partyOrganisationsWithin(path, { ...page, where: { ...rest, withinPath } });
}

async function coverage(ctx: Context, area: Area, { level, boundaries }: AreaPartyCoverageArgs) {
  const path = await rollUpPath(ctx, area, boundaries);
  const counts = await ctx.load.partyCoverage(level, area.asOf, boundaries).load(path);
  const rate = (part: number) => (counts.areas ? (part * 100) / counts.areas : null);
  return { ...counts, ownRate: rate(counts.ownOrganisation), coveredRate: rate(counts.covered) };
}

const secretary = ({ load }: Context, { id, kind, asOf }: PartyOrganisation) => {
  const post = ledBy[kind];
  return post ? load.holdersInPartyOrganisation(post, asOf).load(id) : null;
};

/** The post that leads an organisation of each kind; null for those whose secretaries are not kept here. */
const ledBy: Record<PartyOrganisationKind, string | null> = {
  MUNICIPAL_COMMITTEE: null,
  COUNTY_COMMITTEE: null,
  STREET_WORK_COMMITTEE: 'STREET_SECRETARY',
  BIG_WORK_COMMITTEE: 'STREET_SECRETARY',
  COMMUNITY_COMMITTEE: 'COMMUNITY_SECRETARY',
  BIG_COMMUNITY_COMMITTEE: 'COMMUNITY_SECRETARY',
  VILLAGE_BRANCH: 'COMMUNITY_SECRETARY',
  COMPOUND_BRANCH: 'COMPOUND_SECRETARY',
  GRID_BRANCH: 'GRID_PARTY_SECRETARY',
  JOINT_BRANCH: 'COMPOUND_SECRETARY',
  GRID_GROUP: 'PARTY_GROUP_LEADER',
  BUILDING_GROUP: 'PARTY_GROUP_LEADER',
  UNIT_GROUP: 'PARTY_GROUP_LEADER',
  CENTRE_HOUSEHOLD: 'PARTY_CENTRE_HOUSEHOLD',
  UNIT_BRANCH: null,
};
