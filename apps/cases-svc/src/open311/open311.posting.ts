import { createHash, randomUUID } from 'node:crypto';
import { everything, scopeSql } from '@jinlin/database';
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
import type { Document } from './open311.text';

const TITLE_LENGTH = 40;

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
  const isConfidential = answers.is_confidential === 'true';
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
    ...((name || phone || isConfidential) && {
      reporter: { ...(name && { name }), ...(phone && { phone }), isConfidential },
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
