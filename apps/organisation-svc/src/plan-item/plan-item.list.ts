import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, type Place, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { areasOn, liesWithin } from '../area/area.sql';
import type { Boundaries, PlanItemFilter } from '../generated/graphql';
import { PlanItem } from './plan-item.entity';
import { itemsOn, overdue, presentDistrict } from './plan-item.sql';

interface Figures {
  totalCount: number;
  unitCount: number;
}

export type PlanItemPage = Page<PlanItem, Figures>;

interface PlanItemListArgs extends PageInput {
  where: Omit<PlanItemFilter, 'withinCode' | 'withinId'>;
  today: string;
}

/** How far the items of one unit or one district have come. */
export interface ProgressRow {
  id: string;
  label: string;
  items: number;
  done: number;
  overdue: number;
  meanPercent: number | null;
  /** The day it was asked for; null for now. */
  asOf: string | null;
}

export type ProgressPage = Page<ProgressRow>;

interface ProgressArgs extends PageInput {
  today: string;
  asOf?: string | null | undefined;
  boundaries?: Boundaries | undefined;
}

/** Lists of the items of plans at or below a path, and of how far units and districts have come with them. */
export function planItemLists(db: DataSource, read: Reader) {
  const progressBy = (
    ids: 'owner_ids' | 'district_ids',
    label: string,
    named: (args: ProgressArgs, at: Place) => string,
  ) =>
    lists<ProgressRow, ProgressArgs>(read, {
      columns: ({ asOf }, at) => `progress.*, ${at(asOf ?? null)}::text as "asOf"`,
      // An item counts once for each, though two districts that it names may have become one.
      from: (args, at) => /* SQL */ `(
        select p.part_id as id, p.label, count(*) as items, count(*) filter (where p.state = 'DONE') as done,
               count(*) filter (where ${overdue(args.asOf ?? args.today, at)}) as overdue,
               round(avg(p.percent), 1)::float as "meanPercent"
        from (
          select distinct named.id as part_id, ${label} as label, p.id, p.state, p.due_at, p.percent
          from ${itemsOn(args.asOf, at)} p join ${areasOn(args.asOf, at, args.boundaries)} a on a.id = p.seat_id
          cross join unnest(p.${ids}) as part (id)
          ${named(args, at)}
          where ${liesWithin('a.path', 'parent.key')} and p.state <> 'CANCELLED'
        ) p
        group by p.part_id, p.label
      ) progress`,
      where: () => [],
      order: [
        ['progress.label', 'text'],
        ['progress.id', 'uuid'],
      ],
      cursor: ({ label, id }) => [label, id],
      figures: { totalCount },
    });

  return {
    planItemsWithin: lists<PlanItem, PlanItemListArgs, Figures>(read, {
      columns: columnsOf(db, PlanItem, 'p'),
      from: 'plan_item p join area a on a.id = p.area_id',
      where: ({ where, today }, at) => [
        liesWithin('a.path', 'parent.key'),
        where.list && `p.list = ${at(where.list)}`,
        where.state && `p.state = ${at(where.state)}`,
        where.unitId && `p.owner_ids @> array[${at(where.unitId)}::uuid]`,
        where.districtId && `p.district_ids @> array[${at(where.districtId)}::uuid]`,
        isGiven(where.isOverdue) && `${overdue(today, at)} = ${at(where.isOverdue)}`,
        where.dueBefore && `p.due_at < ${at(where.dueBefore)}::date`,
        where.content && `strpos(p.content, ${at(where.content)}) > 0`,
      ],
      order: [
        ['p.number', 'int'],
        ['p.id', 'uuid'],
      ],
      cursor: ({ number, id }) => [number, id],
      figures: {
        totalCount,
        unitCount: (list) =>
          `select count(distinct owner.id) from (select p.owner_ids ${list}) p cross join unnest(p.owner_ids) as owner (id)`,
      },
    }),
    planProgressByUnit: progressBy('owner_ids', 'named.name', () => 'join unit named on named.id = part.id'),
    planProgressByDistrict: progressBy('district_ids', 'named.code', ({ asOf, boundaries }, at) =>
      boundaries === 'TODAY'
        ? `cross join lateral ${presentDistrict('part.id')} named`
        : `join ${asOf ? areasOn(asOf, at) : 'area'} named on named.id = part.id`,
    ),
  };
}
