import type { Life } from '@jinlin/acts';
import type { ProjectListAction, ProjectListState } from '../generated/graphql';
import { ProjectList } from './project-list.entity';
import { projectListStates } from './project-list.states';

/** What the acts on quarters' lists have in common. */
export const projectListLife: Life<ProjectList, ProjectListState, ProjectListAction> = {
  entity: ProjectList,
  name: 'ProjectList',
  event: 'project_list',
  states: projectListStates,
  tell: ({ areaId, quarter, includedCount, leftOutCount }) => ({
    areaId,
    quarter,
    includedCount,
    leftOutCount,
  }),
};
