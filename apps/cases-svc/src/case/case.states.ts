import { stateMachine } from '@jinlin/state-machine';
import type { CaseAction, CaseState } from '../generated/graphql';

/** SM-1, the life of a case. */
export const caseStates = stateMachine<CaseState, CaseAction>({
  DISCOVERED: { REGISTER: 'REGISTERED', RESOLVE_ON_SITE: 'RESOLVED_AT_GRID' },
  RECEIVED: { REGISTER: 'REGISTERED' },
  REGISTERED: { RESOLVE_ON_SITE: 'RESOLVED_AT_GRID', DISPATCH: 'DISPATCHED' },
  RESOLVED_AT_GRID: { VISIT_BACK: 'VISITED', CLOSE: 'CLOSED' },
  DISPATCHED: { SIGN: 'SIGNED', RETURN: 'REGISTERED' },
  SIGNED: { HANDLE: 'HANDLED' },
  HANDLED: { REPLY: 'REPLIED' },
  REPLIED: { VISIT_BACK: 'VISITED' },
  VISITED: { REOPEN: 'REGISTERED', CLOSE: 'CLOSED' },
  CLOSED: {},
});
