import { stateMachine } from '@jinlin/state-machine';
import type { AllocationAction, AllocationState, PairingState } from '../generated/graphql';

/** The life of an allocation: proposed again whenever a unit drops out. */
export const allocationStates = stateMachine<AllocationState, AllocationAction>({
  PROPOSED: { ADOPT: 'ADOPTED', DISCARD: 'DISCARDED' },
  ADOPTED: { DROP: 'PROPOSED' },
  DISCARDED: {},
});

/** The life of a pairing. */
export const pairingStates = stateMachine<PairingState, 'ADOPT' | 'DISCARD' | 'END'>({
  PROPOSED: { ADOPT: 'ADOPTED', DISCARD: 'DISCARDED' },
  ADOPTED: { END: 'ENDED' },
  ENDED: {},
  DISCARDED: {},
});
