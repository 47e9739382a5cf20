import type { Life } from '@jinlin/acts';
import type { MeetingAction, MeetingState } from '../generated/graphql';
import { Meeting } from './meeting.entity';
import { meetingStates } from './meeting.states';

/** What the acts on meetings have in common. Events tell no texts. */
export const meetingLife: Life<Meeting, MeetingState, MeetingAction> = {
  entity: Meeting,
  name: 'Meeting',
  event: 'meeting',
  states: meetingStates,
  tell: ({ councilId, councilKind, areaId, purpose, scheduledFor }) => ({
    councilId,
    councilKind,
    areaId,
    purpose,
    scheduledFor,
  }),
};
