import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import {
  blank,
  forbidden,
  invalidInput,
  isRefusal,
  type Listener,
  notFound,
  refusal,
  say,
} from '@jinlin/graphql';
import { Appointment } from '../appointment/appointment.entity';
import { Area } from '../area/area.entity';
import { beyondReach, outside as outsideArea } from '../area/area.reach';
import type { Context } from '../context';
import type {
  RecordDutyFulfilmentInput,
  ReviseCataloguedDutyInput,
  SettleSupervisionItemInput,
  WithdrawDutyFulfilmentInput,
} from '../generated/graphql';
import { afterToday } from '../guards';
import type { LocalityRules } from '../locality';
import { type Expected, expectedIn } from './cadence';
import { CataloguedDuty, CataloguedDutyVersion, DutyFulfilment, SupervisionItem } from './duty.entity';
import { cataloguedDutyLife, dutyFulfilmentLife, supervisionItemLife } from './duty.life';

export const reviseCataloguedDuty = (ctx: Context, input: ReviseCataloguedDutyInput) =>
  act(ctx, CataloguedDuty, 'reviseCataloguedDuty', input, async (revising) => {
    const { localityCode: code, slot } = input;
    const area = await revising.tx.getRepository(Area).findOneBy({ code, state: 'ACTIVE' });
    if (!area || outsideArea(revising, area)) return notFound(ctx, 'Area', code);

    await lockName(revising.tx, `duty ${area.id} ${slot}`);
    const fault =
      blank(ctx, 'text', input.text) ?? unknownSlot(ctx, ctx.localities.holding(code), dateIn(ctx.now), slot);
    if (fault) return fault;

    const duty = await write(revising, area.id, slot, input.text.trim());
    if (isRefusal(duty)) return duty;
    const { id: dutyId, version, text, fromOn } = duty;
    await revising.tx.insert(CataloguedDutyVersion, { dutyId, version, text, fromOn });
    return duty;
  });

export const recordDutyFulfilment = (ctx: Context, input: RecordDutyFulfilmentInput) =>
  act(ctx, DutyFulfilment, 'recordDutyFulfilment', input, async (recording) => {
    const { appointmentId, on, slot } = input;
    const found = await appointmentWithin(recording, appointmentId);
    if (!found) return notFound(ctx, 'Appointment', appointmentId);

    const { appointment, area } = found;
    ownOnly(recording, appointment);
    const locality = ctx.localities.holding(area.code);
    const expected = input.duty ? expectedOn(locality, appointment, input.duty, on) : undefined;
    await lockName(recording.tx, `duty of ${appointmentId}`);
    const fault =
      neither(ctx, input) ??
      afterToday(recording, 'on', on) ??
      outsideSpan(ctx, appointment, on) ??
      (input.duty && !expected ? unknownDuty(ctx, locality, appointment, input.duty) : null) ??
      (slot ? unknownSlot(ctx, locality, on, slot) : null) ??
      (expected && (await alreadyFulfilled(recording, appointmentId, expected)));
    if (fault) return fault;

    if (expected) await settleFor(recording, appointmentId, expected);
    return begin(
      recording,
      dutyFulfilmentLife,
      'RECORD',
      {
        state: 'RECORDED',
        appointmentId,
        duty: expected?.duty.key ?? null,
        period: expected?.period ?? null,
        slot: slot ?? null,
        doneOn: on,
        note: input.note?.trim() || null,
      },
      { ruleVersion: expected?.ruleVersion },
    );
  });

export const withdrawDutyFulfilment = (ctx: Context, input: WithdrawDutyFulfilmentInput) =>
  act(ctx, DutyFulfilment, 'withdrawDutyFulfilment', input, (withdrawing) =>
    take(
      withdrawing,
      dutyFulfilmentLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async ({ id, appointmentId }) => {
          const found = await appointmentWithin(withdrawing, appointmentId);
          if (!found) return notFound(ctx, 'DutyFulfilment', id);
          ownOnly(withdrawing, found.appointment);
          return blank(ctx, 'reason', input.reason);
        },
      },
      () => ({ reason: input.reason }),
    ),
  );

export const settleSupervisionItem = (ctx: Context, input: SettleSupervisionItemInput) =>
  act(ctx, SupervisionItem, 'settleSupervisionItem', input, (settling) =>
    take(
      settling,
      supervisionItemLife,
      {
        id: input.id,
        action: 'SETTLE',
        unless: async (item) => (await beyondReach(settling, item)) ?? blank(ctx, 'outcome', input.outcome),
      },
      () => ({ set: { settledOn: dateIn(ctx.now), outcome: input.outcome.trim() } }),
    ),
  );

