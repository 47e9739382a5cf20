import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { ProjectFilter } from '../generated/graphql';
import { isBelow, type Within } from '../within';
import { Project } from './project.entity';

export type ProjectPage = Page<Project>;

export interface ProjectListArgs extends PageInput {
  whose: 'AREA' | 'LIST';
  where: Within<ProjectFilter>;
}

/** Projects below an area (by its path, with all below it), or those that came of a quarter's list, the newest first. */
export const projectLists = (db: DataSource, read: Reader) => ({
  projects: lists<Project, ProjectListArgs>(read, {
    columns: columnsOf(db, Project, 'p'),
    from: 'project p',
    where: ({ whose, where }, at) => [
      belongs[whose],
      isBelow('p.area_path', where.areaPath, at),
      where.states && `p.state = any(${at(where.states)}::text[])`,
      where.class && `p.class = ${at(where.class)}`,
      isGiven(where.isUnderAgreement) && `(p.agreement_id is not null) = ${at(where.isUnderAgreement)}`,
      where.quarter && ofQuarter(at(where.quarter)),
      where.proposedFrom && `${PROPOSED_ON} >= ${at(where.proposedFrom)}::date`,
      where.proposedTo && `${PROPOSED_ON} <= ${at(where.proposedTo)}::date`,
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

const belongs: Record<ProjectListArgs['whose'], string> = {
  AREA: `p.area_path >= parent.key and p.area_path < parent.key || '~'`,
  LIST: 'p.list_id = parent.key::uuid',
};

const PROPOSED_ON = `timezone('Asia/Shanghai', p.proposed_at)::date`;
const ofQuarter = (day: string) =>
  `exists (select from project_list l where l.id = p.list_id and l.quarter = ${day}::date)`;
