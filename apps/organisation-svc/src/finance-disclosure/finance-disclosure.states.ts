import { stateMachine } from '@jinlin/state-machine';
import type { FinanceDisclosureAction, FinanceDisclosureState } from '../generated/graphql';

/** The life of a disclosure. What has hung out to the end is not changed any more. */
export const financeDisclosureStates = stateMachine<FinanceDisclosureState, FinanceDisclosureAction>({
  DRAFT: { REVISE: 'DRAFT', PUBLISH: 'PUBLISHED', WITHDRAW: 'WITHDRAWN' },
  PUBLISHED: { OBJECT: 'PUBLISHED', ANSWER: 'PUBLISHED', CONFIRM: 'CONFIRMED', WITHDRAW: 'WITHDRAWN' },
  CONFIRMED: {},
  WITHDRAWN: {},
});
