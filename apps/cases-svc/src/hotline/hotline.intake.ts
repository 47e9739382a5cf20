import { createHash, randomUUID } from 'node:crypto';
import { type Act, beginAll, inSets } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { scopeSql } from '@jinlin/database';
import { asDialled, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { maskName, maskPhone } from '@jinlin/privacy';
import { type Area, pathsAbove } from '@jinlin/replicas';
import { Case } from '../case/case.entity';
import { caseLife } from '../case/case.life';
import type { Context } from '../context';
import type { CasePlacing } from '../generated/graphql';
import { ringFor } from '../neighbour-call/neighbour-call.service';
import { communitiesWithin, nearest } from '../placing/nearest';
import { HotlineOrder } from './hotline.entity';
import { detailsOf, personalIn, type WorkOrder } from './hotline.order';

/** An order as it came in, under the key of its request or under none. */
export interface Incoming {
  order: WorkOrder;
  key: string | null;
}

/** What became of one: the case that stands for it, opened now or before, or why there is none. */
export type Outcome =
  | { case: Pick<Case, 'id' | 'reference' | 'state'>; isNew: boolean }
  | { refusal: { code: string; message: string } & Record<string, unknown> };

/** Takes an order in, together with those of the same integrator that come while others are being written. */
export const takeIn = inSets<Context, Incoming, Outcome>(
  (asked) =>
    openCases(
      asked[0]!.ctx,
      asked.map(({ input }) => input),
    ),
  // Whatever is answered depends on who asks, from which area and in which language.
  ({ actor, language }) => JSON.stringify([actor?.id, actor?.areaId, language]),
);

/**
 * Opens a case for each order that has none yet, as openCase does one: all of it is one transaction of a dozen
 * statements, however many there are. Of several orders with one number, at once or after one another, the first opens
 * the case; its like are answered with the same case, and others are refused.
 */
async function openCases(ctx: Context, incoming: readonly Incoming[]): Promise<Outcome[]> {
  const { actor } = ctx;
  if (!actor) throw new Error('Orders come from an integrator.');

  return ctx.db.transaction(async (tx) => {
    await tx.query(scopeSql(ctx.scope));
    const taking: Taking = { ...ctx, actor, tx };
    const placeOf = await placesOf(
      taking,
      incoming.map(({ order }) => order),
    );

    const refused = new Map<Incoming, Outcome>();
    const wanted: HotlineOrder[] = [];
    const made = new Map<Incoming, HotlineOrder>();
    for (const one of incoming) {
      const place = placeOf(one.order);
      const fault = place ? faultIn(ctx, one.order, place) : nowhere(ctx, one.order);
      if (fault || !place) refused.set(one, { refusal: fault! });
      else wanted.push(made.set(one, orderOf(taking, one, place)).get(one)!);
    }

    const firsts = await writeOrders(taking, wanted);
    const opened = await openAll(
      taking,
      [...made]
        .filter(([, { caseId }]) => firsts.has(caseId))
        .map(([{ order }, row]) => ({ order, row, place: placeOf(order)! })),
    );
    // Orders that were there have their cases, those of this very chunk by now too.
    const known = firsts.size < wanted.length ? await ordersKnown(taking, wanted) : [];

    return incoming.map((one) => {
      const row = made.get(one);
      if (!row) return refused.get(one)!;
      const isNew = opened.get(row.caseId);
      return isNew ? { case: isNew, isNew: true } : outcomeOf(ctx, row, known);
    });
  });
}

type Taking = Context & Act;

interface Place extends Pick<Area, 'id' | 'code' | 'path'> {
  communityId: string | null;
  placing: CasePlacing;
}

/**
 * Where orders belong: in the area that bears their code today and lies in the integrator's reach, or in the community
 * that is nearest to their coordinates; those that have neither lie with the integrator's own area until a clerk has
 * placed them. Undefined for a code that nothing bears.
 */
async function placesOf(taking: Taking, orders: readonly WorkOrder[]) {
  const byCode = await areasOf(
    taking,
    orders.flatMap(({ areaCode }) => areaCode ?? []),
  );
  if (orders.every(({ areaCode }) => areaCode)) return ({ areaCode }: WorkOrder) => byCode.get(areaCode!);

  const { tx, actor, scope } = taking;
  const communities = await communitiesWithin(tx, scope.areaPath);
  const [own] = (await tx.query('select id, code, path from area where id = $1', [actor.areaId])) as Area[];
  return ({ areaCode, longitude, latitude }: WorkOrder): Place | undefined => {
    if (areaCode) return byCode.get(areaCode);
    const near = longitude && latitude ? nearest(communities, { longitude, latitude }) : null;
    if (near) return { ...near, communityId: near.id, placing: 'NEAREST' };
    return own && { ...own, communityId: null, placing: 'UNKNOWN' };
  };
}

/** The areas that bear these codes today and lie in the integrator's reach, each with its community. */
async function areasOf({ tx, scope }: Act, codes: readonly string[]) {
  const areas = (await tx.query('select id, code, path from area where code = any($1) and valid_to is null', [
    [...new Set(codes)],
  ])) as Pick<Area, 'id' | 'code' | 'path'>[];
  const inReach = areas.filter(({ path }) => liesIn(path, scope.areaPath));

  const communities = (await tx.query(
    `select id, path from area where level = 'COMMUNITY' and valid_to is null and path = any($1)`,
    [[...new Set(inReach.flatMap(({ path }) => pathsAbove(path)))]],
  )) as { id: string; path: string }[];
  const communityAt = new Map(communities.map(({ id, path }) => [path, id]));
  return new Map<string, Place>(
    inReach.map((area) => {
      const above = pathsAbove(area.path).find((path) => communityAt.has(path));
      return [area.code, { ...area, communityId: above ? communityAt.get(above)! : null, placing: 'GIVEN' }];
    }),
  );
}

/** Refuses an order whose area is not there: its own, or the integrator's when it names none. */
const nowhere = (ctx: Context, { areaCode }: WorkOrder) =>
  notFound(ctx, 'Area', areaCode ?? ctx.actor?.areaId ?? '');

function faultIn(ctx: Context, { channel, category }: WorkOrder, { code }: Place) {
  const locality = ctx.localities.of(code);
  if (!locality.channel(channel))
    return invalidInput(ctx, 'channel', {
      en: `This locality has no channel ${channel}.`,
      zh: `本地没有渠道 ${channel}。`,
    });
  if (!locality.category(category, ctx.now))
    return invalidInput(ctx, 'category', {
      en: `This locality has no category ${category}.`,
      zh: `本地没有分类 ${category}。`,
    });
  return null;
}

function orderOf({ tx, actor, now, vault }: Taking, { order, key }: Incoming, place: Place) {
  const personal = personalIn(order);
  return tx.create(HotlineOrder, {
    caseId: randomUUID(),
    integratorId: actor.id,
    number: order.number,
    idempotencyKey: key,
    bodyHash: createHash('sha256').update(JSON.stringify(order)).digest(),
    details: detailsOf(order),
    sealed: personal && vault.seal(JSON.stringify(personal)),
    areaId: place.id,
    areaPath: place.path,
    receivedAt: now,
  });
}

/**
 * Writes the orders whose number and key are new; answers with the ids of their cases. A twin under way is waited for;
 * all write in the order of their numbers, so that none waits for one that waits for it.
 */
async function writeOrders({ tx }: Act, orders: readonly HotlineOrder[]) {
  const sorted = orders.toSorted((one, other) => (one.number < other.number ? -1 : 1));
  const rows = (await tx.query(
    `insert into hotline_order
       (case_id, integrator_id, number, idempotency_key, body_hash, details, sealed, area_id, area_path, received_at)
     select new.case_id, $1, new.number, new.key, decode(new.hash, 'hex'), new.details::jsonb,
            decode(new.sealed, 'hex'), new.area_id, new.area_path, $2
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::text[])
       as new (case_id, number, key, hash, details, sealed, area_id, area_path)
     on conflict do nothing
     returning case_id as id`,
    [
      sorted[0]?.integratorId,
      sorted[0]?.receivedAt,
      sorted.map(({ caseId }) => caseId),
      sorted.map(({ number }) => number),
      sorted.map(({ idempotencyKey }) => idempotencyKey),
      sorted.map(({ bodyHash }) => bodyHash.toString('hex')),
      sorted.map(({ details }) => JSON.stringify(details)),
      sorted.map(({ sealed }) => sealed?.toString('hex') ?? null),
      sorted.map(({ areaId }) => areaId),
      sorted.map(({ areaPath }) => areaPath),
    ],
  )) as { id: string }[];
  return new Set(rows.map(({ id }) => id));
}

interface KnownOrder extends Pick<Case, 'id' | 'reference' | 'state'> {
  number: string;
  key: string | null;
  hash: Buffer;
}

/** The orders that bear one of these numbers or keys, with their cases as they stand. */
async function ordersKnown({ tx, actor }: Act, orders: readonly HotlineOrder[]): Promise<KnownOrder[]> {
  return tx.query(
    `select c.id, c.reference, c.state, o.number, o.idempotency_key as key, o.body_hash as hash
     from hotline_order o join "case" c on c.id = o.case_id
     where o.integrator_id = $1 and (o.number = any($2) or o.idempotency_key = any($3))`,
    [
      actor.id,
      orders.map(({ number }) => number),
      orders.flatMap(({ idempotencyKey }) => idempotencyKey ?? []),
    ],
  );
}

/** What becomes of an order whose number or key was there already. */
function outcomeOf(
  ctx: Context,
  { number, idempotencyKey, bodyHash }: HotlineOrder,
  known: readonly KnownOrder[],
): Outcome {
  const byKey = known.find(({ key }) => key !== null && key === idempotencyKey);
  if (byKey && !byKey.hash.equals(bodyHash))
    return { refusal: keyOfAnother(ctx, idempotencyKey!, byKey.number) };

  const same = known.find((one) => one.number === number);
  if (!same) throw new Error('An order that was there is gone.');
  return same.hash.equals(bodyHash)
    ? { case: { id: same.id, reference: same.reference, state: same.state }, isNew: false }
    : { refusal: numberOfAnother(ctx, number, same.reference) };
}

/** Begins the lives of the cases of new orders, with the numbers that people say on the phone. */
async function openAll(
  taking: Taking,
  orders: readonly { order: WorkOrder; row: HotlineOrder; place: Place }[],
) {
  const numbers = (await taking.tx.query(
    `select nextval('case_reference') as count from generate_series(1, $1)`,
    [orders.length],
  )) as { count: number }[];
  const cases = orders.map(({ order, row, place }, i) =>
    caseOf(taking, order, { id: row.caseId, place, count: numbers[i]!.count }),
  );
  await beginAll(taking, caseLife, 'OPEN', cases);
  for (const row of cases) await ringFor(taking, taking.localities, row);
  return new Map(cases.map((row) => [row.id, row]));
}

/** The case that openCase would make of an order. */
function caseOf(
  taking: Taking,
  order: WorkOrder,
  { id, place, count }: { id: string; place: Place; count: number },
): Case {
  const { now, vault, localities } = taking;
  const { code } = localities.of(place.code);
  const channel = localities.named(code).channel(order.channel);
  const { name, phone, isConfidential = false } = order.reporter ?? {};
  return taking.tx.create(Case, {
    id,
    reference: `${code}-${dateIn(now).slice(0, 4)}-${String(count).padStart(6, '0')}`,
    localityCode: code,
    state: channel?.kind === 'PATROL' || channel?.kind === 'VISIT' ? 'DISCOVERED' : 'RECEIVED',
    channel: order.channel,
    category: order.category,
    requestType: order.requestType,
    urgency: order.urgency,
    title: order.title.trim(),
    description: order.description ?? null,
    address: order.address ?? null,
    isConfidential,
    reporterMaskedName: name ? maskName(name) : null,
    reporterMaskedPhone: phone ? maskPhone(phone) : null,
    reporterSealedName: name ? vault.seal(name) : null,
    reporterSealedPhone: phone ? vault.seal(phone) : null,
    reporterPhoneHash: phone ? vault.hash(asDialled(phone)) : null,
    areaId: place.id,
    areaPath: place.path,
    communityId: place.communityId,
    placing: place.placing,
    responsibleUnitId: null,
    outcome: null,
    dueAt: null,
    isResolvedOnSite: false,
    openedAt: now,
    isDeadlineProvisional: false,
    extensionCount: 0,
    assistingUnitIds: [],
    alerts: [],
    calledUnitIds: [],
    isWeighed: order.requestType !== 'COMPLAINT',
    classes: [],
    returnCount: 0,
    reopenCount: 0,
    missedVisits: 0,
  });
}

const numberOfAnother = (ctx: Context, number: string, reference: string) =>
  refusal(
    'OrderDiffers',
    'ORDER_DIFFERS',
    say(ctx, {
      en: `Order ${number} came in before with other content, as case ${reference}. Nothing was changed.`,
      zh: `工单 ${number} 此前已以不同内容受理（${reference}），本次未作任何更改。`,
    }),
    { number, reference },
  );

const keyOfAnother = (ctx: Context, key: string, number: string) =>
  refusal(
    'KeyReused',
    'KEY_REUSED',
    say(ctx, {
      en: `The Idempotency-Key ${key} was used for another request (order ${number}).`,
      zh: `Idempotency-Key ${key} 已用于另一请求（工单 ${number}）。`,
    }),
    { key, number },
  );
