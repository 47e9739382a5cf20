import { type PageInput, type Reader, statement } from '@jinlin/database';
import { columnsOf, lists, manyByStatement, oneBy, type Page, remembered, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { MediationRoomFilter, MediatorFilter } from '../generated/graphql';
import { MediationSession } from '../mediation-session/session.entity';
import { MediationRoom, Mediator } from './mediator.entity';

export type MediatorPage = Page<Mediator>;
export type MediationRoomPage = Page<MediationRoom>;

interface MediatorListArgs extends PageInput {
  where?: MediatorFilter | null | undefined;
}

interface RoomListArgs extends PageInput {
  where?: MediationRoomFilter | null | undefined;
}

/** When a calendar is looked at. */
export interface Span {
  from: Date;
  before: Date;
}

/** Mediators and rooms, their lists below areas (by their paths), and their calendars. */
export const mediatorLists = (db: DataSource, read: Reader) => {
  const calendars = new Map<string, ReturnType<typeof calendar>>();
  const calendar = (column: 'mediator_id' | 'room_id', { from, before }: Span) => {
    const booked = statement(/* SQL */ `
      select ${columnsOf(db, MediationSession)} from mediation_session
      where ${column} = any($1::uuid[]) and state <> 'CANCELLED' and starts_at >= $2 and starts_at < $3
      order by starts_at, id
    `);
    const whose = column === 'mediator_id' ? 'mediatorId' : 'roomId';
    return manyByStatement<MediationSession>(read, booked, (session) => session[whose]!, from, before);
  };

  return {
    mediator: oneBy(db, read, Mediator, 'id'),
    mediationRoom: oneBy(db, read, MediationRoom, 'id'),
    /** The calendars of mediators or rooms in a time. One statement however many. */
    sessionsBooked: (column: 'mediator_id' | 'room_id', span: Span) =>
      remembered(calendars, `${column} ${span.from.getTime()} ${span.before.getTime()}`, () =>
        calendar(column, span),
      ),
    mediators: lists<Mediator, MediatorListArgs>(read, {
      columns: columnsOf(db, Mediator, 'm'),
      from: 'mediator m',
      where: ({ where }, at) => [
        `m.area_path >= parent.key and m.area_path < parent.key || '~'`,
        where?.state && `m.state = ${at(where.state)}`,
        where?.kind && `m.kind = ${at(where.kind)}`,
        where?.unitId && `m.unit_id = ${at(where.unitId)}::uuid`,
      ],
      order: [
        ['m.appointed_on', 'date'],
        ['m.id', 'uuid'],
      ],
      cursor: ({ appointedOn, id }) => [appointedOn, id],
      figures: { totalCount },
    }),
    mediationRooms: lists<MediationRoom, RoomListArgs>(read, {
      columns: columnsOf(db, MediationRoom, 'r'),
      from: 'mediation_room r',
      where: ({ where }, at) => [
        `r.area_path >= parent.key and r.area_path < parent.key || '~'`,
        where?.state && `r.state = ${at(where.state)}`,
      ],
      order: [['r.id', 'uuid']],
      cursor: ({ id }) => [id],
      figures: { totalCount },
    }),
  };
};
