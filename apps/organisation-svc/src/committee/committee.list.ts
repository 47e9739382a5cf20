import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { CommitteeFilter } from '../generated/graphql';
import { Committee } from './committee.entity';

export type CommitteePage = Page<Committee>;

interface CommitteeListArgs extends PageInput {
  where: Omit<CommitteeFilter, 'withinCode' | 'withinId'>;
}

/** Lists of the committees at or below a path, and of one area. */
export function committeeLists(db: DataSource, read: Reader) {
  const listOf = (belongs: string) =>
    lists<Committee, CommitteeListArgs>(read, {
      columns: columnsOf(db, Committee, 'c'),
      from: 'committee c join area a on a.id = c.area_id',
      where: ({ where: { level, state, unitId } }, at) => [
        belongs,
        level && `a.level = ${at(level)}`,
        state && `c.state = ${at(state)}`,
        unitId &&
          `exists (select from committee_member m where m.committee_id = c.id and m.to_on is null and m.unit_id = ${at(unitId)}::uuid)`,
      ],
      order: [
        ['c.founded_on', 'date'],
        ['c.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ foundedOn, id }) => [foundedOn, id],
      figures: { totalCount },
    });

  return {
    committeesWithin: listOf(liesWithin('a.path', 'parent.key')),
    committeesOf: listOf('c.area_id = parent.key::uuid'),
  };
}
