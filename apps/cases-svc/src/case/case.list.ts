import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, type ListSource, lists, type Page, type Place, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { classKey } from '../classification/class-key';
import type { CaseFilter, CaseOrder } from '../generated/graphql';
import { Case } from './case.entity';

export type CasePage = Page<Case>;

/**
 * Whose cases: those of an area (by its path, with all below it), those that a unit answers for, or all that lie at its
 * desk, those too in which it has a part or about which it was called (by its id).
 */
export type Whose = 'AREA' | 'WIDE_AREA' | 'UNIT' | 'DESK';

export interface CaseListArgs extends PageInput {
  /** The filter with the area it names already found, and the number hashed. */
  where: Omit<CaseFilter, 'areaCode' | 'areaId' | 'reporterPhone'> & {
    areaPath?: string | undefined;
    /** In hexadecimal. */
    reporterPhoneHash?: string;
  };
  orderBy?: CaseOrder | null | undefined;
}

/** Lists of cases. The lists of a hundred areas, asked for alike, are one statement. */
export function caseLists(db: DataSource, read: Reader, now: Date) {
  const listed = (whose: Whose, order: CaseOrder) =>
    lists<Case, CaseListArgs>(read, {
      columns: columnsOf(db, Case, 'c'),
      from: '"case" c',
      where: ({ where }, at) => [belongs[whose], ...conditions(where, now, at)],
      ...orders[order],
      figures: { totalCount },
    });
  const inOrder = (order: CaseOrder) => ({
    AREA: listed('AREA', order),
    WIDE_AREA: listed('WIDE_AREA', order),
    UNIT: listed('UNIT', order),
    DESK: listed('DESK', order),
  });
  const known = {
    NEWEST_FIRST: inOrder('NEWEST_FIRST'),
    OLDEST_FIRST: inOrder('OLDEST_FIRST'),
    DUE_FIRST: inOrder('DUE_FIRST'),
  };

  return {
    cases: (whose: Whose, key: string, args: CaseListArgs): Promise<CasePage> =>
      known[args.orderBy ?? 'NEWEST_FIRST'][whose](key, args),
  };
}

type Order = Pick<ListSource<Case, CaseListArgs, never>, 'order' | 'direction' | 'cursor'>;

const byOpening: Order = {
  order: [
    ['c.opened_at', 'timestamptz'],
    ['c.id', 'uuid'],
  ],
  cursor: ({ openedAt, id }) => [openedAt, id],
};

const orders: Record<CaseOrder, Order> = {
  NEWEST_FIRST: { ...byOpening, direction: 'desc' },
  OLDEST_FIRST: { ...byOpening, direction: 'asc' },
  DUE_FIRST: {
    order: [
      [`coalesce(case when c.handled_at is null then c.due_at end, 'infinity')`, 'timestamptz'],
      ['c.id', 'uuid'],
    ],
    direction: 'asc',
    cursor: ({ dueAt, handledAt, id }) => [(handledAt ? null : dueAt) ?? 'infinity', id],
  },
};

/** Most cases are with one unit alone; the index holds only the others. */
const hasUnit = (units: string, id: string) => `(${units} <> '{}' and ${units} @> array[${id}::uuid])`;

/**
 * How a case belongs to its parent. Below a community the index on paths finds the few there are; above it, walking
 * the newest cases until the page is full is far quicker than sorting a city's. Of what is open a street has few too.
 */
const belongs: Record<Whose, string> = {
  AREA: `c.area_path >= parent.key and c.area_path < parent.key || '~'`,
  WIDE_AREA: 'starts_with(c.area_path, parent.key)',
  UNIT: 'c.responsible_unit_id = parent.key::uuid',
  DESK: `(c.desk_unit_id = parent.key::uuid or ${hasUnit('c.assisting_unit_ids', 'parent.key')} or ${hasUnit('c.called_unit_ids', 'parent.key')})`,
};

const conditions = (where: CaseListArgs['where'], now: Date, at: Place) => [
  where.areaPath && `starts_with(c.area_path, ${at(where.areaPath)})`,
  where.states && `c.state = any(${at(where.states)}::text[])`,
  // Written out, so that the index of those that are open is used.
  isGiven(where.isOpen) && `c.closed_at is ${where.isOpen ? '' : 'not '}null`,
  isGiven(where.isMerged) && `(c.main_case_id is not null) = ${at(where.isMerged)}`,
  // Written out, so that the index of those that are not given is used.
  where.placing &&
    `c.placing = ${at(where.placing)}${where.placing === 'GIVEN' ? '' : ` and c.placing <> 'GIVEN'`}`,
  isGiven(where.isOverdue) &&
    `(c.due_at is not null and coalesce(c.handled_at, c.held_since, c.closed_at, ${at(now)}::timestamptz) > c.due_at) = ${at(where.isOverdue)}`,
  where.alert && `c.alerts @> array[${at(where.alert)}::text]`,
  where.channel && `c.channel = ${at(where.channel)}`,
  where.windowId && `c.window_id = ${at(where.windowId)}::uuid`,
  isGiven(where.isFromMemberVisit) && `(c.member_visit_id is not null) = ${at(where.isFromMemberVisit)}`,
  where.category && `starts_with(c.category, ${at(where.category)})`,
  where.class &&
    `c.classes <> '{}' and exists (select from unnest(c.classes) as class where starts_with(class, ${at(classKey(where.class.taxonomy, where.class.code))}))`,
  where.requestType && `c.request_type = ${at(where.requestType)}`,
  where.urgency && `c.urgency = ${at(where.urgency)}`,
  where.outcome && `c.outcome = ${at(where.outcome)}`,
  where.reporterPhoneHash && `c.reporter_phone_hash = decode(${at(where.reporterPhoneHash)}, 'hex')`,
  where.grade && `c.grade = ${at(where.grade)}`,
  where.assistingUnitId && hasUnit('c.assisting_unit_ids', at(where.assistingUnitId)),
  where.responsibleUnitId && `c.responsible_unit_id = ${at(where.responsibleUnitId)}::uuid`,
  isGiven(where.isResolvedOnSite) && `c.is_resolved_on_site = ${at(where.isResolvedOnSite)}`,
  where.openedFrom && `c.opened_at >= ${at(where.openedFrom)}::timestamptz`,
  where.openedBefore && `c.opened_at < ${at(where.openedBefore)}::timestamptz`,
];
