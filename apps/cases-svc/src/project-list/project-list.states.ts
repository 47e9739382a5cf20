import { stateMachine } from '@jinlin/state-machine';
import type { ProjectListAction, ProjectListState } from '../generated/graphql';

/** The life of a quarter's list of projects (F14). */
export const projectListStates = stateMachine<ProjectListState, ProjectListAction>({
  DRAFT: { ADOPT: 'ADOPTED', REPLACE: 'REPLACED' },
  ADOPTED: {},
  REPLACED: {},
});
