import type { Life } from '@jinlin/acts';
import type { AllocationAction, AllocationState, PairingState } from '../generated/graphql';
import { Allocation, Pairing } from './pairing.entity';
import { allocationStates, pairingStates } from './pairing.states';

export const allocationLife: Life<Allocation, AllocationState, AllocationAction> = {
  entity: Allocation,
  name: 'Allocation',
  event: 'allocation',
  states: allocationStates,
  tell: ({ areaId }) => ({ areaId }),
};

export const pairingLife: Life<Pairing, PairingState, 'ADOPT' | 'DISCARD' | 'END'> = {
  entity: Pairing,
  name: 'Pairing',
  event: 'pairing',
  states: pairingStates,
  tell: ({ unitId, areaId, fromOn, toOn }) => ({ unitId, areaId, fromOn, toOn }),
};
