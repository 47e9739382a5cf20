import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Area } from '../area/area.entity';
import { liesWithin } from '../area/area.sql';
import type { ReadinessCondition } from '../generated/graphql';
import { COMMUNITIES, isFunded, isStaffed } from './readiness.sql';

interface UnreadyArgs extends PageInput {
  lacks: ReadinessCondition;
  year: number;
  wantedPer10k: number;
}

/** Lists of the communities at or below a path that lack people or money. */
export const readinessLists = (db: DataSource, read: Reader) => ({
  unreadyWithin: lists<Area, UnreadyArgs>(read, {
    columns: columnsOf(db, Area, 'a'),
    from: 'area a',
    where: ({ lacks, year, wantedPer10k }, at) => [
      liesWithin('a.path', 'parent.key'),
      COMMUNITIES,
      lacks === 'STAFF' ? `not (${isStaffed(wantedPer10k, at)})` : `not (${isFunded(year, at)})`,
    ],
    order: [
      ['a.code', 'text'],
      ['a.id', 'uuid'],
    ],
    cursor: ({ code, id }) => [code, id],
    figures: { totalCount },
  }),
});
