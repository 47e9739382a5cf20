import { stateMachine } from '@jinlin/state-machine';
import type { RepresentativeAction, RepresentativeState } from '../generated/graphql';

/** How long somebody receives people at a studio; who comes back is seated anew. */
export const representativeStates = stateMachine<RepresentativeState, RepresentativeAction>({
  SERVING: { RELEASE: 'RELEASED' },
  RELEASED: {},
});
