import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { ProjectListFilter } from '../generated/graphql';
import { isBelow, type Within } from '../within';
import { ProjectList, ProjectListEntry } from './project-list.entity';

export type ProjectListPage = Page<ProjectList>;
export type ProjectListEntryPage = Page<ProjectListEntry>;

export interface ProjectListListArgs extends PageInput {
  where: Within<ProjectListFilter>;
}

export interface EntryListArgs extends PageInput {
  isIncluded?: boolean | null | undefined;
}

/** The lists of quarters below an area (by its path), the latest quarter first, and the entries of a list (by its id). */
export const projectListLists = (db: DataSource, read: Reader) => ({
  projectList: oneBy(db, read, ProjectList, 'id'),
  projectLists: lists<ProjectList, ProjectListListArgs>(read, {
    columns: columnsOf(db, ProjectList, 'l'),
    from: 'project_list l',
    where: ({ where }, at) => [
      'starts_with(l.area_path, parent.key)',
      isBelow('l.area_path', where.areaPath, at),
      where.states && `l.state = any(${at(where.states)}::text[])`,
      where.quarter && `l.quarter = ${at(where.quarter)}::date`,
    ],
    order: [
      ['l.quarter', 'date'],
      ['l.generated_at', 'timestamptz'],
      ['l.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ quarter, generatedAt, id }) => [quarter, generatedAt, id],
    figures: { totalCount },
  }),
  projectListEntries: lists<ProjectListEntry, EntryListArgs>(read, {
    columns: columnsOf(db, ProjectListEntry, 'e'),
    from: 'project_list_entry e',
    where: ({ isIncluded }, at) => [
      'e.list_id = parent.key::uuid',
      isGiven(isIncluded) && `(e.left_out is null) = ${at(isIncluded)}`,
    ],
    order: [
      ['e.rank', 'int'],
      ['e.id', 'uuid'],
    ],
    cursor: ({ rank, id }) => [rank, id],
    figures: { totalCount },
  }),
});
