import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type {
  EmploymentSubsidyFilter,
  JobPostingFilter,
  ZeroEmploymentFamilyFilter,
} from '../generated/graphql';
import { isBelow, type Within } from '../place';
import { belongsTo, type Share } from '../reach';
import { EmploymentSubsidy, JobPosting, ZeroEmploymentFamily } from './employment.entity';

export type PostingPage = Page<JobPosting, PostingFigures>;
export type SubsidyPage = Page<EmploymentSubsidy, SubsidyFigures>;
export type FamilyPage = Page<ZeroEmploymentFamily>;

interface PostingFigures {
  totalCount: number;
  vacancies: number;
}

interface SubsidyFigures {
  totalCount: number;
  amount: number;
}

interface Args<Where> extends PageInput {
  where: Where;
}

interface FamilyArgs extends Args<Within<ZeroEmploymentFamilyFilter>> {
  share: Share | null;
}

/** Lists of postings and subsidies, which are open, and of families within the actor's reach. */
export const employmentLists = (db: DataSource, open: Reader, within: Reader) => ({
  jobPostings: lists<JobPosting, Args<Within<JobPostingFilter>>, PostingFigures>(open, {
    columns: columnsOf(db, JobPosting, 'p'),
    from: 'job_posting p',
    where: ({ where }, at) => [
      isBelow('p.area_path', where.areaPath, at),
      where.employerId && `p.employer_id = ${at(where.employerId)}::uuid`,
      where.occupation && `p.occupation = ${at(where.occupation)}`,
      where.state && `p.state = ${at(where.state)}`,
      where.from && `p.released_on >= ${at(where.from)}::date`,
      where.to && `p.released_on <= ${at(where.to)}::date`,
    ],
    order: [
      ['p.released_on', 'date'],
      ['p.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ releasedOn, id }) => [releasedOn, id],
    figures: { totalCount, vacancies: (list) => `select coalesce(sum(p.vacancies), 0)::int ${list}` },
  }),

  employmentSubsidies: lists<EmploymentSubsidy, Args<Within<EmploymentSubsidyFilter>>, SubsidyFigures>(open, {
    columns: columnsOf(db, EmploymentSubsidy, 's'),
    from: 'employment_subsidy s',
    where: ({ where }, at) => [
      isBelow('s.area_path', where.areaPath, at),
      where.unitId && `s.unit_id = ${at(where.unitId)}::uuid`,
      where.kind && `s.kind = ${at(where.kind)}`,
      where.state && `s.state = ${at(where.state)}`,
      where.paidFrom && `s.paid_on >= ${at(where.paidFrom)}::date`,
      where.paidTo && `s.paid_on <= ${at(where.paidTo)}::date`,
    ],
    order: [
      ['s.month', 'date'],
      ['s.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ month, id }) => [month, id],
    figures: { totalCount, amount: (list) => `select coalesce(sum(s.amount), 0)::bigint ${list}` },
  }),

  zeroEmploymentFamilies: lists<ZeroEmploymentFamily, FamilyArgs>(within, {
    columns: columnsOf(db, ZeroEmploymentFamily, 'f'),
    from: 'zero_employment_family f',
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      where.areaPath && `starts_with(f.area_path, ${at(where.areaPath)})`,
      where.state && `f.state = ${at(where.state)}`,
    ],
    order: [
      ['f.found_on', 'date'],
      ['f.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ foundOn, id }) => [foundOn, id],
    figures: { totalCount },
  }),
});
