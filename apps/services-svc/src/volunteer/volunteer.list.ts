import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { addDays, midnight } from '../dates';
import type { VolunteerActivityFilter, VolunteerFilter, VolunteerTeamFilter } from '../generated/graphql';
import { isBelow, type Within } from '../place';
import { belongsTo, type Share } from '../reach';
import { Volunteer, VolunteerActivity, VolunteerTeam } from './volunteer.entity';

export type TeamPage = Page<VolunteerTeam>;
export type VolunteerPage = Page<Volunteer>;
export type ActivityPage = Page<VolunteerActivity, ActivityFigures>;

interface ActivityFigures {
  totalCount: number;
  audience: number;
}

interface TeamListArgs extends PageInput {
  where: Within<VolunteerTeamFilter>;
}

interface VolunteerListArgs extends PageInput {
  share: Share | null;
  where: Within<VolunteerFilter>;
}

interface ActivityListArgs extends PageInput {
  /** The parent is a team, by its id. */
  isOfTeam: boolean;
  where: Within<VolunteerActivityFilter>;
}

/** Lists of teams by name, and of what they do, the latest first. */
export const volunteerOpenLists = (db: DataSource, open: Reader) => ({
  volunteerTeams: lists<VolunteerTeam, TeamListArgs>(open, {
    columns: columnsOf(db, VolunteerTeam, 't'),
    from: 'volunteer_team t',
    where: ({ where }, at) => [
      isBelow('t.area_path', where.areaPath, at),
      where.states && `t.state = any(${at(where.states)}::text[])`,
      isGiven(where.isOfPartyMembers) && `t.is_of_party_members = ${at(where.isOfPartyMembers)}`,
      where.foundedBy && `t.founded_on <= ${at(where.foundedBy)}::date`,
    ],
    order: [
      ['t.name', 'text'],
      ['t.id', 'uuid'],
    ],
    cursor: ({ name, id }) => [name, id],
    figures: { totalCount },
  }),

  volunteerActivities: lists<VolunteerActivity, ActivityListArgs, ActivityFigures>(open, {
    columns: columnsOf(db, VolunteerActivity, 'a'),
    from: 'volunteer_activity a',
    where: ({ isOfTeam, where }, at) => [
      isOfTeam && 'a.team_id = parent.key::uuid',
      isBelow('a.area_path', where.areaPath, at),
      where.teamId && `a.team_id = ${at(where.teamId)}::uuid`,
      where.kind && `a.kind = ${at(where.kind)}`,
      where.state && `a.state = ${at(where.state)}`,
      where.from && `a.starts_at >= ${at(midnight(where.from))}::timestamptz`,
      where.to && `a.starts_at < ${at(midnight(addDays(where.to, 1)))}::timestamptz`,
    ],
    order: [
      ['a.starts_at', 'timestamptz'],
      ['a.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ startsAt, id }) => [startsAt, id],
    figures: { totalCount, audience: (list) => `select coalesce(sum(a.audience), 0)::int ${list}` },
  }),
});

/** Lists of volunteers, who came last at the head. */
export const volunteerLists = (db: DataSource, within: Reader) => ({
  volunteers: lists<Volunteer, VolunteerListArgs>(within, {
    columns: columnsOf(db, Volunteer, 'v'),
    from: 'volunteer v',
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      where.areaPath && `starts_with(v.area_path, ${at(where.areaPath)})`,
      where.teamId && `v.team_id = ${at(where.teamId)}::uuid`,
      where.role && `v.role = ${at(where.role)}`,
      where.state && `v.state = ${at(where.state)}`,
    ],
    order: [
      ['v.applied_at', 'timestamptz'],
      ['v.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ appliedAt, id }) => [appliedAt, id],
    figures: { totalCount },
  }),
});
