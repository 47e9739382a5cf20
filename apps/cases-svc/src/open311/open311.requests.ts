import { createHash, randomUUID } from 'node:crypto';
import { everything, query, scopeSql } from '@jinlin/database';
import { isPhoneNumber, isRefusal } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Case } from '../case/case.entity';
import { openCase } from '../case/case.service';
import type { Context } from '../context';
import type { OpenCaseInput, RequestType, Urgency } from '../generated/graphql';
import { communitiesWithin, nearest } from '../placing/nearest';
import { Open311Request } from './open311.entity';
import { missing, Refused, unfit, unknown } from './open311.refusal';
import { type AttributeName, attributes, localityOf, servicesOf } from './open311.services';
import { type Document, type Value, withOffset } from './open311.text';
import { momentIn, windowIn } from './open311.window';

/** The days that a list covers when it names none, and the most requests that it holds. */
const DAYS = 90;
const MOST = 1_000;

const TITLE_LENGTH = 40;

/** What the published schema of a request allows. */
const LONGEST_DESCRIPTION = 4_000;

/** Takes a request in as a case. A key of the client's (Idempotency-Key) makes a second sending answer the first. */
export async function postRequest(
  ctx: Context,
  form: URLSearchParams,
  key: string | undefined,
): Promise<Document | Refused> {
  const given = (name: string) => form.get(name)?.trim() || null;
  const rules = await localityOf(ctx, given('jurisdiction_id'));
  if (rules instanceof Refused) return rules;

  const code = given('service_code');
  if (!code) return missing('service_code');
  const category = servicesOf(rules, ctx.now).find((service) => service.code === code);
  if (!category) return unknown('service_code');

  const answers = attributesIn(form);
  if (answers instanceof Refused) return answers;
  const place = await placeOf(ctx, rules.code, given);
  if (place instanceof Refused) return place;
  const phone = given('phone');
  if (phone && !isPhoneNumber(phone)) return unfit('phone', 'a telephone number');
  const mediaUrl = given('media_url');
  if (mediaUrl && !isWebAddress(mediaUrl)) return unfit('media_url', 'a web address');

  const description = given('description');
  const name = [given('last_name'), given('first_name')].filter(Boolean).join('');
  const input: OpenCaseInput = {
    clientKey: key ? `open311 ${createHash('sha256').update(key).digest('hex')}` : randomUUID(),
    areaId: place.areaId,
    channel: 'open311',
    category: code,
    requestType: (answers.request_type as RequestType | undefined) ?? 'HELP',
    urgency: (answers.urgency as Urgency | undefined) ?? 'GENERAL',
    title: (description?.split('\n')[0] ?? category.title.zh).slice(0, TITLE_LENGTH),
    description,
    address: place.address,
    ...((name || phone) && {
      reporter: {
        ...(name && { name }),
        ...(phone && { phone }),
        isConfidential: answers.is_confidential === 'true',
      },
    }),
  };
  const opened = await openCase(ctx, input, place.placing);
  if (!(opened instanceof Case)) {
    return isRefusal(opened) && opened.code === 'KEY_REUSED'
      ? new Refused(409, opened.message)
      : new Refused(400, opened.message);
  }

  const { lat, long } = place;
  await ctx.db.transaction(async (tx) => {
    await tx.query(scopeSql(everything));
    const told = { caseId: opened.id, lat, long, mediaUrl, accountId: given('account_id') };
    await tx.createQueryBuilder().insert().into(Open311Request).values(told).orIgnore().execute();
  });
  return {
    name: 'service_requests',
    value: [
      {
        service_request_id: opened.reference,
        service_notice: null,
        account_id: given('account_id'),
      },
    ],
  };
}

/** The answers to attributes, `attribute[urgency]=URGENT`; one that is not asked for is refused, so that none is lost. */
function attributesIn(form: URLSearchParams): Partial<Record<AttributeName, string>> | Refused {
  const answers: Partial<Record<AttributeName, string>> = {};
  for (const [field, answer] of form) {
    const name = /^attribute\[([^\]]*)\](\[\])?$/.exec(field)?.[1];
    if (name === undefined) continue;
    if (!isAttribute(name)) return unfit(field, 'an attribute of this service');

    const keys: string[] = attributes[name].choices.map(({ key }) => key);
    if (!keys.includes(answer)) return unfit(field, `one of ${keys.join(', ')}`);
    answers[name] = answer;
  }
  return answers;
}

const isAttribute = (name: string): name is AttributeName => Object.hasOwn(attributes, name);

const isWebAddress = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/**
 * Where it is: an area by its code, else the community that is nearest to its coordinates, else the caller's own area,
 * where a clerk places it.
 */
async function placeOf(ctx: Context, localityCode: string, given: (name: string) => string | null) {
  const [addressId, address, lat, long] = ['address_id', 'address_string', 'lat', 'long'].map(given);
  const coordinates = lat && long ? { lat: Number(lat), long: Number(long) } : { lat: null, long: null };
  if (!addressId && !address && coordinates.lat === null)
    return missing('lat and long, address_string or address_id');
  if (coordinates.lat !== null && !(Math.abs(coordinates.lat) <= 90)) return unfit('lat', 'a latitude');
  if (coordinates.long !== null && !(Math.abs(coordinates.long) <= 180)) return unfit('long', 'a longitude');

  const own = ctx.actor?.areaId ? await ctx.load.area.load(ctx.actor.areaId) : null;
  const near = addressId ? null : await communityNear(ctx, coordinates);
  const area = addressId ? await ctx.load.areaByCode.load(addressId) : (near ?? own);
  if (!area || !liesIn(area.path, ctx.scope.areaPath)) return unknown('address_id');
  if (ctx.localities.holding(area.code)?.code !== localityCode) return unknown('jurisdiction_id');

  const inWords = address ?? (coordinates.lat !== null ? `${lat}, ${long}` : null);
  const placing = addressId ? 'GIVEN' : near ? 'NEAREST' : 'UNKNOWN';
  return { areaId: area.id, address: inWords, placing, ...coordinates } as const;
}

