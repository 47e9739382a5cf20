import type { Life } from '@jinlin/acts';
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
import { ActivityParticipation, Volunteer, VolunteerActivity, VolunteerTeam } from './volunteer.entity';
import { activityStates, participationStates, teamStates, volunteerStates } from './volunteer.states';

/** What the acts on teams, and their loading, have in common. */
export const teamLife: Life<VolunteerTeam, VolunteerTeamState, VolunteerTeamAction> = {
  entity: VolunteerTeam,
  name: 'VolunteerTeam',
  event: 'volunteer_team',
  states: teamStates,
  tell: ({ name, areaId, isOfPartyMembers }) => ({ name, areaId, isOfPartyMembers }),
};

/** The same for memberships. Events tell neither names nor phones. */
export const volunteerLife: Life<Volunteer, VolunteerState, VolunteerAction> = {
  entity: Volunteer,
  name: 'Volunteer',
  event: 'volunteer',
  states: volunteerStates,
  tell: ({ teamId, areaId, role }) => ({ teamId, areaId, role }),
};

/** The same for activities. */
export const activityLife: Life<VolunteerActivity, VolunteerActivityState, VolunteerActivityAction> = {
  entity: VolunteerActivity,
  name: 'VolunteerActivity',
  event: 'volunteer_activity',
  states: activityStates,
  tell: ({ teamId, areaId, kind, audience }) => ({ teamId, areaId, kind, audience }),
};

/** The same for parts in activities. */
export const participationLife: Life<ActivityParticipation, ParticipationState, ParticipationAction> = {
  entity: ActivityParticipation,
  name: 'ActivityParticipation',
  event: 'activity_participation',
  states: participationStates,
  tell: ({ activityId, areaId, minutes }) => ({ activityId, areaId, minutes }),
};
