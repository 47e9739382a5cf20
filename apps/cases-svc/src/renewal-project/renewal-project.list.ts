import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { RenewalProjectFilter } from '../generated/graphql';
import { isBelow, type Within } from '../within';
import { RenewalProject } from './renewal-project.entity';

export type RenewalProjectPage = Page<RenewalProject>;

export interface RenewalProjectListArgs extends PageInput {
  where: Within<RenewalProjectFilter>;
}

const HAS_FOUR_ONES = 'num_nulls(p.first_secretary_id, p.community_secretary_id, p.working_group) = 0';
const ACCEPTABLE = `p.state in ('APPROVED', 'RUNNING')`;

/** Renewal projects in an area (by its path, with all below it), those proposed last first, as of a day. */
export const renewalProjectLists = (db: DataSource, read: Reader, today: string) => ({
  renewalProjects: lists<RenewalProject, RenewalProjectListArgs>(read, {
    columns: columnsOf(db, RenewalProject, 'p'),
    from: 'renewal_project p',
    where: ({ where }, at) => [
      `p.area_path >= parent.key and p.area_path < parent.key || '~'`,
      isBelow('p.area_path', where.areaPath, at),
      where.kind && `p.kind = ${at(where.kind)}`,
      where.states && `p.state = any(${at(where.states)}::text[])`,
      isGiven(where.hasFourOnes) && `(${HAS_FOUR_ONES}) = ${at(where.hasFourOnes)}`,
      isGiven(where.isOverdue) &&
        `(${ACCEPTABLE} and p.acceptance_due_on < ${at(today)}::date) = ${at(where.isOverdue)}`,
      where.proposedBefore && `p.proposed_at < ${at(where.proposedBefore)}`,
    ],
    order: [
      ['p.proposed_at', 'timestamptz'],
      ['p.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ proposedAt, id }) => [proposedAt, id],
    figures: { totalCount },
  }),
});
