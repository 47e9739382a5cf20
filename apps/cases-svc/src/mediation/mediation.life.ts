import type { Life } from '@jinlin/acts';
import type { MediationAction, MediationState } from '../generated/graphql';
import { Mediation } from './mediation.entity';
import { mediationStates } from './mediation.states';

/** What the acts on mediations, and the loading of mediations, have in common. Events tell no texts and no parties. */
export const mediationLife: Life<Mediation, MediationState, MediationAction> = {
  entity: Mediation,
  name: 'Mediation',
  event: 'mediation',
  states: mediationStates,
  tell: ({ reference, areaId, kind, disputeType, unitId, caseId, deliberationId }) => ({
    reference,
    areaId,
    kind,
    disputeType,
    unitId,
    caseId,
    deliberationId,
  }),
};
