import type { Life } from '@jinlin/acts';
import type { ProjectAction, ProjectState } from '../generated/graphql';
import { Project } from './project.entity';
import { projectStates } from './project.states';

/** What the acts on projects have in common. */
export const projectLife: Life<Project, ProjectState, ProjectAction> = {
  entity: Project,
  name: 'Project',
  event: 'project',
  states: projectStates,
  tell: ({ areaId, class: sortedUnder, agreementId, listId, meetingId, siteId }) => ({
    areaId,
    class: sortedUnder,
    agreementId,
    listId,
    meetingId,
    siteId,
  }),
};
