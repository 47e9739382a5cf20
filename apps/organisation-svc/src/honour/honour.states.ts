import { stateMachine } from '@jinlin/state-machine';
import type { HonourAction, HonourState } from '../generated/graphql';

/** The life of an honour. What was declined can be recommended anew. */
export const honourStates = stateMachine<HonourState, HonourAction>({
  RECOMMENDED: { PUT_FORWARD: 'CANDIDATE', DECLINE: 'DECLINED' },
  CANDIDATE: { CONFER: 'CONFERRED', DECLINE: 'DECLINED' },
  CONFERRED: { REVOKE: 'REVOKED' },
  DECLINED: {},
  REVOKED: {},
});
