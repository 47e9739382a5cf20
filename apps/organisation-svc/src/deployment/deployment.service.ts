import { type Act, act, begin, lock, lockName, reaching, take, takeAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import {
  actionNotAllowed,
  blank,
  invalidInput,
  isRefusal,
  type Listener,
  notFound,
  refusal,
  say,
} from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { In, LessThan, LessThanOrEqual, MoreThan, MoreThanOrEqual, Not } from 'typeorm';
import { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  AssignDeploymentInput,
  CallToFrontLineInput,
  CloseDeploymentShiftInput,
  DeploymentState,
  PlanDeploymentShiftInput,
  ReleaseFromDeploymentInput,
  ReportInForDeploymentInput,
  SignUpForDeploymentInput,
  StandDownCallInput,
} from '../generated/graphql';
import { beforeToday, endsBeforeItBegins, outOfRange } from '../guards';
import { Person } from '../person/person.entity';
import { Unit } from '../unit/unit.entity';
import { Deployment, DeploymentCall, DeploymentShift } from './deployment.entity';
import { deploymentCallLife, deploymentLife, deploymentShiftLife } from './deployment.life';

const NEEDED_AT_MOST = 1_000_000;
const DAY = 24 * 3600 * 1000;

/** Whoever has a place to be at. */
const sent: DeploymentState[] = ['ASSIGNED', 'ON_DUTY'];

export const callToFrontLine = (ctx: Context, input: CallToFrontLineInput) =>
  act(ctx, DeploymentCall, 'callToFrontLine', input, async (calling) => {
    const { areaId, title, from, to, needed } = input;
    if (!(await reached(calling, areaId))) return notFound(ctx, 'Area', areaId);

    const fault =
      blank(ctx, 'title', title) ??
      endsBeforeItBegins(ctx, { fromOn: from }, to) ??
      beforeToday(calling, 'to', to) ??
      outOfRange(ctx, 'needed', needed, 1, NEEDED_AT_MOST);
    if (fault) return fault;

    return begin(calling, deploymentCallLife, 'CALL', {
      state: 'OPEN',
      title: title.trim(),
      areaId,
      fromOn: from,
      toOn: to,
      needed,
      signedUp: 0,
    });
  });

export const standDownCall = (ctx: Context, input: StandDownCallInput) =>
  act(ctx, DeploymentCall, 'standDownCall', input, (ending) =>
    take(
      ending,
      deploymentCallLife,
      {
        id: input.id,
        action: 'STAND_DOWN',
        unless: async (call) => (await beyondReach(ending, call)) ?? blank(ctx, 'reason', input.reason),
      },
      async ({ id }) => ({ reason: input.reason, facts: await sendHome(ending, id, input.reason) }),
    ),
  );

export const signUpForDeployment = (ctx: Context, input: SignUpForDeploymentInput) =>
  act(ctx, Deployment, 'signUpForDeployment', input, async (signing) => {
    const { callId, personId, unitId } = input;
    const { actor, tx, scope } = signing;
    const person = await tx.findOneBy(Person, { id: personId });
    const isTheirs = person && (await speaksFor(signing, person, unitId));
    if (!isTheirs) return notFound(ctx, 'Person', personId);
    if (unitId && !(await tx.existsBy(Unit, { id: unitId, state: 'ACTIVE' }))) {
      return notFound(ctx, 'Unit', unitId);
    }
    // A desk signs its own people up, and nobody else's.
    if (actor.role === 'DEPARTMENT_CLERK' && unitId !== scope.unitId) {
      return notFound(ctx, 'Unit', unitId ?? '');
    }
    const call = await lock(signing, DeploymentCall, callId);
    if (!call) return notFound(ctx, 'DeploymentCall', callId);
    if (call.state !== 'OPEN') return actionNotAllowed(ctx, 'SIGN_UP', call.state);

    const known = await reaching(signing, { reach: 'ALL' }, () =>
      tx.findOneBy(Deployment, { callId, personId, state: In(['SIGNED_UP', ...sent]) }),
    );
    if (known) return alreadySignedUp(ctx, known);

    await tx.save(Object.assign(call, { signedUp: call.signedUp + 1 }));
    return reaching(signing, { reach: 'ALL' }, () =>
      begin(signing, deploymentLife, 'SIGN_UP', {
        state: 'SIGNED_UP',
        callId,
        personId,
        unitId: unitId ?? null,
        areaId: call.areaId,
        signedUpOn: dateIn(ctx.now),
      }),
    );
  });

export const assignDeployment = (ctx: Context, input: AssignDeploymentInput) =>
  act(ctx, Deployment, 'assignDeployment', input, async (assigning) => {
    const { id, areaId, from, to } = input;
    const place = await reached(assigning, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);

    return take(
      assigning,
      deploymentLife,
      {
        id,
        action: 'ASSIGN',
        unless: async (deployment) =>
          (await beyondReach(assigning, deployment)) ??
          (await outOfCall(assigning, deployment, place, input)) ??
          (await deployedElsewhere(assigning, deployment, input)),
      },
      async ({ areaId: was, state }) => {
        if (state === 'ASSIGNED') await cancelShifts(assigning, [id]);
        return { set: { areaId, fromOn: from, toOn: to }, facts: { areaId, from, to, was } };
      },
    );
  });

export const reportInForDeployment = (ctx: Context, input: ReportInForDeploymentInput) =>
  act(ctx, Deployment, 'reportInForDeployment', input, (reporting) =>
    take(
      reporting,
      deploymentLife,
      {
        id: input.id,
        action: 'REPORT_IN',
        unless: async (deployment) =>
          (await beyondReach(reporting, deployment)) ?? notOnTheseDays(reporting, deployment),
      },
      () => ({ set: { reportedInAt: ctx.now } }),
    ),
  );

export const planDeploymentShift = (ctx: Context, input: PlanDeploymentShiftInput) =>
  act(ctx, Deployment, 'planDeploymentShift', input, (planning) =>
    take(
      planning,
      deploymentLife,
      {
        id: input.id,
        action: 'PLAN_SHIFT',
        unless: async (deployment) =>
          (await beyondReach(planning, deployment)) ??
          blank(ctx, 'task', input.task) ??
          wrongHours(ctx, deployment, input) ??
          (await onAnotherShift(planning, deployment, input)),
      },
      async ({ id, personId, areaId }) => {
        const { startsAt, endsAt, task } = input;
        const shift = await begin(planning, deploymentShiftLife, 'PLAN', {
          state: 'PLANNED',
          deploymentId: id,
          personId,
          areaId,
          startsAt,
          endsAt,
          task: task.trim(),
        });
        return { facts: { shiftId: shift.id } };
      },
    ),
  );

export const closeDeploymentShift = (ctx: Context, input: CloseDeploymentShiftInput) =>
  act(ctx, Deployment, 'closeDeploymentShift', input, async (closing) => {
    const { shiftId: id, isServed } = input;
    const shift = await take(closing, deploymentShiftLife, {
      id,
      action: isServed ? 'SERVE' : 'MISS',
      unless: async (row) => (await beyondReach(closing, row)) ?? notBegun(closing, row),
    });
    if (isRefusal(shift)) return shift;
    return closing.tx.findOneByOrFail(Deployment, { id: shift.deploymentId });
  });

export const releaseFromDeployment = (ctx: Context, input: ReleaseFromDeploymentInput) =>
  act(ctx, Deployment, 'releaseFromDeployment', input, async (releasing) => {
    const { id, reason } = input;
    const known = await releasing.tx.findOneBy(Deployment, { id });
    if (!known) return notFound(ctx, 'Deployment', id);
    // The call first, as whoever signs up or stands it down does: two who lock in one order never wait for each other.
    const call = await lock(releasing, DeploymentCall, known.callId);

    return take(
      releasing,
      deploymentLife,
      {
        id,
        action: known.state === 'ON_DUTY' ? 'RELEASE' : 'LET_GO',
        unless: async (deployment) =>
          (await beyondReach(releasing, deployment)) ?? blank(ctx, 'reason', reason),
      },
      async (deployment) => {
        await cancelShifts(releasing, [id]);
        if (deployment.state === 'ON_DUTY') return { set: wentHome(releasing, deployment), reason };

        await releasing.tx.save(Object.assign(call!, { signedUp: call!.signedUp - 1 }));
        return { reason };
      },
    );
  });

/** Releases whoever serves and lets go whoever does not, at the end of a call; says how many of each. */
async function sendHome(ending: Act, callId: string, reason: string) {
  return reaching(ending, { reach: 'ALL' }, async () => {
    const open = await ending.tx.findBy(Deployment, { callId, state: In(['SIGNED_UP', ...sent]) });
    const serving = idsOf(open.filter(({ state }) => state === 'ON_DUTY'));
    const others = idsOf(open.filter(({ state }) => state !== 'ON_DUTY'));

    await cancelShifts(ending, idsOf(open));
    await takeAll(ending, deploymentLife, { ids: serving, action: 'RELEASE' }, (deployment) => ({
      set: wentHome(ending, deployment),
      reason,
    }));
    await takeAll(ending, deploymentLife, { ids: others, action: 'LET_GO' }, () => ({ reason }));
    return { released: serving.length, letGo: others.length };
  });
}

/** The days of a deployment end with it. */
function wentHome({ now }: Act, { fromOn, toOn }: Deployment): Partial<Deployment> {
  const today = dateIn(now);
  const lastDay = today < toOn! ? today : toOn!;
  return { releasedAt: now, toOn: lastDay > fromOn! ? lastDay : fromOn! };
}

/** Shifts still planned fall away with the place that they were at. */
async function cancelShifts(ending: Act, deploymentIds: readonly string[]) {
  const planned = await ending.tx.findBy(DeploymentShift, {
    deploymentId: In([...deploymentIds]),
    state: 'PLANNED',
  });
  await takeAll(ending, deploymentShiftLife, { ids: idsOf(planned), action: 'CANCEL' });
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

/** People sign up themselves, by the desk of their unit, or by those whose area holds them. */
async function speaksFor(signing: Act, { id, areaId }: Person, unitId: string | null | undefined) {
  const { actor, scope } = signing;
  if (actor.personId === id) return true;
  if (actor.role === 'RESIDENT') return false;
  if (actor.role === 'DEPARTMENT_CLERK') return Boolean(unitId) && unitId === scope.unitId;
  return (await reached(signing, areaId)) !== null;
}

async function outOfCall(
  assigning: Act,
  { callId }: Deployment,
  place: Area,
  { from, to }: AssignDeploymentInput,
) {
  const call = await assigning.tx.findOneByOrFail(DeploymentCall, { id: callId });
  const called = await assigning.tx.findOneByOrFail(Area, { id: call.areaId });
  if (!liesIn(place.path, called.path)) {
    return invalidInput(assigning, 'areaId', {
      en: `${place.name} does not lie in ${called.name}, which called.`,
      zh: `${place.name}不在发出下沉令的${called.name}范围内。`,
    });
  }
  if (from >= call.fromOn && to <= call.toOn && from <= to) return null;
  return invalidInput(assigning, 'from', {
    en: `The days must lie in those of the call, ${call.fromOn} to ${call.toOn}.`,
    zh: `起止日须在下沉令的 ${call.fromOn} 至 ${call.toOn} 之内。`,
  });
}

async function deployedElsewhere(
  assigning: Act,
  { id, personId }: Deployment,
  { from, to }: AssignDeploymentInput,
) {
  await lockName(assigning.tx, `deployment of ${personId}`);
  const other = await reaching(assigning, { reach: 'ALL' }, () =>
    assigning.tx.findOneBy(Deployment, {
      id: Not(id),
      personId,
      state: In([...sent, 'RELEASED']),
      fromOn: LessThanOrEqual(to),
      toOn: MoreThanOrEqual(from),
    }),
  );
  if (!other) return null;
  return refusal(
    'DeployedElsewhere',
    'DEPLOYED_ELSEWHERE',
    say(assigning, {
      en: `They are sent elsewhere from ${other.fromOn} to ${other.toOn}.`,
      zh: `该人员 ${other.fromOn} 至 ${other.toOn} 已派往他处。`,
    }),
    { from: other.fromOn!, to: other.toOn! },
  );
}

function notOnTheseDays(act: Act, { fromOn, toOn }: Deployment) {
  const today = dateIn(act.now);
  if (today >= fromOn! && today <= toOn!) return null;
  return invalidInput(act, 'id', {
    en: `They are sent there from ${fromOn} to ${toOn}.`,
    zh: `派遣日期为 ${fromOn} 至 ${toOn}。`,
  });
}

function wrongHours(
  ctx: Listener,
  { fromOn, toOn }: Deployment,
  { startsAt, endsAt }: PlanDeploymentShiftInput,
) {
  const length = endsAt.getTime() - startsAt.getTime();
  const isWithin = dateIn(startsAt) >= fromOn! && dateIn(startsAt) <= toOn!;
  if (length > 0 && length <= DAY && isWithin) return null;
  return invalidInput(ctx, 'endsAt', {
    en: `A shift begins from ${fromOn} to ${toOn} and lasts no longer than 24 hours.`,
    zh: `班次须在 ${fromOn} 至 ${toOn} 之间开始，且不超过 24 小时。`,
  });
}

async function onAnotherShift(
  planning: Act,
  { personId }: Deployment,
  { startsAt, endsAt }: PlanDeploymentShiftInput,
) {
  await lockName(planning.tx, `deployment of ${personId}`);
  const other = await reaching(planning, { reach: 'ALL' }, () =>
    planning.tx.findOneBy(DeploymentShift, {
      personId,
      state: In(['PLANNED', 'SERVED']),
      startsAt: LessThan(endsAt),
      endsAt: MoreThan(startsAt),
    }),
  );
  if (!other) return null;
  return refusal(
    'OnAnotherShift',
    'ON_ANOTHER_SHIFT',
    say(planning, { en: 'They have a shift at that time.', zh: '该人员此时段已有班次。' }),
    { startsAt: other.startsAt, endsAt: other.endsAt },
  );
}

const notBegun = (act: Act, { startsAt }: DeploymentShift) =>
  startsAt <= act.now
    ? null
    : invalidInput(act, 'shiftId', { en: 'The shift has not begun.', zh: '班次尚未开始。' });

const alreadySignedUp = (ctx: Listener, deployment: Deployment) =>
  refusal(
    'AlreadySignedUp',
    'ALREADY_SIGNED_UP',
    say(ctx, { en: 'They have signed up for this call.', zh: '该人员已报名。' }),
    { deployment },
  );
