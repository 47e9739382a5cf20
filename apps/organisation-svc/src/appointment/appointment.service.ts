import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { forbidden, invalidInput, isRefusal, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { areaLevels } from '@jinlin/localities';
import type { Area } from '../area/area.entity';
import { reached } from '../area/area.reach';
import type { Context } from '../context';
import type { AppointInput, EndAppointmentInput } from '../generated/graphql';
import { afterToday, endsBeforeItBegins } from '../guards';
import type { Post } from '../locality';
import { PartyOrganisation } from '../party-organisation/party-organisation.entity';
import { Person } from '../person/person.entity';
import { appointsFrom } from '../policy';
import { notBinding } from '../policy-document/policy-document.refusals';
import { Unit } from '../unit/unit.entity';
import { Appointment } from './appointment.entity';
import { guards } from './appointment.guards';
import { appointmentLife } from './appointment.life';

export const appoint = (ctx: Context, input: AppointInput) =>
  act(ctx, Appointment, 'appoint', input, (appointing) =>
    fillPost(ctx, appointing, input, { unless: chosenInFiveSteps }),
  );

interface Filling {
  /** An id of the caller's for the appointment. */
  id?: string;
  /** What the caller asks besides: a refusal, or null. */
  unless?: typeof chosenInFiveSteps;
}

/** Gives a person a post within an act under way. */
export async function fillPost(
  ctx: Context,
  appointing: Act,
  input: AppointInput,
  { id, unless }: Filling = {},
) {
  const { personId, from } = input;
  const place = await placeOf(appointing, input);
  if (isRefusal(place)) return place;
  if (!(await appointing.tx.existsBy(Person, { id: personId }))) return notFound(ctx, 'Person', personId);

  const post = ctx.localities.holding(place.area.code)?.post(input.post);
  if (!post) return unknownPost(ctx, place.area, input.post);
  mayFill(appointing, post);

  await lockName(appointing.tx, `${post.code} ${place.area.id}`);
  const fault =
    wrongPlace(ctx, post, place) ??
    unless?.(ctx, post, place, from) ??
    afterToday(appointing, 'from', from) ??
    (await postTaken(appointing, post, place, input)) ??
    (await guards[post.code]?.(appointing, { area: place.area, personId, from })) ??
    (input.policyDocumentId && (await notBinding(appointing, input.policyDocumentId, from)));
  if (fault) return fault;

  return begin(appointing, appointmentLife, 'APPOINT', {
    ...(id && { id }),
    state: 'SERVING',
    personId,
    post: post.code,
    areaId: place.area.id,
    unitId: place.unitId,
    partyOrganisationId: place.partyOrganisationId,
    fromOn: from,
    source: input.source ?? null,
    rank: input.rank ?? null,
    document: input.document?.trim() || null,
    policyDocumentId: input.policyDocumentId ?? null,
    isConcurrent: input.isConcurrent ?? false,
  });
}

export const endAppointment = (ctx: Context, input: EndAppointmentInput) =>
  act(ctx, Appointment, 'endAppointment', input, (ending) =>
    take(
      ending,
      appointmentLife,
      {
        id: input.id,
        action: 'END',
        unless: async (appointment) =>
          (await outside(ctx, ending, appointment)) ??
          afterToday(ending, 'to', input.to) ??
          endsBeforeItBegins(ctx, appointment, input.to),
      },
      () => ({ set: { toOn: input.to }, reason: input.reason, facts: { to: input.to } }),
    ),
  );

/** Where a post is held: an area, or the area that a unit or Party organisation is seated in. */
export interface Seat {
  area: Area;
  unitId: string | null;
  partyOrganisationId: string | null;
}

async function placeOf(appointing: Act, { areaId, unitId, partyOrganisationId }: AppointInput) {
  const given = [areaId, unitId, partyOrganisationId].filter(Boolean);
  if (given.length !== 1) {
    return invalidInput(appointing, 'areaId', {
      en: 'Name one of areaId, unitId and partyOrganisationId.',
      zh: 'areaId、unitId、partyOrganisationId 须且只须给出一个。',
    });
  }
  const unit = unitId ? await appointing.tx.findOneBy(Unit, { id: unitId, state: 'ACTIVE' }) : null;
  const organisation = partyOrganisationId
    ? await appointing.tx.findOneBy(PartyOrganisation, { id: partyOrganisationId, state: 'ACTIVE' })
    : null;
  const seat = areaId ?? unit?.areaId ?? organisation?.areaId;
  const area = seat ? await reached(appointing, seat) : null;
  const what = unitId ? 'Unit' : partyOrganisationId ? 'PartyOrganisation' : 'Area';
  if (!area) return notFound(appointing, what, given[0]!);

  return { area, unitId: unitId ?? null, partyOrganisationId: partyOrganisationId ?? null };
}

/**
 * Whom five steps find is appointed by the last of them (H29, X6), so nobody walks past the vote. Who held the post
 * before the rule began is entered as ever; a whole list of such holders is imported.
 */
const chosenInFiveSteps = (ctx: Context, { code }: Post, { area }: Seat, from: string) =>
  ctx.localities
    .holding(area.code)
    ?.selections(from)
    .some(({ post, effectiveFrom }) => post.code === code && from >= effectiveFrom)
    ? invalidInput(ctx, 'post', {
        en: `Holders of ${code} are chosen in five steps here: open a selection.`,
        zh: `本地 ${code} 按推、审、选、评、聘五步产生：请发起选任。`,
      })
    : null;

/** Clerks fill the posts of their own level's making: the community those below it, the street those of communities. */
function mayFill(act: Act, post: Post) {
  if (isAbove(act, post)) throw forbidden(`A ${act.actor.role} may not fill the post ${post.code}.`);
}

/** Whether a post is of a higher level than the actor's role may fill. */
export function isAbove({ actor: { role } }: Act, { level }: Post) {
  const highest = appointsFrom[role];
  return level !== null && highest !== undefined && areaLevels.indexOf(level) < areaLevels.indexOf(highest);
}

export async function outside(ctx: Context, ending: Act, { id, areaId, post }: Appointment) {
  const area = await reached(ending, areaId);
  if (!area) return notFound(ctx, 'Appointment', id);

  const known = ctx.localities.holding(area.code)?.post(post);
  if (known) mayFill(ending, known);
  return null;
}

export function unknownPost(ctx: Context, { code }: Area, post: string) {
  const known = ctx.localities.holding(code)?.posts.map((each) => each.code) ?? [];
  return invalidInput(ctx, 'post', {
    en: `This locality has no post ${post}; it has ${known.join(', ')}.`,
    zh: `本地没有职务 ${post}；可用职务：${known.join('、')}。`,
  });
}

export function wrongPlace(ctx: Listener, { code, level }: Post, { area, unitId }: Seat) {
  if (level === null ? unitId : level === area.level) return null;
  return invalidInput(ctx, 'post', {
    en: `${code} is held at ${level ?? 'a unit'}, not at ${area.level}.`,
    zh: `${code} 设在 ${level ?? '单位'}，不设在 ${area.level}。`,
  });
}

/** A community has one first secretary at a time (H1), and nobody holds the same post at the same place twice. */
async function postTaken(appointing: Act, { code }: Post, seat: Seat, input: AppointInput) {
  const holder = await holderOf(appointing, code, seat, input);
  return holder && postTakenBy(appointing, code, seat.area, holder);
}

/** Who stands in the way of a person's taking a post at a seat from a day on, or null. */
export async function holderOf(
  { tx }: Act,
  post: string,
  { area, unitId, partyOrganisationId }: Seat,
  { personId, from }: Pick<AppointInput, 'personId' | 'from'>,
) {
  const [holder] = await tx.query(HOLDER, [post, area.id, from, personId, unitId, partyOrganisationId]);
  return holder ? tx.getRepository(Appointment).findOneByOrFail({ id: holder.id }) : null;
}

export const postTakenBy = (ctx: Listener, post: string, { name }: Area, holder: Appointment) =>
  refusal(
    'PostTaken',
    'POST_TAKEN',
    say(ctx, { en: `${post} at ${name} is held already.`, zh: `${name}的${post}已有人任职。` }),
    { holder },
  );

const HOLDER = /* SQL */ `
  select id from appointment
  where post = $1 and area_id = $2 and (to_on is null or to_on > $3)
    and (post = 'FIRST_SECRETARY' or
         (person_id = $4 and unit_id is not distinct from $5 and party_organisation_id is not distinct from $6))
  limit 1
`;
