import { type Reader, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
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

/** Teams and activities are open; who serves in them is read within the actor's reach. */
export const volunteerLoaders = (db: DataSource, open: Reader, within: Reader) => ({
  volunteerTeam: oneBy(db, open, VolunteerTeam, 'id'),
  volunteerActivity: oneBy(db, open, VolunteerActivity, 'id'),
  volunteer: oneBy(db, within, Volunteer, 'id'),
  participation: oneBy(db, within, ActivityParticipation, 'id'),
  minutesOfVolunteer: oneByStatement<{ id: string; minutes: number | null }>(within, MINUTES, ({ id }) => id),
  participationsOfVolunteer: manyByStatement<ActivityParticipation>(
    within,
    participationsOf(db),
    ({ volunteerId }) => volunteerId,
  ),
});
