import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { MeetingFilter } from '../generated/graphql';
import type { Within } from '../within';
import { Meeting } from './meeting.entity';

export type MeetingPage = Page<Meeting>;

export interface MeetingListArgs extends PageInput {
  where: Within<MeetingFilter>;
}

/** The meetings of councils (by id), or below areas (by their paths); the latest first. */
export const meetingLists = (db: DataSource, read: Reader) => ({
  meetings: meetingsWhose(db, read, `m.area_path >= parent.key and m.area_path < parent.key || '~'`),
  meetingsOfCouncil: meetingsWhose(db, read, 'm.council_id = parent.key::uuid'),
});

const meetingsWhose = (db: DataSource, read: Reader, belongs: string) =>
  lists<Meeting, MeetingListArgs>(read, {
    columns: columnsOf(db, Meeting, 'm'),
    from: 'meeting m',
    where: ({ where }, at) => [
      belongs,
      where.areaPath && `starts_with(m.area_path, ${at(where.areaPath)})`,
      where.councilKind && `m.council_kind = ${at(where.councilKind)}`,
      where.states && `m.state = any(${at(where.states)}::text[])`,
      where.purpose && `m.purpose = ${at(where.purpose)}`,
      where.from && `m.scheduled_for >= ${at(where.from)}::timestamptz`,
      where.before && `m.scheduled_for < ${at(where.before)}::timestamptz`,
    ],
    order: [
      ['m.scheduled_for', 'timestamptz'],
      ['m.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ scheduledFor, id }) => [scheduledFor, id],
    figures: { totalCount },
  });
