import type { Life } from '@jinlin/acts';
import type { FamilyDoctorContractAction, FamilyDoctorContractState } from '../generated/graphql';
import { FamilyDoctorContract } from './family-doctor.entity';
import { familyDoctorStates } from './family-doctor.states';

/** What the acts on contracts, and their loading, have in common. Events tell the community, not the family. */
export const familyDoctorLife: Life<
  FamilyDoctorContract,
  FamilyDoctorContractState,
  FamilyDoctorContractAction
> = {
  entity: FamilyDoctorContract,
  name: 'FamilyDoctorContract',
  event: 'family_doctor_contract',
  states: familyDoctorStates,
  tell: ({ siteId, communityId, people }) => ({ siteId, communityId, people }),
};
