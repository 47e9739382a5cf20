import { stateMachine } from '@jinlin/state-machine';
import type { ProjectAction, ProjectState } from '../generated/graphql';

/** The life of a project of the three lists (SM-4). */
export const projectStates = stateMachine<ProjectState, ProjectAction>({
  PROPOSED: { APPROVE: 'APPROVED', DROP: 'DROPPED' },
  APPROVED: { START: 'RUNNING', DROP: 'DROPPED' },
  RUNNING: { OPEN_SITE: 'RUNNING', ACCEPT: 'ACCEPTED', DROP: 'DROPPED' },
  ACCEPTED: { OPEN_SITE: 'ACCEPTED', EVALUATE: 'EVALUATED' },
  EVALUATED: {},
  DROPPED: {},
});
