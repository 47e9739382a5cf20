import { say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { isOpenAt, opensNext } from './opening';
import type { ServiceSite } from './site.entity';
import { sitesOf, stationSpaceOf } from './site.find';
import { kindOf, kindsOf } from './site.kinds';
import {
  appraisePremises,
  changeSiteHours,
  closeSite,
  correctSite,
  openSite,
  rateSite,
  recordSiteCapacity,
  reformSite,
  registerSite,
  resumeSite,
  startBuildingSite,
  suspendSite,
} from './site.service';
import { siteStates } from './site.states';

export const siteResolvers: Resolvers = {
  Query: {
    serviceSite: (_, { id }, { load }) => load.site.load(id),
    serviceSites: (_, args, ctx) => sitesOf(ctx, 'ALL', '', args),
    serviceSiteKinds: (_, { areaCode }, ctx) => kindsOf(ctx, areaCode),
  },
  Mutation: {
    registerSite: (_, { input }, ctx) => registerSite(ctx, input),
    startBuildingSite: (_, { input }, ctx) => startBuildingSite(ctx, input),
    openSite: (_, { input }, ctx) => openSite(ctx, input),
    suspendSite: (_, { input }, ctx) => suspendSite(ctx, input),
    resumeSite: (_, { input }, ctx) => resumeSite(ctx, input),
    closeSite: (_, { input }, ctx) => closeSite(ctx, input),
    changeSiteHours: (_, { input }, ctx) => changeSiteHours(ctx, input),
    recordSiteCapacity: (_, { input }, ctx) => recordSiteCapacity(ctx, input),
    reformSite: (_, { input }, ctx) => reformSite(ctx, input),
    correctSite: (_, { input }, ctx) => correctSite(ctx, input),
    appraisePremises: (_, { input }, ctx) => appraisePremises(ctx, input),
    rateSite: (_, { input }, ctx) => rateSite(ctx, input),
  },
  Area: {
    __resolveReference: ({ id }) => ({ id }),
    serviceSites: ({ id }, args, ctx) => sitesOf(ctx, 'AREA', id, args),
    stationSpace: ({ id }, _, ctx) => stationSpaceOf(ctx, id),
    stationMetresPer100Households: async ({ id }, _, ctx) =>
      (await stationSpaceOf(ctx, id))?.perHundredHouseholds ?? null,
  },
  Unit: {
    __resolveReference: ({ id }) => ({ id }),
    serviceSites: ({ id }, args, ctx) => sitesOf(ctx, 'UNIT', id, args),
  },
  ServiceSite: {
    __resolveReference: ({ id }, { load }) => load.site.load(id),
    kind: (site, _, ctx) => kindOf(ctx, site),
    availableActions: ({ state }) => siteStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    community: ({ communityId }) => (communityId ? { id: communityId } : null),
    location: (site) => location(site),
    premises: (site) => premises(site),
    functions: ({ functions }) => functions.map((code) => ({ code })),
    isOpen: (site, { at }, { now }) => site.state === 'OPEN' && isOpenAt(site, at ?? now),
    opensAt: (site, { from }, { now }) => (site.state === 'OPEN' ? opensNext(site, from ?? now) : null),
    capacity: ({ id }, _, { load }) => load.capacityOfSite.load(id),
    premisesReform: (site) => premisesReform(site),
    operator: ({ operatorId }) => (operatorId ? { id: operatorId } : null),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  ServiceSiteConnection: {
    totalCapacity: async (page, { unit }) =>
      (await page.totalCapacity()).filter((total) => !unit || total.unit === unit),
  },
  ServiceSiteKind: {
    label: ({ title }, _, ctx) => say(ctx, title),
  },
  SiteFunction: {
    label: async ({ code }, _, ctx) => inLanguage(ctx, code, await ctx.load.siteFunction.load(code)),
  },
};

const inLanguage = (ctx: Context, code: string, label: { zh: string; en: string } | null) =>
  label ? say(ctx, label) : code;

const location = ({ longitude, latitude }: ServiceSite) =>
  longitude !== null && latitude !== null ? { longitude, latitude } : null;

const premises = ({ premisesLayout: layout, premisesSource: source, appraisedOn }: ServiceSite) =>
  layout && appraisedOn ? { layout, source, appraisedOn } : null;

const premisesReform = ({ zones, isCounterFree, reformedOn }: ServiceSite) =>
  reformedOn ? { zones, isCounterFree, completedOn: reformedOn } : null;
