import { z } from 'zod';
import type { Context } from '../context';
import { type Refused, unknownParameter, type Words, wrongParameter } from './hsds.refusal';

const truth = z.enum(['true', 'false']).transform((word) => word === 'true');

const yesOrNo = [truth, { en: 'true or false', zh: 'true 或 false' }] as const;
const anId = [z.guid(), { en: 'an id', zh: '标识符（UUID）' }] as const;

/** Every parameter that the standard knows, as it is read, and in words what it must be. */
const parameters = {
  search: [
    z.string().trim().min(1).max(100),
    { en: 'a text of at most 100 characters', zh: '不超过100字的文本' },
  ],
  page: [z.coerce.number().int().min(1).max(1_000_000), { en: 'a whole number from 1', zh: '从1起的整数' }],
  per_page: [
    z.coerce.number().int().min(1).max(100),
    { en: 'a whole number from 1 to 100', zh: '1至100的整数' },
  ],
  format: [z.enum(['json', 'ndjson']), { en: 'json or ndjson', zh: 'json 或 ndjson' }],
  minimal: yesOrNo,
  full: yesOrNo,
  full_service: yesOrNo,
  top_only: yesOrNo,
  taxonomy_term_id: anId,
  taxonomy_id: anId,
  organization_id: anId,
  parent_id: anId,
  modified_after: [
    z.iso.datetime({ offset: true }).or(z.iso.date()),
    {
      en: 'a day, or a moment with its offset: 2026-11-01T08:00:00+08:00',
      zh: '日期，或带时区的时刻：2026-11-01T08:00:00+08:00',
    },
  ],
  postcode: [z.string().regex(/^\d{6}$/), { en: 'a postal code of six digits', zh: '六位邮政编码' }],
  proximity: [
    z.coerce.number().min(1).max(100_000),
    { en: 'so many metres, from 1 to 100000', zh: '1至100000的米数' },
  ],
} as const satisfies Record<string, readonly [z.ZodType, Words]>;

type Name = keyof typeof parameters;

type Given = { [One in Name]?: z.infer<(typeof parameters)[One][0]> };

/** What was asked for, by the standard's names. */
export type Asked = Given & Required<Pick<Given, 'page' | 'per_page'>>;

const paged = ['search', 'page', 'per_page', 'format'] as const satisfies Name[];
const classified = ['taxonomy_term_id', 'taxonomy_id'] as const satisfies Name[];

/** Which list knows which parameters. Locations are an addition of ours. */
const known = {
  services: [...paged, ...classified, 'organization_id', 'modified_after', 'minimal', 'full'],
  organizations: [...paged, ...classified, 'full', 'full_service'],
  service_at_locations: [
    ...paged,
    ...classified,
    'organization_id',
    'modified_after',
    'full',
    'postcode',
    'proximity',
  ],
  locations: [...paged, 'full', 'postcode', 'proximity'],
  taxonomies: paged,
  taxonomy_terms: [...paged, 'taxonomy_id', 'top_only', 'parent_id'],
} as const satisfies Record<string, readonly Name[]>;

export type List = keyof typeof known;

export const isList = (name: string): name is List => Object.hasOwn(known, name);

/** What one record by its id may be asked with. */
const ofOne: Partial<Record<List, readonly Name[]>> = { organizations: ['format', 'full_service'] };

/** How many a page has when nothing is said. */
const PER_PAGE = 20;

/** How many records a page has at most; organizations that bring all that is told of their services are long. */
export const mostOnPage = (list: List, { full_service }: Given) =>
  list === 'organizations' && full_service ? FULL_ORGANIZATIONS : MOST;

const MOST = 100;
const FULL_ORGANIZATIONS = 10;

/** How many records are read at once where all of them are streamed: five pages. */
export const mostAtOnce = (list: List, asked: Given) => 5 * mostOnPage(list, asked);

/** Reads what a list, or one record of it, was asked with; refuses what it does not know or cannot be. */
export function readAsked(ctx: Context, list: List, isOne: boolean, query: URLSearchParams): Asked | Refused {
  const names: readonly string[] = isOne ? (ofOne[list] ?? ['format']) : known[list];
  const given: Given = {};
  for (const [name, text] of query) {
    if (!names.includes(name)) return unknownParameter(ctx, name, names);

    const [type, wanted] = parameters[name as Name];
    const read = type.safeParse(text);
    if (!read.success || name in given) return wrongParameter(ctx, name, wanted);
    Object.assign(given, { [name]: read.data });
  }
  const page = { page: 1, per_page: Math.min(PER_PAGE, mostOnPage(list, given)) };
  return misfit(ctx, list, isOne, given) ?? { ...page, ...given };
}

/** What does not go together. */
function misfit(ctx: Context, list: List, isOne: boolean, given: Given) {
  const { proximity, postcode, format, per_page = 1 } = given;
  if (proximity && !postcode) {
    return wrongParameter(ctx, 'postcode', {
      en: 'there where "proximity" is',
      zh: '与“proximity”同时给出',
    });
  }
  if (format === 'ndjson') return notForLines(ctx, isOne, given);

  const most = mostOnPage(list, given);
  return per_page > most
    ? wrongParameter(ctx, 'per_page', {
        en: `at most ${most} where "full_service" is true`,
        zh: `不超过${most}（“full_service”为true时）`,
      })
    : null;
}

/** Lines are for all of a list at once. */
function notForLines(ctx: Context, isOne: boolean, given: Given) {
  if (isOne) return wrongParameter(ctx, 'format', { en: 'json for one record', zh: 'json（单条记录）' });

  const needless = (['page', 'per_page'] as const).find((name) => given[name]);
  return needless
    ? wrongParameter(ctx, needless, {
        en: 'left out where "format" is ndjson',
        zh: '空（“format”为ndjson时不分页）',
      })
    : null;
}

/** A page, as the standard has it. */
export interface HsdsPage<Content = unknown> {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: Content[];
}

/** Which rows make the page that was asked for. */
export function rowsOf({ page, per_page }: Asked) {
  return { limit: per_page, offset: (page - 1) * per_page };
}

export function pageOf<Content>(asked: Asked, total: number, contents: Content[]): HsdsPage<Content> {
  const { page, per_page } = asked;
  const pages = Math.ceil(total / per_page);
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents,
  };
}

/** The page of a list that fits into memory. */
export function pageAmong<Content>(asked: Asked, all: readonly Content[]) {
  const { limit, offset } = rowsOf(asked);
  return pageOf(asked, all.length, all.slice(offset, offset + limit));
}
