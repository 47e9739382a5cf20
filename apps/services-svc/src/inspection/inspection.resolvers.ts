import { say } from '@jinlin/graphql';
import type { Resolvers } from '../generated/graphql';
import { checklistOf, checklistsFor, inspectionsWithin } from './inspection.find';
import { inspectSite, mendInspection } from './inspection.service';
import { inspectionStates } from './inspection.states';

export const inspectionResolvers: Resolvers = {
  Query: {
    siteInspections: (_, args, ctx) => inspectionsWithin(ctx, args),
  },
  Mutation: {
    inspectSite: (_, { input }, ctx) => inspectSite(ctx, input),
    mendInspection: (_, { input }, ctx) => mendInspection(ctx, input),
  },
  ServiceSite: {
    checklists: (site, _, ctx) => [...checklistsFor(ctx, site)],
    inspections: ({ id }, _, { load }) => load.inspectionsOfSite.load(id),
  },
  SiteInspection: {
    __resolveReference: ({ id }, { load }) => load.siteInspection.load(id),
    // An inspection goes with its site, which is never deleted alone.
    site: async ({ siteId }, _, { load }) => (await load.site.load(siteId))!,
    checklist: (inspection, _, ctx) => checklistOf(ctx, inspection),
    availableActions: ({ state }) => inspectionStates.actions(state),
    missing: async (inspection, _, ctx) =>
      (await checklistOf(ctx, inspection)).items.filter(({ key }) => inspection.missing.includes(key)),
    present: async (inspection, _, ctx) =>
      (await checklistOf(ctx, inspection)).items.length - inspection.missing.length,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  SiteChecklist: {
    title: ({ title }, _, ctx) => say(ctx, title),
    items: ({ items }) => [...items],
  },
  ChecklistItem: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
};
