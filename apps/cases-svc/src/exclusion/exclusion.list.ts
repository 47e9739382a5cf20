import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { ExclusionState } from '../generated/graphql';
import { CaseExclusion } from './exclusion.entity';

export type ExclusionPage = Page<CaseExclusion>;

export interface ExclusionListArgs extends PageInput {
  states?: readonly ExclusionState[] | null | undefined;
}

/** Lists of exclusions of cases in an area (by its path, with all below it), newest first. */
export const exclusionLists = (db: DataSource, read: Reader) => ({
  exclusions: lists<CaseExclusion, ExclusionListArgs>(read, {
    columns: columnsOf(db, CaseExclusion, 'e'),
    from: 'case_exclusion e join "case" c on c.id = e.case_id',
    where: ({ states }, at) => [
      'starts_with(c.area_path, parent.key)',
      states && `e.state = any(${at(states)}::text[])`,
    ],
    order: [
      ['e.proposed_at', 'timestamptz'],
      ['e.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ proposedAt, id }) => [proposedAt, id],
    figures: { totalCount },
  }),
});
