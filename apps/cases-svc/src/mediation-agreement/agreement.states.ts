import { stateMachine } from '@jinlin/state-machine';
import type { MediationAgreementAction, MediationAgreementState } from '../generated/graphql';

/** The life of an agreement: signed, performed or not, and what follows when it is not (SM-3). */
export const agreementStates = stateMachine<MediationAgreementState, MediationAgreementAction>({
  DRAWN_UP: { SIGN: 'DRAWN_UP', TAKE_EFFECT: 'PERFORMING', SET_ASIDE: 'SET_ASIDE' },
  PERFORMING: { PAY: 'PERFORMING', COMPLETE: 'PERFORMED', BREACH: 'BREACHED', REFUSE: 'REFUSED' },
  BREACHED: {
    PAY: 'BREACHED',
    COMPLETE: 'PERFORMED',
    REFUSE: 'REFUSED',
    ENFORCE: 'IN_ENFORCEMENT',
    SUE: 'IN_SUIT',
  },
  REFUSED: { PAY: 'REFUSED', COMPLETE: 'PERFORMED', SUE: 'IN_SUIT', SET_ASIDE: 'SET_ASIDE' },
  PERFORMED: {},
  IN_ENFORCEMENT: { PAY: 'IN_ENFORCEMENT', COMPLETE: 'PERFORMED' },
  IN_SUIT: {},
  SET_ASIDE: {},
});
