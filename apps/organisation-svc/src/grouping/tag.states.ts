import { stateMachine } from '@jinlin/state-machine';
import type { TagAction, TagState } from '../generated/graphql';

export const tagStates = stateMachine<TagState, TagAction>({
  ATTACHED: { REMOVE: 'REMOVED' },
  REMOVED: {},
});
