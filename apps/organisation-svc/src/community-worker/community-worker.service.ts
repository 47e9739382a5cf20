import { type Act, act, begin, lockName, reaching, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { IsNull } from 'typeorm';
import { Appointment } from '../appointment/appointment.entity';
import { appointmentLife } from '../appointment/appointment.life';
import { Area } from '../area/area.entity';
import { outside as outsideArea, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  AssessCommunityWorkerInput,
  EndCommunityWorkInput,
  HireCommunityWorkerInput,
  RecordCareerMoveInput,
  RegradeCommunityWorkerInput,
  TransferCommunityWorkerInput,
} from '../generated/graphql';
import { afterToday, dayBefore, notAtLevel } from '../guards';
import { Person } from '../person/person.entity';
import { CareerMove, CommunityWorker, WorkerAssessment } from './community-worker.entity';
import { communityWorkerLife, POST } from './community-worker.life';

export const hireCommunityWorker = (ctx: Context, input: HireCommunityWorkerInput) =>
  act(ctx, CommunityWorker, 'hireCommunityWorker', input, async (hiring) => {
    const { personId, areaId, grade, education, from } = input;
    const community = await reached(hiring, areaId);
    if (!community) return notFound(ctx, 'Area', areaId);
    if (!(await hiring.tx.existsBy(Person, { id: personId }))) return notFound(ctx, 'Person', personId);

    await lockName(hiring.tx, `community work of ${personId}`);
    const fault =
      notAtLevel(ctx, community, 'COMMUNITY') ??
      afterToday(hiring, 'from', from) ??
      unknownGrade(ctx, community, grade, from) ??
      (await alreadyServing(hiring, personId));
    if (fault) return fault;

    return begin(
      hiring,
      communityWorkerLife,
      'HIRE',
      {
        state: 'SERVING',
        personId,
        areaId,
        appointmentId: await fillPostAt(hiring, areaId, personId, from),
        grade,
        gradedOn: from,
        education,
        fromOn: from,
      },
      { ruleVersion: ruleAt(ctx, community, from)?.ruleVersion, facts: { grade } },
    );
  });

export const regradeCommunityWorker = (ctx: Context, input: RegradeCommunityWorkerInput) =>
  act(ctx, CommunityWorker, 'regradeCommunityWorker', input, async (regrading) => {
    const { id, grade, on, reason } = input;
    const area = await areaOf(regrading, id);
    if (!area) return notFound(ctx, 'CommunityWorker', id);

    return take(
      regrading,
      communityWorkerLife,
      {
        id,
        action: 'REGRADE',
        unless: ({ gradedOn }) =>
          blank(ctx, 'reason', reason) ??
          afterToday(regrading, 'on', on) ??
          dayBefore(ctx, 'on', on, gradedOn) ??
          unknownGrade(ctx, area, grade, on),
      },
      () => ({
        set: { grade, gradedOn: on },
        reason,
        ruleVersion: ruleAt(ctx, area, on)?.ruleVersion,
        facts: { grade, on },
      }),
    );
  });

export const transferCommunityWorker = (ctx: Context, input: TransferCommunityWorkerInput) =>
  act(ctx, CommunityWorker, 'transferCommunityWorker', input, async (transferring) => {
    const { id, areaId, on, reason } = input;
    if (!(await areaOf(transferring, id))) return notFound(ctx, 'CommunityWorker', id);
    const community = await reached(transferring, areaId);
    if (!community) return notFound(ctx, 'Area', areaId);

    return take(
      transferring,
      communityWorkerLife,
      {
        id,
        action: 'TRANSFER',
        unless: (worker) =>
          blank(ctx, 'reason', reason) ??
          notAtLevel(ctx, community, 'COMMUNITY') ??
          (worker.areaId === areaId ? alreadyThere(ctx, community) : null) ??
          afterToday(transferring, 'on', on) ??
          dayBefore(ctx, 'on', on, worker.fromOn),
      },
      async ({ personId, appointmentId }) => {
        await vacate(transferring, appointmentId, on, 'TRANSFERRED');
        // What was assessed goes along, to whoever answers for the worker now.
        await transferring.tx.update(WorkerAssessment, { workerId: id }, { areaId });
        const appointed = await fillPostAt(transferring, areaId, personId, on);
        return { set: { areaId, appointmentId: appointed }, reason, facts: { areaId, on } };
      },
    );
  });

export const assessCommunityWorker = (ctx: Context, input: AssessCommunityWorkerInput) =>
  act(ctx, CommunityWorker, 'assessCommunityWorker', input, async (assessing) => {
    const { id, year, level } = input;
    if (!(await areaOf(assessing, id))) return notFound(ctx, 'CommunityWorker', id);

    return take(
      assessing,
      communityWorkerLife,
      {
        id,
        action: 'ASSESS',
        unless: async (worker) =>
          notInService(assessing, worker, year) ?? (await alreadyAssessed(assessing, worker, year)),
      },
      async ({ personId, areaId }) => {
        await assessing.tx.insert(WorkerAssessment, { workerId: id, year, personId, areaId, level });
        return { facts: { year, level } };
      },
    );
  });

export const recordCareerMove = (ctx: Context, input: RecordCareerMoveInput) =>
  act(ctx, CommunityWorker, 'recordCareerMove', input, async (moving) => {
    const { id, kind, on } = input;
    const institutionPostAt = input.institutionPostAt ?? null;
    if (!(await areaOf(moving, id))) return notFound(ctx, 'CommunityWorker', id);
    const community = institutionPostAt && (await reached(moving, institutionPostAt));
    if (institutionPostAt && !community) return notFound(ctx, 'Area', institutionPostAt);

    return take(
      moving,
      communityWorkerLife,
      {
        id,
        action: kind === 'PUBLIC_INSTITUTION' ? 'ENTER_INSTITUTION' : 'ENTER_CIVIL_SERVICE',
        unless: async (worker) =>
          afterToday(moving, 'on', on) ??
          dayBefore(ctx, 'on', on, worker.toOn ?? worker.fromOn) ??
          (community
            ? (wrongPost(ctx, kind, community) ?? (await postsTaken(ctx, moving, community, on)))
            : null),
      },
      async ({ personId, areaId, appointmentId, toOn }) => {
        // Whoever goes on into the civil service leaves a post of the public institution.
        await moving.tx.update(CareerMove, { workerId: id, leftOn: IsNull() }, { leftOn: on });
        await moving.tx.insert(CareerMove, {
          workerId: id,
          personId,
          areaId,
          kind,
          institutionPostAt,
          movedOn: on,
        });
        await vacate(moving, appointmentId, on, 'CAREER_MOVE');
        return { set: { toOn: toOn ?? on }, facts: { kind, on } };
      },
    );
  });

export const endCommunityWork = (ctx: Context, input: EndCommunityWorkInput) =>
  act(ctx, CommunityWorker, 'endCommunityWork', input, async (ending) => {
    const { id, to, reason } = input;
    if (!(await areaOf(ending, id))) return notFound(ctx, 'CommunityWorker', id);

    return take(
      ending,
      communityWorkerLife,
      {
        id,
        action: 'LEAVE',
        unless: ({ fromOn }) =>
          blank(ctx, 'reason', reason) ?? afterToday(ending, 'to', to) ?? dayBefore(ctx, 'to', to, fromOn),
      },
      async ({ appointmentId }) => {
        await vacate(ending, appointmentId, to, 'LEFT');
        return { set: { toOn: to }, reason, facts: { to } };
      },
    );
  });

/**
 * The area of a worker within the actor's reach, be it closed meanwhile; null for anybody else's, and for one's own file
 * seen from elsewhere.
 */
async function areaOf(acting: Act, workerId: string): Promise<Area | null> {
  const worker = await acting.tx.findOneBy(CommunityWorker, { id: workerId });
  const area = worker && (await acting.tx.findOneByOrFail(Area, { id: worker.areaId }));
  return area && !outsideArea(acting, area) ? area : null;
}

/** Gives the worker the post at a community, unless they hold it; answers with the appointment. */
async function fillPostAt(acting: Act, areaId: string, personId: string, from: string): Promise<string> {
  const held = await acting.tx.findOneBy(Appointment, { personId, areaId, post: POST, state: 'SERVING' });
  if (held) return held.id;

  const { id } = await begin(acting, appointmentLife, 'APPOINT', {
    state: 'SERVING',
    personId,
    post: POST,
    areaId,
    fromOn: from,
    source: 'COMMUNITY_WORKER',
    isConcurrent: false,
  });
  return id;
}

/** Ends the post that went with the service, if nobody has ended it by itself. */
async function vacate(acting: Act, appointmentId: string, day: string, reason: string) {
  if (!(await acting.tx.existsBy(Appointment, { id: appointmentId, state: 'SERVING' }))) return;
  await take(acting, appointmentLife, { id: appointmentId, action: 'END' }, ({ fromOn }) => ({
    set: { toOn: day > fromOn ? day : fromOn },
    reason,
    facts: { to: day },
  }));
}

const ruleAt = ({ localities }: Context, { code }: Area, day: string) =>
  localities.holding(code)?.workerRule(day);

function unknownGrade(ctx: Context, area: Area, grade: string, day: string) {
  const known = ruleAt(ctx, area, day)?.grades.map(({ code }) => code) ?? [];
  return known.includes(grade)
    ? null
    : invalidInput(ctx, 'grade', {
        en: `This locality has no grade ${grade} then; it has ${known.join(', ') || 'none'}.`,
        zh: `本地当时没有岗级 ${grade}；可用：${known.join('、') || '无'}。`,
      });
}

const alreadyThere = (ctx: Listener, { name }: Area) =>
  invalidInput(ctx, 'areaId', {
    en: `The worker serves at ${name} now.`,
    zh: `该社区工作者现就在${name}任职。`,
  });

function notInService(act: Act, { fromOn }: CommunityWorker, year: number) {
  const [first, last] = [Number(fromOn.slice(0, 4)), Number(dateIn(act.now).slice(0, 4))];
  return year >= first && year <= last
    ? null
    : invalidInput(act, 'year', {
        en: `"year" must be from ${first}, when the service began, to ${last}; it is ${year}.`,
        zh: `“year”须在入职的 ${first} 年至 ${last} 年之间；所给为 ${year}。`,
      });
}

/** Somebody in service elsewhere lies out of the clerk's sight, so this looks with the eyes of the person. */
async function alreadyServing(hiring: Act, personId: string) {
  const isServing = await reaching(hiring, { personId }, () =>
    hiring.tx.existsBy(CommunityWorker, { personId, state: 'SERVING' }),
  );
  if (!isServing) return null;

  return refusal(
    'AlreadyCommunityWorker',
    'ALREADY_COMMUNITY_WORKER',
    say(hiring, {
      en: 'This person is in service as a community worker.',
      zh: '该人员已是在岗社区工作者。',
    }),
    {},
  );
}

async function alreadyAssessed(assessing: Act, { id: workerId }: CommunityWorker, year: number) {
  if (!(await assessing.tx.existsBy(WorkerAssessment, { workerId, year }))) return null;
  return refusal(
    'WorkerAlreadyAssessed',
    'WORKER_ALREADY_ASSESSED',
    say(assessing, { en: `Assessed for ${year} already.`, zh: `${year} 年度已考核。` }),
    { year },
  );
}

const wrongPost = (ctx: Listener, kind: RecordCareerMoveInput['kind'], { level, name }: Area) =>
  kind === 'PUBLIC_INSTITUTION' && level === 'COMMUNITY'
    ? null
    : invalidInput(ctx, 'institutionPostAt', {
        en: `Only a public institution's post at a COMMUNITY can be taken; ${name} is a ${level}, the move ${kind}.`,
        zh: `只能占用社区（COMMUNITY）的事业岗位；${name}的层级为 ${level}，去向为 ${kind}。`,
      });

/** Row-level security shows every move into the posts of a community to whoever reaches it, so none is missed here. */
async function postsTaken(ctx: Context, { tx }: Act, community: Area, day: string) {
  const most = ruleAt(ctx, community, day)?.institutionPosts?.most;
  if (most === undefined) return null;

  await lockName(tx, `institution posts of ${community.id}`);
  const taken = await tx.countBy(CareerMove, { institutionPostAt: community.id, leftOn: IsNull() });
  if (taken < most) return null;
  return refusal(
    'InstitutionPostsTaken',
    'INSTITUTION_POSTS_TAKEN',
    say(ctx, {
      en: `All ${most} posts of public institutions that ${community.name} may have are taken.`,
      zh: `${community.name}可配备的 ${most} 个事业岗位已满。`,
    }),
    { most },
  );
}
