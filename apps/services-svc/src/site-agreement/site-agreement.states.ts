import { stateMachine } from '@jinlin/state-machine';
import type { SiteAgreementAction, SiteAgreementState } from '../generated/graphql';

/** The life of an agreement about a site; one that has run out may still be renewed. */
export const siteAgreementStates = stateMachine<SiteAgreementState, SiteAgreementAction>({
  SIGNED: { RENEW: 'SIGNED', END: 'ENDED' },
  ENDED: {},
});
