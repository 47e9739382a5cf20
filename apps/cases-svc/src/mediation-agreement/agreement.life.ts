import type { Life } from '@jinlin/acts';
import type { MediationAgreementAction, MediationAgreementState } from '../generated/graphql';
import { MediationAgreement } from './agreement.entity';
import { agreementStates } from './agreement.states';

/** What the acts on agreements, and the loading of agreements, have in common. Events tell no texts. */
export const agreementLife: Life<MediationAgreement, MediationAgreementState, MediationAgreementAction> = {
  entity: MediationAgreement,
  name: 'MediationAgreement',
  event: 'mediation_agreement',
  states: agreementStates,
  tell: ({ mediationId, form, performBy, effectiveAt }) => ({ mediationId, form, performBy, effectiveAt }),
};
