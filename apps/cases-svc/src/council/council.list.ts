import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { CouncilFilter } from '../generated/graphql';
import type { Within } from '../within';
import { Council } from './council.entity';

export type CouncilPage = Page<Council>;

export interface CouncilListArgs extends PageInput {
  where: Within<CouncilFilter>;
}

/** The councils below areas (by their paths), the latest founded first. Those of a hundred areas are one statement. */
export const councilLists = (db: DataSource, read: Reader) => ({
  councils: lists<Council, CouncilListArgs>(read, {
    columns: columnsOf(db, Council, 'c'),
    from: 'council c',
    where: ({ where }, at) => [
      `c.area_path >= parent.key and c.area_path < parent.key || '~'`,
      where.areaPath && `starts_with(c.area_path, ${at(where.areaPath)})`,
      where.kind && `c.kind = ${at(where.kind)}`,
      where.state && `c.state = ${at(where.state)}`,
      where.dueBy && `c.next_meeting_due_on <= ${at(where.dueBy)}::date`,
      where.unitId &&
        `exists (select from council_member m where m.council_id = c.id and m."to" is null and m.unit_id = ${at(where.unitId)})`,
    ],
    order: [
      ['c.founded_on', 'date'],
      ['c.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ foundedOn, id }) => [foundedOn, id],
    figures: { totalCount },
  }),
});
