import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import {
  type AnyRefusal,
  actionNotAllowed,
  blank,
  invalidInput,
  isRefusal,
  notFound,
  refusal,
  say,
} from '@jinlin/graphql';
import { In } from 'typeorm';
import { notEntitled } from '../canteen/canteen.refusals';
import type { Context } from '../context';
import { ageOn } from '../dates';
import { ElderProfile } from '../elder/elder.entity';
import type {
  AcceptDayCarePlaceInput,
  AgreeCarePlanInput,
  ApplyForDayCareInput,
  DayCareEnrolmentAction,
  EndDayCareInput,
  RecordDayCareAttendanceInput,
  WithdrawFromDayCareInput,
} from '../generated/graphql';
import { afterToday } from '../guards';
import { bookingsOf, isIn, keeps } from '../reach';
import { ServiceSite } from '../site/site.entity';
import { DayCareAttendance, DayCareEnrolment } from './day-care.entity';
import { DAY_CARE } from './day-care.find';
import { dayCareLife } from './day-care.life';
import { holdLine, offerPlaces } from './places';

export const applyForDayCare = (ctx: Context, input: ApplyForDayCareInput) =>
  act(ctx, DayCareEnrolment, 'applyForDayCare', input, async (applying) => {
    const { siteId, elderId } = input;
    const elder = await applying.tx.findOneBy(ElderProfile, { id: elderId });
    if (!elder) return notFound(ctx, 'ElderProfile', elderId);

    const site = await applying.tx.findOneBy(ServiceSite, { id: siteId });
    const today = dateIn(ctx.now);
    const rule = ctx.localities.named(elder.localityCode).dayCare(today);
    const isForeign = applying.actor.role === 'SITE_MANAGER' && site && !keeps(ctx, site);
    if (site?.kind !== DAY_CARE || !rule || isForeign) return notFound(ctx, 'DayCare', siteId);
    if (site.state !== 'OPEN') return actionNotAllowed(ctx, 'APPLY', site.state);
    if (elder.state !== 'ACTIVE') return actionNotAllowed(ctx, 'APPLY', elder.state);

    const age = ageOn(elder.birthDate, today);
    if (age < rule.fromAge) return notEntitled(ctx, rule);

    await holdLine(applying, siteId);
    const known = await applying.tx.findOneBy(DayCareEnrolment, [
      { elderId, siteId, state: In(['WAITING', 'OFFERED', 'ENROLLED']) },
      { elderId, state: 'ENROLLED' },
    ]);
    if (known) return enrolledAlready(ctx, known);

    const rank = rule.rankOf({ age, groups: elder.groups });
    const enrolment = await begin(
      applying,
      dayCareLife,
      'APPLY',
      {
        siteId,
        elderId,
        state: 'WAITING',
        localityCode: elder.localityCode,
        rank,
        priority: rule.priorities[rank]?.key ?? null,
        ruleVersion: rule.ruleVersion,
        appliedAt: ctx.now,
        careServices: [],
        personId: elder.personId,
        elderAreaId: elder.areaId,
        elderAreaPath: elder.areaPath,
        operatorId: site.operatorId,
        areaId: site.areaId,
        areaPath: site.areaPath,
      },
      { ruleVersion: rule.ruleVersion, facts: { rank } },
    );
    const offered = await offerPlaces(applying, enrolment, ctx.localities);
    return offered.find(({ id }) => id === enrolment.id) ?? enrolment;
  });

/** An elder has a place at one centre; whoever accepts a second one keeps the first. */
export const acceptDayCarePlace = (ctx: Context, input: AcceptDayCarePlaceInput) =>
  act(ctx, DayCareEnrolment, 'acceptDayCarePlace', input, (accepting) =>
    inLine(ctx, accepting, input.id, 'ACCEPT', {
      unless: async ({ elderId, acceptBy }) => {
        const other = await accepting.tx.findOneBy(DayCareEnrolment, { elderId, state: 'ENROLLED' });
        if (other) return enrolledAlready(ctx, other);
        return acceptBy && acceptBy <= ctx.now ? actionNotAllowed(ctx, 'ACCEPT', 'LAPSED') : null;
      },
      change: () => ({ set: { acceptBy: null, enrolledOn: dateIn(ctx.now) } }),
    }),
  );

export const withdrawFromDayCare = (ctx: Context, input: WithdrawFromDayCareInput) =>
  act(ctx, DayCareEnrolment, 'withdrawFromDayCare', input, (withdrawing) =>
    inLine(ctx, withdrawing, input.id, 'WITHDRAW', {
      unless: () => blank(ctx, 'reason', input.reason),
      change: () => ({ set: { acceptBy: null }, reason: input.reason }),
    }),
  );

