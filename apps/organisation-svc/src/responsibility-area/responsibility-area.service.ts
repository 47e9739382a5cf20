import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { blank, invalidInput, isRefusal, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { In, IsNull } from 'typeorm';
import { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  AssignResponsibilityAreaInput,
  HandOverResponsibilityAreaInput,
  RedrawResponsibilityAreaInput,
  ReleaseResponsibilityAreaInput,
  ResponsibilityKind,
} from '../generated/graphql';
import { afterToday } from '../guards';
import { PartyOrganisation } from '../party-organisation/party-organisation.entity';
import { Person } from '../person/person.entity';
import { Unit } from '../unit/unit.entity';
import { ResponsibilityArea, ResponsibilityPlace } from './responsibility-area.entity';
import { responsibilityAreaLife } from './responsibility-area.life';

const PLACES_AT_MOST = 200;

export const assignResponsibilityArea = (ctx: Context, input: AssignResponsibilityAreaInput) =>
  act(ctx, ResponsibilityArea, 'assignResponsibilityArea', input, async (assigning) => {
    const { areaId, from } = input;
    const placeIds = [...new Set(input.placeIds)];
    const area = await reached(assigning, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);
    const holder = holderOf(ctx, input);
    if (isRefusal(holder)) return holder;

    const fault =
      blank(ctx, 'name', input.name) ??
      afterToday(assigning, 'from', from) ??
      (await unfitHolder(assigning, holder)) ??
      (await wrongPlaces(assigning, area, placeIds)) ??
      (await inCare(assigning, holder.kind, placeIds, from));
    if (fault) return fault;

    const begun = await begin(
      assigning,
      responsibilityAreaLife,
      'ASSIGN',
      {
        state: 'ACTIVE',
        name: input.name.trim(),
        kind: holder.kind,
        areaId,
        holderId: holder.id,
        fromOn: from,
      },
      { facts: { placeIds } },
    );
    await takeIn(assigning, begun, placeIds, from);
    return begun;
  });

export const redrawResponsibilityArea = (ctx: Context, input: RedrawResponsibilityAreaInput) =>
  act(ctx, ResponsibilityArea, 'redrawResponsibilityArea', input, (redrawing) => {
    const { id, on } = input;
    const placeIds = [...new Set(input.placeIds)];
    return take(
      redrawing,
      responsibilityAreaLife,
      {
        id,
        action: 'REDRAW',
        unless: async ({ areaId, kind }) => {
          const area = await reached(redrawing, areaId);
          if (!area) return notFound(ctx, 'ResponsibilityArea', id);
          return (
            afterToday(redrawing, 'on', on) ??
            (await drawnSince(redrawing, id, on)) ??
            (await wrongPlaces(redrawing, area, placeIds)) ??
            (await inCare(redrawing, kind, placeIds, on, id))
          );
        },
      },
      async (drawn) => {
        const now = await redrawing.tx.findBy(ResponsibilityPlace, {
          responsibilityAreaId: id,
          toOn: IsNull(),
        });
        const were = now.map(({ areaId }) => areaId);
        await letGo(
          redrawing,
          id,
          on,
          were.filter((place) => !placeIds.includes(place)),
        );
        await takeIn(
          redrawing,
          drawn,
          placeIds.filter((place) => !were.includes(place)),
          on,
        );
        return { facts: { on, placeIds, were } };
      },
    );
  });

export const handOverResponsibilityArea = (ctx: Context, input: HandOverResponsibilityAreaInput) =>
  act(ctx, ResponsibilityArea, 'handOverResponsibilityArea', input, async (handing) => {
    const { id, toId, on, reason } = input;
    const held = await handing.tx.findBy(ResponsibilityPlace, { responsibilityAreaId: id, toOn: IsNull() });
    const ended = await take(
      handing,
      responsibilityAreaLife,
      {
        id,
        action: 'HAND_OVER',
        unless: async (row) =>
          (await beyondReach(handing, row)) ??
          blank(ctx, 'reason', reason) ??
          afterToday(handing, 'on', on) ??
          (await drawnSince(handing, id, on)) ??
          (row.holderId === toId ? theirsAlready(ctx) : null) ??
          (await unfitHolder(handing, { kind: row.kind, id: toId })),
      },
      async () => {
        await letGo(handing, id, on);
        return { set: { toOn: on }, reason, facts: { on } };
      },
    );
    if (isRefusal(ended)) return ended;

    const { name, kind, areaId } = ended;
    const begun = await begin(
      handing,
      responsibilityAreaLife,
      'TAKE_OVER',
      { state: 'ACTIVE', name, kind, areaId, holderId: toId, fromOn: on },
      { reason, facts: { from: id } },
    );
    await takeIn(
      handing,
      begun,
      held.map((place) => place.areaId),
      on,
    );
    return begun;
  });

export const releaseResponsibilityArea = (ctx: Context, input: ReleaseResponsibilityAreaInput) =>
  act(ctx, ResponsibilityArea, 'releaseResponsibilityArea', input, (releasing) =>
    take(
      releasing,
      responsibilityAreaLife,
      {
        id: input.id,
        action: 'RELEASE',
        unless: async (row) =>
          (await beyondReach(releasing, row)) ??
          blank(ctx, 'reason', input.reason) ??
          afterToday(releasing, 'to', input.to) ??
          (await drawnSince(releasing, input.id, input.to, 'to')),
      },
      async ({ id }) => {
        await letGo(releasing, id, input.to);
        return { set: { toOn: input.to }, reason: input.reason, facts: { to: input.to } };
      },
    ),
  );

interface Holder {
  kind: ResponsibilityKind;
  id: string;
}

/** Whose it is to be: exactly one of three is named. */
function holderOf(
  ctx: Listener,
  { personId, partyOrganisationId, unitId }: AssignResponsibilityAreaInput,
): Holder | ReturnType<typeof invalidInput> {
  const named: Holder[] = [
    ...(personId ? [{ kind: 'MEMBER' as const, id: personId }] : []),
    ...(partyOrganisationId ? [{ kind: 'PARTY_ORGANISATION' as const, id: partyOrganisationId }] : []),
    ...(unitId ? [{ kind: 'UNIT' as const, id: unitId }] : []),
  ];
  if (named.length === 1) return named[0]!;
  return invalidInput(ctx, 'personId', {
    en: 'Name exactly one: a person, a Party organisation or a unit.',
    zh: '须且只须指定一方：人员、党组织或单位。',
  });
}

async function unfitHolder({ tx, ...ctx }: Act, { kind, id }: Holder) {
  if (kind === 'UNIT') {
    return (await tx.existsBy(Unit, { id, state: 'ACTIVE' })) ? null : notFound(ctx, 'Unit', id);
  }
  if (kind === 'PARTY_ORGANISATION') {
    const exists = await tx.existsBy(PartyOrganisation, { id, state: 'ACTIVE' });
    return exists ? null : notFound(ctx, 'PartyOrganisation', id);
  }
  const person = await tx.findOneBy(Person, { id });
  if (!person) return notFound(ctx, 'Person', id);
  return person.politicalStatus === 'PARTY_MEMBER'
    ? null
    : invalidInput(ctx, 'personId', {
        en: 'A responsibility area is a Party member’s.',
        zh: '责任区由中共党员认领。',
      });
}

async function wrongPlaces({ tx, ...ctx }: Act, area: Area, placeIds: readonly string[]) {
  if (placeIds.length < 1 || placeIds.length > PLACES_AT_MOST) {
    return invalidInput(ctx, 'placeIds', {
      en: `Name from 1 to ${PLACES_AT_MOST} places.`,
      zh: `须指定 1 至 ${PLACES_AT_MOST} 个地点。`,
    });
  }
  const places = await tx.findBy(Area, { id: In([...placeIds]), state: 'ACTIVE' });
  const within = new Set(places.filter(({ path }) => liesIn(path, area.path)).map(({ id }) => id));
  const stranger = placeIds.find((id) => !within.has(id));
  return stranger ? notFound(ctx, 'Area', stranger) : null;
}

/** Whoever draws areas of one kind over a place takes turns, so that two never find it free at once. */
async function inCare(
  drawing: Act,
  kind: ResponsibilityKind,
  placeIds: readonly string[],
  day: string,
  butFor: string | null = null,
) {
  for (const id of [...placeIds].sort()) await lockName(drawing.tx, `${kind} care of ${id}`);
  const [taken] = await drawing.tx.query(IN_CARE, [placeIds, kind, day, butFor]);
  if (!taken) return null;

  const place = await drawing.tx.findOneByOrFail(Area, { id: taken.area_id });
  const takenBy = await drawing.tx.findOneByOrFail(ResponsibilityArea, { id: taken.responsibility_area_id });
  return refusal(
    'PlaceInCare',
    'PLACE_IN_CARE',
    say(drawing, {
      en: `${place.name} is in “${takenBy.name}”.`,
      zh: `${place.name}已划入“${takenBy.name}”。`,
    }),
    { place, takenBy },
  );
}

const IN_CARE = /* SQL */ `
  select area_id, responsibility_area_id from responsibility_place
  where area_id = any($1::uuid[]) and kind = $2 and (to_on is null or to_on > $3::date)
    and ($4::uuid is null or responsibility_area_id <> $4::uuid)
  order by area_id limit 1
`;

const takeIn = (
  { tx }: Act,
  { id: responsibilityAreaId, kind }: ResponsibilityArea,
  placeIds: readonly string[],
  fromOn: string,
) =>
  tx.insert(
    ResponsibilityPlace,
    placeIds.map((areaId) => ({ responsibilityAreaId, areaId, fromOn, kind })),
  );

/** Takes places out from a day on: those named, or all of them. */
const letGo = ({ tx }: Act, responsibilityAreaId: string, toOn: string, placeIds?: readonly string[]) =>
  tx.update(
    ResponsibilityPlace,
    { responsibilityAreaId, toOn: IsNull(), ...(placeIds && { areaId: In([...placeIds]) }) },
    { toOn },
  );

/** Places are not taken out before they were taken in. */
async function drawnSince({ tx, ...ctx }: Act, id: string, day: string, field = 'on') {
  const [{ last }] = await tx.query(
    'select greatest(max(from_on), max(to_on)) as last from responsibility_place where responsibility_area_id = $1',
    [id],
  );
  if (last === null || day > last) return null;
  return invalidInput(ctx, field, {
    en: `"${field}" must be after ${last}, when it was last drawn.`,
    zh: `“${field}”须晚于上次划定日 ${last}。`,
  });
}

const theirsAlready = (ctx: Listener) =>
  invalidInput(ctx, 'toId', { en: 'It is theirs already.', zh: '已由其负责。' });
