import { stateMachine } from '@jinlin/state-machine';
import type { FamilyDoctorContractAction, FamilyDoctorContractState } from '../generated/graphql';

/** The life of a family's contract with its doctor. */
export const familyDoctorStates = stateMachine<FamilyDoctorContractState, FamilyDoctorContractAction>({
  SIGNED: { RENEW: 'SIGNED', END: 'ENDED' },
  ENDED: {},
});
