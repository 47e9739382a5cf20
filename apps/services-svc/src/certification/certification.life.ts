import type { Life } from '@jinlin/acts';
import type { CertificationAction, CertificationState } from '../generated/graphql';
import { Certification } from './certification.entity';
import { certificationStates } from './certification.states';

/** What the acts on recognitions, and their loading, have in common. */
export const certificationLife: Life<Certification, CertificationState, CertificationAction> = {
  entity: Certification,
  name: 'Certification',
  event: 'certification',
  states: certificationStates,
  tell: ({ kind, areaId, awardedOn }) => ({ kind, areaId, awardedOn }),
};
