import { type Reader, statement, unseen } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { addDays, midnight } from '../dates';
import { ActivityParticipation, Volunteer, VolunteerActivity, VolunteerTeam } from './volunteer.entity';

const MINUTES = statement(/* SQL */ `
  select volunteer_id as id, sum(minutes)::int as minutes
  from activity_participation where volunteer_id = any($1::uuid[]) group by volunteer_id
`);

const participationsOf = (db: DataSource) =>
  statement(/* SQL */ `
    select recent.*
    from unnest($1::uuid[]) as asked (id)
    cross join lateral (
      select ${columnsOf(db, ActivityParticipation)} from activity_participation
      where volunteer_id = asked.id order by signed_up_at desc, id limit 20
    ) recent
  `);

/** What the volunteers of an area do. */
export interface VolunteeringCounts {
  areaId: string;
  teams: number;
  members: number;
  households: number | null;
  minutes: number;
}

/** From one day to another, either of them open. */
interface Span {
  from?: string | null | undefined;
  to?: string | null | undefined;
}

const VOLUNTEERING_OF_AREAS = statement(/* SQL */ `
  select area.id as "areaId", area.household_count as households, team.teams, team.members, activity.minutes
  from area
  cross join lateral (
    select count(*)::int as teams, coalesce(sum(members), 0)::int as members from volunteer_team
    where area_path >= area.path and area_path < area.path || '~' and state <> 'DISBANDED'
  ) team
  cross join lateral (
    select coalesce(sum(minutes), 0)::int as minutes from volunteer_activity
    where area_path >= area.path and area_path < area.path || '~' and state = 'HELD'
      and ($2::timestamptz is null or starts_at >= $2::timestamptz)
      and ($3::timestamptz is null or starts_at < $3::timestamptz)
  ) activity
  where area.id = any(${unseen('$1', 'uuid')})
`);

function volunteeringLoader(open: Reader) {
  const spans = new Map<string, DataLoader<string, VolunteeringCounts | null>>();

  return (areaId: string, { from, to }: Span) =>
    remembered(spans, `${from}:${to}`, () =>
      oneByStatement<VolunteeringCounts>(
        open,
        VOLUNTEERING_OF_AREAS,
        (row) => row.areaId,
        from ? midnight(from) : null,
        to ? midnight(addDays(to, 1)) : null,
      ),
    ).load(areaId);
}

/** Teams and activities are open; who serves in them is read within the actor's reach. */
export const volunteerLoaders = (db: DataSource, open: Reader, within: Reader) => ({
  volunteerTeam: oneBy(db, open, VolunteerTeam, 'id'),
  volunteerActivity: oneBy(db, open, VolunteerActivity, 'id'),
  volunteering: volunteeringLoader(open),
  volunteer: oneBy(db, within, Volunteer, 'id'),
  participation: oneBy(db, within, ActivityParticipation, 'id'),
  minutesOfVolunteer: oneByStatement<{ id: string; minutes: number | null }>(within, MINUTES, ({ id }) => id),
  participationsOfVolunteer: manyByStatement<ActivityParticipation>(
    within,
    participationsOf(db),
    ({ volunteerId }) => volunteerId,
  ),
});