/** The community nearest to coordinates, of those in the caller's reach. */
const communityNear = async (
  { db, scope }: Context,
  { lat, long }: { lat: number | null; long: number | null },
) =>
  lat === null || long === null
    ? null
    : nearest(await communitiesWithin(db.manager, scope.areaPath), { latitude: lat, longitude: long });

/** Requests, newest first: those named, or those of at most 90 days, of services and states. */
export async function requestList(ctx: Context, asked: URLSearchParams): Promise<Document | Refused> {
  const jurisdiction = asked.get('jurisdiction_id');
  const rules = jurisdiction ? await localityOf(ctx, jurisdiction) : null;
  if (rules instanceof Refused) return rules;
  const filter = filterOf(asked, ctx.now);
  if (filter instanceof Refused) return filter;

  const { ids, codes, states, from, to, updatedAfter, page, size } = filter;
  const { statement, values } = query(
    (at) => /* SQL */ `
      ${REQUESTS}
      where starts_with(c.area_path, ${at(ctx.scope.areaPath ?? '/none/')})
        ${rules ? `and c.locality_code = ${at(rules.code)}` : ''}
        ${
          ids
            ? `and c.reference = any(${at(ids)}::text[])`
            : `and c.opened_at >= ${at(from)}::timestamptz and c.opened_at <= ${at(to)}::timestamptz
               ${codes ? `and c.category = any(${at(codes)}::text[])` : ''}
               ${states.length === 1 ? `and (c.closed_at is null) = ${at(states[0] === 'open')}` : ''}
               ${updatedAfter ? `and changed.at > ${at(updatedAfter)}::timestamptz` : ''}`
        }
      order by c.opened_at desc, c.id desc
      limit ${at(size)} offset ${at((page - 1) * size)}`,
  );
  const rows = await ctx.read.rows<RequestRow>(statement, values);
  return { name: 'service_requests', value: rows.map((row) => requestText(ctx, row)) };
}

/** One request by its number. */
export async function requestByNumber(ctx: Context, reference: string): Promise<Document | Refused> {
  const { statement, values } = query((at) => `${REQUESTS} where c.reference = ${at(reference)}`);
  const rows = await ctx.read.rows<RequestRow>(statement, values);
  return rows.length
    ? { name: 'service_requests', value: rows.map((row) => requestText(ctx, row)) }
    : unknown('service_request_id');
}

/** The number of a request behind a token. Numbers are given at once here, so the number itself is its token. */
export async function requestByToken(ctx: Context, token: string): Promise<Document | Refused> {
  const row = await ctx.load.caseByReference.load(token);
  return row
    ? { name: 'service_requests', value: [{ token, service_request_id: row.reference }] }
    : unknown('token');
}

function filterOf(asked: URLSearchParams, now: Date) {
  const list = (name: string) => asked.get(name)?.split(',').filter(Boolean) ?? null;
  const states = list('status') ?? [];
  if (!states.every((state) => state === 'open' || state === 'closed'))
    return unfit('status', 'open or closed');

  const updatedAfter = momentIn(asked, 'updated_after');
  if (updatedAfter instanceof Refused) return updatedAfter;
  const window = windowIn(asked, now, DAYS);
  if (window instanceof Refused) return window;

  const page = Number(asked.get('page') ?? 1);
  const size = Number(asked.get('page_size') ?? MOST);
  if (!Number.isInteger(page) || page < 1 || page > 10_000) return unfit('page', 'a number from 1');
  if (!Number.isInteger(size) || size < 1 || size > MOST) return unfit('page_size', `from 1 to ${MOST}`);

  return {
    ids: list('service_request_id'),
    codes: list('service_code'),
    states: [...new Set(states)],
    ...window,
    updatedAfter,
    page,
    size,
  };
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
}

const REQUESTS = /* SQL */ `
  select c.reference, c.locality_code as "localityCode", c.category, c.title, c.description, c.address, c.reply,
    c.state, c.opened_at as "openedAt", c.closed_at as "closedAt", c.due_at as "dueAt", changed.at as "changedAt",
    u.name as unit, a.code as "areaCode", o.lat, o.long, o.media_url as "mediaUrl"
  from "case" c
  left join unit u on u.id = c.responsible_unit_id
  left join area a on a.id = c.area_id
  left join open311_request o on o.case_id = c.id
  left join lateral (
    select h.at from history h where h.record_id = c.id order by h.sequence desc limit 1
  ) changed on true
`;

function requestText({ localities, language }: Context, row: RequestRow): Value {
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
    updated_datetime: withOffset(row.changedAt ?? row.openedAt),
    expected_datetime: withOffset(row.dueAt),
    address: row.address,
    address_id: row.areaCode,
    zipcode: null,
    lat: row.lat,
    long: row.long,
    media_url: row.mediaUrl,
  };
}
