import { stateMachine } from '@jinlin/state-machine';
import type { PolicyDocumentAction, PolicyDocumentState } from '../generated/graphql';

/** The life of a policy document. */
export const policyDocumentStates = stateMachine<PolicyDocumentState, PolicyDocumentAction>({
  DRAFT: { SUBMIT: 'UNDER_REVIEW' },
  UNDER_REVIEW: { RETURN: 'DRAFT', ISSUE: 'IN_FORCE' },
  IN_FORCE: { REPEAL: 'REPEALED' },
  REPEALED: {},
});
