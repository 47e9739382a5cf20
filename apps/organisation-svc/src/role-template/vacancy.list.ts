import type { PageInput, Reader } from '@jinlin/database';
import { lists, type Page, totalCount } from '@jinlin/graphql';
import type { RoleTemplate } from '../locality';
import { gaps } from './gap.sql';

export interface VacancyRow {
  areaId: string;
  code: string;
  template: string;
  number: number;
  post: string;
  missing: number;
  /** The day that the vacancy was asked for. */
  asOf: string | null;
}

export type VacancyPage = Page<VacancyRow>;

interface VacancyListArgs extends PageInput {
  templates: readonly RoleTemplate[];
  asOf: string | null | undefined;
  today: string;
}

/** Lists of the slots that nobody fills, of several templates, at and below a path. */
export const vacancyLists = (read: Reader) => ({
  vacanciesWithin: lists<VacancyRow, VacancyListArgs>(read, {
    columns: ({ asOf }, at) =>
      `gap.area_id as "areaId", gap.code, gap.template, gap.number, gap.post, gap.missing, ${at(asOf ?? null)}::text as "asOf"`,
    from: ({ templates, asOf, today }, at) =>
      `(${templates.map((template) => `(${gaps(template, 'parent.key', { day: asOf, today }, at)})`).join(' union all ')}) gap`,
    where: () => ['gap.missing > 0'],
    order: [
      ['gap.code', 'text'],
      ['gap.template', 'text'],
      ['gap.number', 'bigint'],
    ],
    cursor: ({ code, template, number }) => [code, template, number],
    figures: { totalCount },
  }),
});
