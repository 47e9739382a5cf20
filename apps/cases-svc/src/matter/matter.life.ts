import type { Life } from '@jinlin/acts';
import type { MatterAction, MatterState, MatterTaskAction, MatterTaskState } from '../generated/graphql';
import { Matter, MatterTask } from './matter.entity';
import { matterStates, matterTaskStates } from './matter.states';

/** What the acts on matters have in common. Events tell no texts. */
export const matterLife: Life<Matter, MatterState, MatterAction> = {
  entity: Matter,
  name: 'Matter',
  event: 'matter',
  states: matterStates,
  tell: ({ areaId, kind, urgency, source, caseId, meetingId, taskUnitIds }) => ({
    areaId,
    kind,
    urgency,
    source,
    caseId,
    meetingId,
    taskUnitIds,
  }),
};

/** What the acts on one unit's task have in common; its first event is what tells the unit. */
export const matterTaskLife: Life<MatterTask, MatterTaskState, MatterTaskAction> = {
  entity: MatterTask,
  name: 'MatterTask',
  event: 'matter_task',
  states: matterTaskStates,
  tell: ({ matterId, unitId, dueAt }) => ({ matterId, unitId, dueAt }),
};

/** What a matter knows of the meeting that it was to come to, once it no longer is. */
export const OFF_THE_AGENDA = { meetingId: null, councilKind: null, agendaNumber: null };
