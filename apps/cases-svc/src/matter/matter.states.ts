import { stateMachine } from '@jinlin/state-machine';
import type { MatterAction, MatterState, MatterTaskAction, MatterTaskState } from '../generated/graphql';

/** The life of a matter (H13). */
export const matterStates = stateMachine<MatterState, MatterAction>({
  RAISED: { SCHEDULE: 'ON_AGENDA', RESOLVE: 'RESOLVED', WITHDRAW: 'WITHDRAWN' },
  ON_AGENDA: { POSTPONE: 'RAISED', RESOLVE: 'RESOLVED', REJECT: 'REJECTED', WITHDRAW: 'WITHDRAWN' },
  RESOLVED: { SOLVE: 'SOLVED', GIVE_UP: 'UNSOLVED' },
  REJECTED: {},
  SOLVED: {},
  UNSOLVED: {},
  WITHDRAWN: {},
});

/** One unit's task in it. */
export const matterTaskStates = stateMachine<MatterTaskState, MatterTaskAction>({
  OPEN: { FINISH: 'DONE', DROP: 'DROPPED' },
  DONE: {},
  DROPPED: {},
});
