import { stateMachine } from '@jinlin/state-machine';
import type { CourtConfirmationAction, CourtConfirmationState } from '../generated/graphql';

/** The life of an application to a court, from the first party that applies to the decision (SM-3). */
export const confirmationStates = stateMachine<CourtConfirmationState, CourtConfirmationAction>({
  APPLIED: { JOIN: 'APPLIED', LODGE: 'LODGED', WITHDRAW: 'WITHDRAWN' },
  LODGED: { CONFIRM: 'CONFIRMED', REFUSE: 'REFUSED', WITHDRAW: 'WITHDRAWN' },
  CONFIRMED: {},
  REFUSED: {},
  WITHDRAWN: {},
});
