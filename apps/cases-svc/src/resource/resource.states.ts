import { stateMachine } from '@jinlin/state-machine';
import type { ResourceAction, ResourceState } from '../generated/graphql';

/** The life of a resource (SM-4). What is promised on its last day may still be kept after it. */
export const resourceStates = stateMachine<ResourceState, ResourceAction>({
  OFFERED: { ADMIT: 'AVAILABLE', WITHDRAW: 'WITHDRAWN', EXPIRE: 'EXPIRED' },
  AVAILABLE: { FILL: 'RESERVED', WITHDRAW: 'WITHDRAWN', EXPIRE: 'EXPIRED' },
  RESERVED: { FREE: 'AVAILABLE', CONSUME: 'CONSUMED', EXPIRE: 'EXPIRED' },
  CONSUMED: {},
  EXPIRED: {},
  WITHDRAWN: {},
});
