import { type Act, act, begin, lock, take } from '@jinlin/acts';
import { isGiven } from '@jinlin/database';
import {
  actionNotAllowed,
  blank,
  invalidInput,
  type Listener,
  notFound,
  refusal,
  say,
} from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { In, IsNull } from 'typeorm';
import { Agreement } from '../agreement/agreement.entity';
import { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  CancelJointActivityInput,
  CorrectAttendanceInput,
  HoldJointActivityInput,
  MoveJointActivityInput,
  PlanJointActivityInput,
  RecordAttendanceInput,
  StrikeAttendanceInput,
} from '../generated/graphql';
import { afterToday, beforeToday, outOfRange } from '../guards';
import { jointWorkAt, unknownTheme } from '../joint-work/theme';
import { PartyOrganisation } from '../party-organisation/party-organisation.entity';
import { Unit } from '../unit/unit.entity';
import { AttendanceSheet, JointActivity } from './joint-activity.entity';
import { attendanceSheetLife, jointActivityLife } from './joint-activity.life';

const ORGANISERS_AT_MOST = 20;
const HEADS_AT_MOST = 100_000;

export const planJointActivity = (ctx: Context, input: PlanJointActivityInput) =>
  act(ctx, JointActivity, 'planJointActivity', input, async (planning) => {
    const { areaId, title, series, theme, agreementId, on } = input;
    const organiserIds = [...new Set(input.organiserIds)];
    const area = await reached(planning, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    const fault =
      blank(ctx, 'title', title) ??
      unknownSeries(ctx, area, series) ??
      unknownTheme(ctx, area, theme) ??
      wrongNumber(ctx, organiserIds) ??
      (await unknownUnit(planning, organiserIds)) ??
      (await notUnderIt(planning, agreementId, organiserIds));
    if (fault) return fault;

    const known = jointWorkAt(ctx, area)?.series.find(({ code }) => code === series);
    return begin(planning, jointActivityLife, 'PLAN', {
      state: 'PLANNED',
      kind: input.kind ?? known?.kind ?? 'JOINT',
      title: title.trim(),
      areaId,
      series: series ?? null,
      theme: theme ?? null,
      organiserIds,
      agreementId: agreementId ?? null,
      day: on,
    });
  });

export const moveJointActivity = (ctx: Context, input: MoveJointActivityInput) =>
  act(ctx, JointActivity, 'moveJointActivity', input, (moving) =>
    take(
      moving,
      jointActivityLife,
      {
        id: input.id,
        action: 'MOVE',
        unless: async (activity) =>
          (await beyondReach(moving, activity)) ?? beforeToday(moving, 'on', input.on),
      },
      ({ day }) => ({ set: { day: input.on }, reason: input.reason, facts: { was: day, on: input.on } }),
    ),
  );

export const holdJointActivity = (ctx: Context, input: HoldJointActivityInput) =>
  act(ctx, JointActivity, 'holdJointActivity', input, (holding) =>
    take(
      holding,
      jointActivityLife,
      {
        id: input.id,
        action: 'HOLD',
        unless: async (activity) =>
          (await beyondReach(holding, activity)) ?? afterToday(holding, 'on', input.on ?? activity.day),
      },
      ({ day }) => ({
        set: { day: input.on ?? day },
        reason: input.note,
        facts: { on: input.on ?? day },
      }),
    ),
  );

export const cancelJointActivity = (ctx: Context, input: CancelJointActivityInput) =>
  act(ctx, JointActivity, 'cancelJointActivity', input, (cancelling) =>
    take(
      cancelling,
      jointActivityLife,
      {
        id: input.id,
        action: 'CANCEL',
        unless: async (activity) =>
          (await beyondReach(cancelling, activity)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

export const recordAttendance = (ctx: Context, input: RecordAttendanceInput) =>
  act(ctx, AttendanceSheet, 'recordAttendance', input, async (recording) => {
    const { activityId, heads } = input;
    const unitId = input.unitId ?? null;
    const partyOrganisationId = input.partyOrganisationId ?? null;
    // The row stays locked, so that the same heads are not counted twice at once.
    const activity = await lock(recording, JointActivity, activityId);
    if (!activity) return notFound(ctx, 'JointActivity', activityId);
    const place = await reached(recording, input.areaId ?? activity.areaId);
    if (!place || !(await liesInActivity(recording, activity, place))) {
      return input.areaId ? notFound(ctx, 'Area', input.areaId) : notFound(ctx, 'JointActivity', activityId);
    }
    if (activity.state !== 'HELD') return actionNotAllowed(ctx, 'RECORD_ATTENDANCE', activity.state);

    const fault =
      outOfRange(ctx, 'heads', heads, 1, HEADS_AT_MOST) ??
      ofTwo(ctx, unitId, partyOrganisationId) ??
      (unitId ? await unknownUnit(recording, [unitId]) : null) ??
      (await unknownOrganisation(recording, partyOrganisationId)) ??
      (await alreadyRecorded(recording, activity, place, unitId, partyOrganisationId));
    if (fault) return fault;

    return begin(
      recording,
      attendanceSheetLife,
      'RECORD',
      {
        state: 'RECORDED',
        activityId,
        areaId: place.id,
        unitId,
        partyOrganisationId,
        heads,
        day: activity.day,
      },
      { facts: { heads } },
    );
  });

export const correctAttendance = (ctx: Context, input: CorrectAttendanceInput) =>
  act(ctx, AttendanceSheet, 'correctAttendance', input, (correcting) =>
    take(
      correcting,
      attendanceSheetLife,
      {
        id: input.id,
        action: 'CORRECT',
        unless: async (sheet) =>
          (await beyondReach(correcting, sheet)) ??
          outOfRange(ctx, 'heads', input.heads, 1, HEADS_AT_MOST) ??
          blank(ctx, 'reason', input.reason),
      },
      ({ heads }) => ({
        set: { heads: input.heads },
        reason: input.reason,
        facts: { was: heads, heads: input.heads },
      }),
    ),
  );

export const strikeAttendance = (ctx: Context, input: StrikeAttendanceInput) =>
  act(ctx, AttendanceSheet, 'strikeAttendance', input, (striking) =>
    take(
      striking,
      attendanceSheetLife,
      {
        id: input.id,
        action: 'STRIKE',
        unless: async (sheet) => (await beyondReach(striking, sheet)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

async function liesInActivity(recording: Act, { areaId }: JointActivity, { path }: Area) {
  const area = await recording.tx.findOneByOrFail(Area, { id: areaId });
  return liesIn(path, area.path);
}

function unknownSeries(ctx: Context, area: Area, code: string | null | undefined) {
  const known = jointWorkAt(ctx, area)?.series.map((each) => each.code) ?? [];
  if (!isGiven(code) || known.includes(code)) return null;
  return invalidInput(ctx, 'series', {
    en: `This locality has no recurring day ${code}; it has ${known.join(', ') || 'none'}.`,
    zh: `本地没有系列活动 ${code}；可用：${known.join('、') || '无'}。`,
  });
}

const wrongNumber = (ctx: Listener, organiserIds: readonly string[]) =>
  organiserIds.length <= ORGANISERS_AT_MOST
    ? null
    : invalidInput(ctx, 'organiserIds', {
        en: `At most ${ORGANISERS_AT_MOST} units organise an activity; these are ${organiserIds.length}.`,
        zh: `主办单位最多 ${ORGANISERS_AT_MOST} 个；所给为 ${organiserIds.length} 个。`,
      });

async function unknownUnit({ tx, ...ctx }: Act, ids: readonly string[]) {
  const units = await tx.findBy(Unit, { id: In([...ids]), state: 'ACTIVE' });
  const known = new Set(units.map(({ id }) => id));
  const unknown = ids.find((id) => !known.has(id));
  return unknown ? notFound(ctx, 'Unit', unknown) : null;
}

async function unknownOrganisation({ tx, ...ctx }: Act, id: string | null) {
  if (id === null || (await tx.existsBy(PartyOrganisation, { id, state: 'ACTIVE' }))) return null;
  return notFound(ctx, 'PartyOrganisation', id);
}

async function notUnderIt(planning: Act, id: string | null | undefined, organiserIds: readonly string[]) {
  if (!id) return null;
  const agreement = await planning.tx.findOneBy(Agreement, { id });
  if (!agreement) return notFound(planning, 'Agreement', id);
  return agreement.state === 'IN_FORCE' && organiserIds.includes(agreement.unitId)
    ? null
    : invalidInput(planning, 'agreementId', {
        en: 'The agreement must be in force, and its unit one of the organisers.',
        zh: '所据协议须在履行中，且其单位为主办单位之一。',
      });
}

const ofTwo = (ctx: Listener, unitId: string | null, partyOrganisationId: string | null) =>
  unitId && partyOrganisationId
    ? invalidInput(ctx, 'partyOrganisationId', {
        en: 'A sheet is of one unit or of one Party organisation, not of both.',
        zh: '一张签到表只对应一个单位或一个党组织。',
      })
    : null;

async function alreadyRecorded(
  recording: Act,
  { id: activityId }: JointActivity,
  { id: areaId, name }: Area,
  unitId: string | null,
  partyOrganisationId: string | null,
) {
  const sheet = await recording.tx.findOneBy(AttendanceSheet, {
    activityId,
    areaId,
    unitId: unitId ?? IsNull(),
    partyOrganisationId: partyOrganisationId ?? IsNull(),
    state: 'RECORDED',
  });
  if (!sheet) return null;
  return refusal(
    'AttendanceAlreadyRecorded',
    'ATTENDANCE_ALREADY_RECORDED',
    say(recording, {
      en: `${sheet.heads} heads are recorded at ${name}; correct that sheet.`,
      zh: `${name}已登记 ${sheet.heads} 人次；请更正该签到表。`,
    }),
    { sheet },
  );
}
