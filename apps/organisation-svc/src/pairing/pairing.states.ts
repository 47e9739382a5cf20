import { stateMachine } from '@jinlin/state-machine';
import type { AllocationAction, AllocationState, PairingState } from '../generated/graphql';

/** The life of an allocation: proposed again whenever a unit drops out. */
export const allocationStates = stateMachine<AllocationState, AllocationAction>({
  PROPOSED: { ADOPT: 'ADOPTED' },
  ADOPTED: { DROP: 'PROPOSED' },
});

/** The life of a pairing. */
export const pairingStates = stateMachine<PairingState, 'ADOPT' | 'END'>({
  PROPOSED: { ADOPT: 'ADOPTED' },
  ADOPTED: { END: 'ENDED' },
  ENDED: {},
});