export const endDayCare = (ctx: Context, input: EndDayCareInput) =>
  act(ctx, DayCareEnrolment, 'endDayCare', input, (ending) =>
    inLine(ctx, ending, input.id, 'END', {
      unless: () => blank(ctx, 'reason', input.reason),
      change: () => ({ set: { endedOn: dateIn(ctx.now) }, reason: input.reason }),
    }),
  );

interface StepInLine<No extends AnyRefusal> {
  unless: (row: DayCareEnrolment) => No | null | Promise<No | null>;
  change: () => { set: Partial<DayCareEnrolment>; reason?: string };
}

/** A step that may free a place, which goes to whoever is next in line in the same transaction. */
async function inLine<No extends AnyRefusal>(
  ctx: Context,
  acting: Act,
  id: string,
  action: DayCareEnrolmentAction,
  { unless, change }: StepInLine<No>,
) {
  const known = await acting.tx.findOneBy(DayCareEnrolment, { id });
  if (!known) return notFound(ctx, 'DayCareEnrolment', id);

  await holdLine(acting, known.siteId);
  const enrolment = await take(
    acting,
    dayCareLife,
    { id, action, unless: (row) => notTheirs(ctx, row) ?? unless(row) },
    change,
  );
  if (!isRefusal(enrolment)) await offerPlaces(acting, known, ctx.localities);
  return enrolment;
}

export const agreeCarePlan = (ctx: Context, input: AgreeCarePlanInput) =>
  act(ctx, DayCareEnrolment, 'agreeCarePlan', input, (agreeing) => {
    const services = [...new Set(input.services)];
    const notes = input.notes?.trim();
    return take(
      agreeing,
      dayCareLife,
      {
        id: input.id,
        action: 'AGREE_CARE_PLAN',
        unless: (row) =>
          notTheirs(ctx, row) ?? noServices(ctx, services) ?? reviewedInPast(ctx, input.reviewOn),
      },
      () => ({
        set: {
          careServices: services,
          sealedCareNotes: notes ? ctx.vault.seal(notes) : null,
          careAgreedOn: dateIn(ctx.now),
          careReviewOn: input.reviewOn,
        },
        facts: { services, reviewOn: input.reviewOn },
      }),
    );
  });

export const recordDayCareAttendance = (ctx: Context, input: RecordDayCareAttendanceInput) =>
  act(ctx, DayCareEnrolment, 'recordDayCareAttendance', input, (recording) => {
    const { id, day, attended } = input;
    return take(
      recording,
      dayCareLife,
      {
        id,
        action: 'RECORD_ATTENDANCE',
        unless: (row) => notTheirs(ctx, row) ?? afterToday(ctx, 'day', day) ?? beforeStay(ctx, row, day),
      },
      async () => {
        await recording.tx.save(DayCareAttendance, { enrolmentId: id, day, attended, recordedAt: ctx.now });
        return { facts: { day, attended } };
      },
    );
  });

const notTheirs = (ctx: Context, row: DayCareEnrolment) =>
  isIn(bookingsOf(ctx), row) ? null : notFound(ctx, 'DayCareEnrolment', row.id);

const noServices = (ctx: Context, services: readonly string[]) =>
  services.length > 0
    ? null
    : invalidInput(ctx, 'services', { en: 'Name at least one service.', zh: '请至少选择一项服务。' });

const reviewedInPast = (ctx: Context, reviewOn: string) =>
  reviewOn > dateIn(ctx.now)
    ? null
    : invalidInput(ctx, 'reviewOn', { en: 'The review lies after today.', zh: '复核日期须晚于今天。' });

const beforeStay = (ctx: Context, { enrolledOn }: DayCareEnrolment, day: string) =>
  enrolledOn && day < enrolledOn
    ? invalidInput(ctx, 'day', {
        en: `The stay began on ${enrolledOn}; nobody came before.`,
        zh: `自 ${enrolledOn} 起入托，不能早于该日。`,
      })
    : null;

const enrolledAlready = (ctx: Context, enrolment: DayCareEnrolment) =>
  refusal(
    'EnrolledAlready',
    'ENROLLED_ALREADY',
    say(ctx, {
      en: 'This elder waits for or has a place in day care already.',
      zh: '该老人已在轮候或已入托。',
    }),
    { enrolment },
  );
