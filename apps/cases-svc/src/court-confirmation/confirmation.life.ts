import type { Life } from '@jinlin/acts';
import type { CourtConfirmationAction, CourtConfirmationState } from '../generated/graphql';
import { CourtConfirmation } from './confirmation.entity';
import { confirmationStates } from './confirmation.states';

/** What the acts on confirmations, and the loading of confirmations, have in common. Events tell no ruling. */
export const confirmationLife: Life<CourtConfirmation, CourtConfirmationState, CourtConfirmationAction> = {
  entity: CourtConfirmation,
  name: 'CourtConfirmation',
  event: 'court_confirmation',
  states: confirmationStates,
  tell: ({ mediationId, agreementId, courtId }) => ({ mediationId, agreementId, courtId }),
};
