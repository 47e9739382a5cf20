import { dateIn } from '@jinlin/calendar';
import type { Resolvers } from '../generated/graphql';
import { isInForce, medicalCareOf } from './site-agreement.loaders';
import { endSiteAgreement, renewSiteAgreement, signSiteAgreement } from './site-agreement.service';
import { siteAgreementStates } from './site-agreement.states';

export const siteAgreementResolvers: Resolvers = {
  Mutation: {
    signSiteAgreement: (_, { input }, ctx) => signSiteAgreement(ctx, input),
    renewSiteAgreement: (_, { input }, ctx) => renewSiteAgreement(ctx, input),
    endSiteAgreement: (_, { input }, ctx) => endSiteAgreement(ctx, input),
  },
  Area: {
    medicalCare: ({ id }, { on }, ctx) => medicalCareOf(ctx, id, on),
  },
  ServiceSite: {
    agreements: async ({ id }, { kind }, { load }) =>
      (await load.agreementsOfSite.load(id)).filter((agreement) => !kind || agreement.kind === kind),
  },
  SiteAgreement: {
    __resolveReference: ({ id }, { load }) => load.siteAgreement.load(id),
    availableActions: ({ state }) => siteAgreementStates.actions(state),
    // An agreement goes with its site, which is never deleted alone.
    site: async ({ siteId }, _, { load }) => (await load.site.load(siteId))!,
    partner: ({ partnerId }) => ({ id: partnerId }),
    isInForce: (agreement, { on }, { now }) => isInForce(agreement, on ?? dateIn(now)),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
