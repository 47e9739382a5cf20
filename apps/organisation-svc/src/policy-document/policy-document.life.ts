import type { Life } from '@jinlin/acts';
import type { PolicyDocumentAction, PolicyDocumentState } from '../generated/graphql';
import { PolicyDocument } from './policy-document.entity';
import { policyDocumentStates } from './policy-document.states';

/** What the acts on policy documents, and the loading of them, have in common. */
export const policyDocumentLife: Life<PolicyDocument, PolicyDocumentState, PolicyDocumentAction> = {
  entity: PolicyDocument,
  name: 'PolicyDocument',
  event: 'policy-document',
  states: policyDocumentStates,
  tell: ({ title, number, issuingUnitId, areaId, inForceFrom, repealedOn }) => ({
    title,
    number,
    issuingUnitId,
    areaId,
    inForceFrom,
    repealedOn,
  }),
};
