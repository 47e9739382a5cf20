import type { Life } from '@jinlin/acts';
import type { SiteAgreementAction, SiteAgreementState } from '../generated/graphql';
import { SiteAgreement } from './site-agreement.entity';
import { siteAgreementStates } from './site-agreement.states';

/** What the acts on agreements about sites, and their loading, have in common. */
export const siteAgreementLife: Life<SiteAgreement, SiteAgreementState, SiteAgreementAction> = {
  entity: SiteAgreement,
  name: 'SiteAgreement',
  event: 'site_agreement',
  states: siteAgreementStates,
  tell: ({ kind, siteId, partnerId, signedOn, endsOn }) => ({ kind, siteId, partnerId, signedOn, endsOn }),
};
