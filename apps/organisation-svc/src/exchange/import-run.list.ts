import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { ImportRunFilter } from '../generated/graphql';
import { ImportRun } from './import-run';

export type ImportRunPage = Page<ImportRun>;

interface ImportRunArgs extends PageInput {
  where: ImportRunFilter;
}

/** Imports, and lists of those that were begun at or below a path. */
export const importRunLists = (db: DataSource, read: Reader) => ({
  importRun: oneBy(db, read, ImportRun, 'id'),
  importRunsWithin: lists<ImportRun, ImportRunArgs>(read, {
    columns: columnsOf(db, ImportRun, 'i'),
    from: 'import_run i join area a on a.id = i.area_id',
    where: ({ where: { kind, hasFaults } }, at) => [
      liesWithin('a.path', 'parent.key'),
      kind && `i.kind = ${at(kind)}`,
      isGiven(hasFaults) && `(i.applied < i.rows) = ${at(hasFaults)}`,
    ],
    order: [
      ['i.at', 'timestamptz'],
      ['i.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ at, id }) => [at, id],
    figures: { totalCount },
  }),
});
