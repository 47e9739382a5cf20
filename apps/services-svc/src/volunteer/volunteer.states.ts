import { stateMachine } from '@jinlin/state-machine';
import type {
  ParticipationAction,
  ParticipationState,
  VolunteerAction,
  VolunteerActivityAction,
  VolunteerActivityState,
  VolunteerState,
  VolunteerTeamAction,
  VolunteerTeamState,
} from '../generated/graphql';

/** The life of a team. */
export const teamStates = stateMachine<VolunteerTeamState, VolunteerTeamAction>({
  ACTIVE: { RECRUIT: 'RECRUITING', DISBAND: 'DISBANDED' },
  RECRUITING: { RECRUIT: 'RECRUITING', END_RECRUITING: 'ACTIVE', DISBAND: 'DISBANDED' },
  DISBANDED: {},
});

/** The life of a membership. Whoever left applies anew. */
export const volunteerStates = stateMachine<VolunteerState, VolunteerAction>({
  APPLIED: { ADMIT: 'ACTIVE', DECLINE: 'DECLINED', LEAVE: 'LEFT' },
  ACTIVE: { CHANGE_ROLE: 'ACTIVE', LEAVE: 'LEFT' },
  DECLINED: {},
  LEFT: {},
});

/** The life of an activity. */
export const activityStates = stateMachine<VolunteerActivityState, VolunteerActivityAction>({
  PLANNED: { HOLD: 'HELD', CANCEL: 'CANCELLED' },
  HELD: {},
  CANCELLED: {},
});

/** The life of a part in an activity. */
export const participationStates = stateMachine<ParticipationState, ParticipationAction>({
  SIGNED_UP: { WITHDRAW: 'WITHDRAWN', SERVE: 'SERVED', MISS: 'MISSED' },
  WITHDRAWN: {},
  SERVED: {},
  MISSED: {},
});
