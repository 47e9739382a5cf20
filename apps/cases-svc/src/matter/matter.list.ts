import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { MatterFilter, MatterTaskFilter } from '../generated/graphql';
import type { Within } from '../within';
import { Matter, MatterTask } from './matter.entity';

export type MatterPage = Page<Matter>;
export type MatterTaskPage = Page<MatterTask>;

export interface MatterListArgs extends PageInput {
  where: Within<MatterFilter>;
}

export interface MatterTaskListArgs extends PageInput {
  where: Within<MatterTaskFilter>;
}

/** Matters and tasks below areas (by their paths). What is owed is late once it is due. */
export const matterLists = (db: DataSource, read: Reader, now: Date) => ({
  matters: lists<Matter, MatterListArgs>(read, {
    columns: columnsOf(db, Matter, 'm'),
    from: 'matter m',
    where: ({ where }, at) => [
      `m.area_path >= parent.key and m.area_path < parent.key || '~'`,
      where.areaPath && `starts_with(m.area_path, ${at(where.areaPath)})`,
      where.states && `m.state = any(${at(where.states)}::text[])`,
      where.kind && `m.kind = ${at(where.kind)}`,
      where.urgency && `m.urgency = ${at(where.urgency)}`,
      where.source && `m.source = ${at(where.source)}`,
      where.councilKind && `m.council_kind = ${at(where.councilKind)}`,
      isGiven(where.isDiscussed) && `(m.discussed_at is not null) = ${at(where.isDiscussed)}`,
      isGiven(where.isLate) &&
        `(m.due_at < coalesce(m.discussed_at, m.ended_at, ${at(now)}::timestamptz)) = ${at(where.isLate)}`,
      where.discussedBefore && `m.discussed_at < ${at(where.discussedBefore)}::timestamptz`,
      where.endedBefore && `m.ended_at < ${at(where.endedBefore)}::timestamptz`,
    ],
    order: [
      ['m.raised_at', 'timestamptz'],
      ['m.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ raisedAt, id }) => [raisedAt, id],
    figures: { totalCount },
  }),
  matterTasks: lists<MatterTask, MatterTaskListArgs>(read, {
    columns: columnsOf(db, MatterTask, 't'),
    from: 'matter_task t',
    where: ({ where }, at) => [
      `t.area_path >= parent.key and t.area_path < parent.key || '~'`,
      where.areaPath && `starts_with(t.area_path, ${at(where.areaPath)})`,
      where.unitId && `t.unit_id = ${at(where.unitId)}`,
      where.state && `t.state = ${at(where.state)}`,
      isGiven(where.isLate) &&
        `(t.due_at < coalesce(t.ended_at, ${at(now)}::timestamptz)) = ${at(where.isLate)}`,
    ],
    order: [
      ['t.due_at', 'timestamptz'],
      ['t.id', 'uuid'],
    ],
    cursor: ({ dueAt, id }) => [dueAt, id],
    figures: { totalCount },
  }),
});