/** Writes a slot that is empty, or writes anew what stands in it. */
async function write(revising: Act, areaId: string, slot: number, text: string) {
  const today = dateIn(revising.now);
  const known = await revising.tx.getRepository(CataloguedDuty).findOneBy({ areaId, slot });
  if (!known) {
    const row = { state: 'IN_FORCE', areaId, slot, text, version: 1, fromOn: today } as const;
    return begin(revising, cataloguedDutyLife, 'WRITE', row);
  }
  return take(revising, cataloguedDutyLife, { id: known.id, action: 'REVISE' }, ({ version }) => ({
    set: { text, version: version + 1, fromOn: today },
    facts: { version: version + 1 },
  }));
}

async function appointmentWithin(acting: Act, id: string) {
  const appointment = await acting.tx.getRepository(Appointment).findOneBy({ id });
  const area = appointment && (await acting.tx.getRepository(Area).findOneBy({ id: appointment.areaId }));
  return area && !outsideArea(acting, area) ? { appointment, area } : null;
}

/** A leader records what he or she did; desks record for everybody in their area. */
function ownOnly({ actor }: Act, { personId }: Appointment) {
  if (actor.role === 'LEADER' && actor.personId !== personId) {
    throw forbidden('A leader keeps the duty log of his or her own posts only.');
  }
}

/** What of a duty is expected in the period that a day lies in; undefined where nothing is. */
function expectedOn(
  locality: LocalityRules | undefined,
  { post, fromOn, toOn }: Appointment,
  key: string,
  day: string,
): Expected | undefined {
  if (!locality) return undefined;
  return expectedIn({ from: fromOn, until: toOn }, key, locality.duties, day, locality.calendar).find(
    ({ duty, from, until }) => duty.post === post && from <= day && day < until,
  );
}

/** What was missing is there now: nobody needs to be asked any more. */
async function settleFor(recording: Act, appointmentId: string, { duty, period }: Expected) {
  const item = await recording.tx
    .getRepository(SupervisionItem)
    .findOneBy({ appointmentId, duty: duty.key, period, state: 'OPEN' });
  if (!item) return;
  await take(recording, supervisionItemLife, { id: item.id, action: 'SETTLE' }, () => ({
    set: { settledOn: dateIn(recording.now) },
    reason: 'FULFILMENT_RECORDED',
  }));
}

const neither = (ctx: Listener, { duty, slot }: RecordDutyFulfilmentInput) =>
  duty || slot
    ? null
    : invalidInput(ctx, 'duty', {
        en: 'Name a recurring duty, a number of the catalogue, or both.',
        zh: '请给出周期性职责（duty）或职责序号（slot），或两者。',
      });

const outsideSpan = (ctx: Listener, { fromOn, toOn }: Appointment, day: string) =>
  day >= fromOn && (toOn === null || day < toOn)
    ? null
    : invalidInput(ctx, 'on', {
        en: `"on" must lie in the span of the appointment: from ${fromOn}${toOn ? `, before ${toOn}` : ''}.`,
        zh: `“on”须在任职期间内：${fromOn} 起${toOn ? `，${toOn} 前` : ''}。`,
      });

function unknownDuty(ctx: Listener, locality: LocalityRules | undefined, { post }: Appointment, key: string) {
  const duties = locality?.duties.at(-1)?.duties.filter((duty) => duty.post === post) ?? [];
  const known = duties.map((duty) => duty.key).join(', ') || '-';
  return invalidInput(ctx, 'duty', {
    en: `The post ${post} has no duty ${key} then; it has ${known}.`,
    zh: `职务 ${post} 当时没有职责 ${key}；现有：${known}。`,
  });
}

function unknownSlot(ctx: Listener, locality: LocalityRules | undefined, day: string, slot: number) {
  const slots = locality?.duties.findLast(({ from }) => from <= day)?.catalogueSlots ?? 0;
  return slot >= 1 && slot <= slots
    ? null
    : invalidInput(ctx, 'slot', {
        en: `The catalogue of this locality has ${slots} duties; there is no number ${slot}.`,
        zh: `本地职责目录共 ${slots} 项，没有第 ${slot} 项。`,
      });
}

async function alreadyFulfilled(recording: Act, appointmentId: string, { duty, period }: Expected) {
  const fulfilment = await recording.tx
    .getRepository(DutyFulfilment)
    .findOneBy({ appointmentId, duty: duty.key, period, state: 'RECORDED' });
  if (!fulfilment) return null;
  return refusal(
    'DutyAlreadyFulfilled',
    'DUTY_ALREADY_FULFILLED',
    say(recording, {
      en: `${duty.title.en} was done for ${period} on ${fulfilment.doneOn}.`,
      zh: `${period} 的“${duty.title.zh}”已于 ${fulfilment.doneOn} 履行。`,
    }),
    { fulfilment },
  );
}
