import { everything, poolOf, query, scopedReader } from '@jinlin/database';
import type { Context } from '../context';
import { Refused, unfit, unknown } from './open311.refusal';
import { localityOf } from './open311.services';
import { type Document, withOffset } from './open311.text';
import { momentIn, windowIn } from './open311.window';

/** The days that a list covers when it names none, and the most requests that it holds. */
const DAYS = 90;
const MOST = 1_000;

/** What the published schema of a request allows. */
const LONGEST_DESCRIPTION = 4_000;

/** Requests, newest first: those named, or those of at most 90 days, of services and states. */
export async function requestList(ctx: Context, asked: URLSearchParams): Promise<Document | Refused> {
  const jurisdiction = asked.get('jurisdiction_id');
  const rules = jurisdiction || !ctx.actor ? await localityOf(ctx, jurisdiction) : null;
  if (rules instanceof Refused) return rules;
  const filter = filterOf(asked, ctx.now);
  if (filter instanceof Refused) return filter;

  const { ids, codes, states, from, to, updatedAfter, page, size } = filter;
  return requestsTold(
    ctx,
    (at) => `
      ${ctx.actor ? `and starts_with(c.area_path, ${at(ctx.scope.areaPath ?? '/none/')})` : ''}
      ${rules ? `and c.locality_code = ${at(rules.code)}` : ''}
      ${
        ids
          ? `and c.reference = any(${at(ids)}::text[])`
          : `and c.opened_at >= ${at(from)}::timestamptz and c.opened_at <= ${at(to)}::timestamptz
             ${codes ? `and c.category = any(${at(codes)}::text[])` : ''}
             ${states?.length === 1 ? `and (c.closed_at is null) = ${at(states[0] === 'open')}` : ''}
             ${updatedAfter ? `and changed.at > ${at(updatedAfter)}::timestamptz` : ''}`
      }
      order by c.opened_at desc, c.id desc
      limit ${at(size)} offset ${at((page - 1) * size)}`,
  );
}

/** One request by its number. */
export async function requestByNumber(ctx: Context, reference: string): Promise<Document | Refused> {
  const told = await requestsTold(ctx, (at) => `and c.reference = ${at(reference)}`);
  return told.value.length > 0 ? told : unknown('service_request_id');
}

/** The number of a request behind a token. Numbers are given at once here, so the number itself is its token. */
export async function requestByToken(ctx: Context, token: string): Promise<Document | Refused> {
  const told = await requestByNumber(ctx, token);
  return told instanceof Refused
    ? unknown('token')
    : { name: 'service_requests', value: [{ token, service_request_id: token }] };
}

/**
 * Tells of requests. The standard has them read without a key: whoever shows none is told of those alone that came in
 * this way and are not confidential, and neither what was written nor a place closer than the community.
 */
async function requestsTold(ctx: Context, fitting: (at: (value: unknown) => string) => string) {
  const isForAnybody = ctx.actor === null;
  const { statement, values } = query(
    (at) => `
      ${REQUESTS}
      where ${isForAnybody ? 'o.case_id is not null and not c.is_confidential' : 'true'} ${fitting(at)}`,
  );
  const read = isForAnybody ? scopedReader(poolOf(ctx.db), everything) : ctx.read;
  try {
    const rows = await read.rows<RequestRow>(statement, values);
    return {
      name: 'service_requests',
      value: rows.map((row) => (isForAnybody ? textForAnybody : requestText)(ctx, row)),
    };
  } finally {
    await read.end();
  }
}

function filterOf(asked: URLSearchParams, now: Date) {
  const states = listIn(asked, 'status');
  if (states?.some((state) => state !== 'open' && state !== 'closed'))
    return unfit('status', 'open or closed');

  const updatedAfter = momentIn(asked, 'updated_after');
  if (updatedAfter instanceof Refused) return updatedAfter;
  const window = windowIn(asked, now, DAYS);
  if (window instanceof Refused) return window;

  const page = Number(asked.get('page') || 1);
  const size = Number(asked.get('page_size') || MOST);
  if (!Number.isInteger(page) || page < 1 || page > 10_000) return unfit('page', 'a number from 1');
  if (!Number.isInteger(size) || size < 1 || size > MOST) return unfit('page_size', `from 1 to ${MOST}`);

  return {
    ids: listIn(asked, 'service_request_id'),
    codes: listIn(asked, 'service_code'),
    states: states && [...new Set(states)],
    ...window,
    updatedAfter,
    page,
    size,
  };
}

/** What is asked for by name, with commas or time and again; null for what is left empty, which asks for nothing. */
function listIn(asked: URLSearchParams, name: string): string[] | null {
  const named = asked.getAll(name).flatMap((text) => text.split(',').filter(Boolean));
  return named.length > 0 ? named : null;
}

interface RequestRow {
  reference: string;
  localityCode: string;
  category: string;
  description: string | null;
  title: string;
  address: string | null;
  reply: string | null;
  state: string;
  openedAt: Date;
  closedAt: Date | null;
  dueAt: Date | null;
  changedAt: Date | null;
  unit: string | null;
  areaCode: string | null;
  lat: number | null;
  long: number | null;
  mediaUrl: string | null;
  communityCode: string | null;
  community: string | null;
  communityLat: number | null;
  communityLong: number | null;
}

const REQUESTS = /* SQL */ `
  select c.reference, c.locality_code as "localityCode", c.category, c.title, c.description, c.address, c.reply,
    c.state, c.opened_at as "openedAt", c.closed_at as "closedAt", c.due_at as "dueAt", changed.at as "changedAt",
    u.name as unit, a.code as "areaCode", o.lat, o.long, o.media_url as "mediaUrl",
    m.code as "communityCode", m.name as community, m.latitude as "communityLat", m.longitude as "communityLong"
  from "case" c
  left join unit u on u.id = c.responsible_unit_id
  left join area a on a.id = c.area_id
  left join area m on m.id = c.community_id
  left join open311_request o on o.case_id = c.id
  left join lateral (
    select h.at from history h where h.record_id = c.id order by h.sequence desc limit 1
  ) changed on true
`;

function requestText({ localities, language }: Context, row: RequestRow) {
  const known = localities.named(row.localityCode).category(row.category, row.openedAt);
  return {
    service_request_id: row.reference,
    status: row.closedAt ? 'closed' : 'open',
    status_notes: row.reply ?? row.state,
    service_name: known ? (language === 'en' ? known.title.en : known.title.zh) : row.category,
    service_code: row.category,
    description: (row.description ?? row.title).slice(0, LONGEST_DESCRIPTION),
    agency_responsible: row.unit,
    service_notice: null,
    requested_datetime: withOffset(row.openedAt),
    updated_datetime: withOffset(row.closedAt ?? row.changedAt ?? row.openedAt),
    expected_datetime: withOffset(row.dueAt),
    address: row.address,
    address_id: row.areaCode,
    zipcode: null,
    lat: row.lat,
    long: row.long,
    media_url: row.mediaUrl,
  };
}

/** A request without what was written, in its community. */
const textForAnybody = (ctx: Context, row: RequestRow) => ({
  ...requestText(ctx, row),
  status_notes: row.state,
  description: null,
  address: row.community,
  address_id: row.communityCode,
  lat: row.communityLat,
  long: row.communityLong,
  media_url: null,
});
