import { z } from 'zod';
import type { Context } from '../context';
import { type Refused, unknownParameter, wrongParameter } from './hsds.refusal';

const truth = z.enum(['true', 'false']).transform((word) => word === 'true');

/** Every parameter that the standard knows, as it is read, and in words what it must be. */
const parameters = {
  search: [z.string().trim().min(1).max(100), 'a text of at most 100 characters'],
  page: [z.coerce.number().int().min(1).max(1_000_000), 'a whole number from 1'],
  per_page: [z.coerce.number().int().min(1).max(100), 'a whole number from 1 to 100'],
  format: [z.literal('json'), 'json'],
  minimal: [truth, 'true or false'],
  full: [truth, 'true or false'],
  full_service: [truth, 'true or false'],
  top_only: [truth, 'true or false'],
  taxonomy_term_id: [z.guid(), 'an id'],
  taxonomy_id: [z.guid(), 'an id'],
  organization_id: [z.guid(), 'an id'],
  parent_id: [z.guid(), 'an id'],
  modified_after: [
    z.iso.datetime({ offset: true }).or(z.iso.date()),
    'a day, or a moment with its offset: 2026-11-01T08:00:00+08:00',
  ],
  postcode: [z.string().regex(/^\d{6}$/), 'a postal code of six digits'],
  proximity: [z.coerce.number().min(1).max(100_000), 'so many metres, from 1 to 100000'],
} as const satisfies Record<string, readonly [z.ZodType, string]>;

type Name = keyof typeof parameters;

/** What was asked for, by the standard's names. */
export type Asked = { [One in Name]?: z.infer<(typeof parameters)[One][0]> };

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
const ofOne: readonly Name[] = ['format', 'full_service'];

/** How many a page has when nothing is said. */
const PER_PAGE = 20;

/** How many organizations a page has at most when each brings all that is told of its services. */
const FULL_ORGANIZATIONS = 10;

/** Reads what a list, or one record of it, was asked with; refuses what it does not know or cannot be. */
export function readAsked(ctx: Context, list: List, isOne: boolean, given: URLSearchParams): Asked | Refused {
  const names: readonly string[] = isOne ? ofOne : known[list];
  const asked: Record<string, unknown> = {};
  for (const [name, text] of given) {
    if (!names.includes(name)) return unknownParameter(ctx, name, names);

    const [type, wanted] = parameters[name as Name];
    const read = type.safeParse(text);
    if (!read.success || name in asked) return wrongParameter(ctx, name, wanted);
    asked[name] = read.data;
  }

  const { proximity, postcode, full_service, per_page = PER_PAGE } = asked as Asked;
  if (proximity && !postcode) return wrongParameter(ctx, 'postcode', 'there where "proximity" is');
  if (list === 'organizations' && full_service && !isOne && per_page > FULL_ORGANIZATIONS) {
    return wrongParameter(ctx, 'per_page', `at most ${FULL_ORGANIZATIONS} where "full_service" is true`);
  }
  return asked as Asked;
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
export function rowsOf({ page = 1, per_page = PER_PAGE }: Asked) {
  return { limit: per_page, offset: (page - 1) * per_page };
}

export function pageOf<Content>(asked: Asked, total: number, contents: Content[]): HsdsPage<Content> {
  const { page = 1, per_page = PER_PAGE } = asked;
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
