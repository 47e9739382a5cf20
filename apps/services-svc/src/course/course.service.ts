import { type Act, act, begin, lock, take, takeAll, violates } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { isGiven } from '@jinlin/database';
import { actionNotAllowed, blank, invalidInput, isRefusal, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { In, IsNull, Not } from 'typeorm';
import type { Context } from '../context';
import type {
  CancelCourseInput,
  CompleteCourseInput,
  CourseSessionInput,
  EnrolInCourseInput,
  HoldCourseSessionInput,
  PlanCourseInput,
  WithdrawEnrolmentInput,
} from '../generated/graphql';
import { beyondReach, isActive, outOfRange } from '../guards';
import { personOf, sealedPerson } from '../person';
import { placeFor } from '../place';
import { isIn, learnersOf } from '../reach';
import { ServiceSite } from '../site/site.entity';
import { Course, CourseAttendance, CourseEnrolment, CourseSession } from './course.entity';
import { courseLife, enrolmentLife } from './course.life';

const A_DAY = 86_400_000;
const MOST_PLACES = 10_000;
const MOST_SESSIONS = 200;

export const planCourse = (ctx: Context, input: PlanCourseInput) =>
  act(ctx, Course, 'planCourse', input, async (planning) => {
    const { title, programme, subject, areaId, siteId, providerId, places, sessions } = input;
    const place = await placeFor(ctx, planning, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);
    if (siteId && !(await isSite(ctx, planning, siteId))) return notFound(ctx, 'ServiceSite', siteId);
    if (providerId && !(await isActive(planning, providerId))) return notFound(ctx, 'Unit', providerId);

    const fault =
      blank(ctx, 'title', title) ??
      (isGiven(places) ? outOfRange(ctx, 'places', places, 1, MOST_PLACES) : null) ??
      unlikely(ctx, sessions);
    if (fault) return fault;

    const startsOn = dateIn(sessions[0]!.startsAt);
    const rule = ctx.localities.named(place.localityCode).education(startsOn);
    if (!rule?.programmes.some(({ key }) => key === programme)) return unknownProgramme(ctx, programme);

    const course = await begin(
      planning,
      courseLife,
      'PLAN',
      {
        ...place,
        title: title.trim(),
        programme,
        subject,
        state: 'OPEN',
        siteId: siteId ?? null,
        providerId: providerId ?? null,
        places: places ?? null,
        enrolled: 0,
        personTimes: 0,
        startsOn,
        ruleVersion: rule.ruleVersion,
      },
      { ruleVersion: rule.ruleVersion, facts: { sessions: sessions.length } },
    );
    await planning.tx.insert(
      CourseSession,
      sessions.map((session, at) => ({ courseId: course.id, number: at + 1, ...session })),
    );
    return course;
  });

export const cancelCourse = (ctx: Context, input: CancelCourseInput) =>
  act(ctx, Course, 'cancelCourse', input, async (cancelling) => {
    const { id, reason } = input;
    const course = await take(
      cancelling,
      courseLife,
      {
        id,
        action: 'CANCEL',
        unless: (row) => beyondReach(ctx, 'Course', row) ?? blank(ctx, 'reason', reason),
      },
      () => ({ set: { enrolled: 0 }, reason }),
    );
    if (isRefusal(course)) return course;

    await takeAll(
      cancelling,
      enrolmentLife,
      { ids: await enrolledIn(cancelling, id), action: 'WITHDRAW' },
      () => ({ reason }),
    );
    return course;
  });

export const enrolInCourse = (ctx: Context, input: EnrolInCourseInput) =>
  act(ctx, CourseEnrolment, 'enrolInCourse', input, async (enrolling) => {
    const fault = blank(ctx, 'name', input.name);
    if (fault) return fault;

    return enrol(ctx, enrolling, input.courseId, {
      ...sealedPerson(ctx.vault, input),
      personId: personOf(enrolling, input.personId),
      seekerId: null,
      isRelocated: input.isRelocated ?? false,
    });
  }).catch((fault) => {
    if (violates(fault, 'course_enrolment_once')) return enrolledAlready(ctx);
    throw fault;
  });

/** Whoever is to learn. */
type Learner = Pick<
  CourseEnrolment,
  'maskedName' | 'maskedPhone' | 'sealedName' | 'sealedPhone' | 'personId' | 'seekerId' | 'isRelocated'
>;

/** Gives a place of a course. Its row stays locked while they are counted, so that the last one is given once. */
export async function enrol(ctx: Context, enrolling: Act, courseId: string, learner: Learner) {
  const course = await lock(enrolling, Course, courseId);
  if (!course || !isIn(learnersOf(ctx), { ...course, personId: learner.personId })) {
    return notFound(ctx, 'Course', courseId);
  }
  if (course.state !== 'OPEN') return actionNotAllowed(ctx, 'ENROL', course.state);
  if (course.places !== null && course.enrolled >= course.places) return full(ctx, course.places);

  await enrolling.tx.increment(Course, { id: courseId }, 'enrolled', 1);
  const { areaId, areaPath } = course;
  return begin(enrolling, enrolmentLife, 'ENROL', {
    ...learner,
    courseId,
    state: 'ENROLLED',
    attended: 0,
    enrolledAt: ctx.now,
    areaId,
    areaPath,
  });
}

export const withdrawEnrolment = (ctx: Context, input: WithdrawEnrolmentInput) =>
  act(ctx, CourseEnrolment, 'withdrawEnrolment', input, async (withdrawing) => {
    // First the course, as enrolling does: in the other order the two could wait for each other.
    const known = await withdrawing.tx.findOneBy(CourseEnrolment, { id: input.id });
    if (known) await lock(withdrawing, Course, known.courseId);

    return take(
      withdrawing,
      enrolmentLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: (row) => (isIn(learnersOf(ctx), row) ? null : notFound(ctx, 'CourseEnrolment', row.id)),
      },
      async ({ courseId }) => {
        await withdrawing.tx.decrement(Course, { id: courseId }, 'enrolled', 1);
        return { reason: input.reason };
      },
    );
  });

export const holdCourseSession = (ctx: Context, input: HoldCourseSessionInput) =>
  act(ctx, Course, 'holdCourseSession', input, (holding) => {
    const { id, session: number } = input;
    const present = [...new Set(input.present)];
    return take(
      holding,
      courseLife,
      {
        id,
        action: 'HOLD_SESSION',
        unless: async (row) =>
          beyondReach(ctx, 'Course', row) ??
          (await notToBeHeld(ctx, holding, id, number)) ??
          (await notEnrolled(ctx, holding, id, present)),
      },
      async ({ personTimes }) => {
        const { tx } = holding;
        await tx.update(CourseSession, { courseId: id, number }, { present: present.length });
        await tx.insert(
          CourseAttendance,
          present.map((enrolmentId) => ({ enrolmentId, session: number })),
        );
        if (present.length > 0) await tx.increment(CourseEnrolment, { id: In(present) }, 'attended', 1);
        return {
          set: { personTimes: personTimes + present.length },
          facts: { session: number, present: present.length },
        };
      },
    );
  });

export const completeCourse = (ctx: Context, input: CompleteCourseInput) =>
  act(ctx, Course, 'completeCourse', input, async (completing) => {
    const { id } = input;
    const course = await take(completing, courseLife, {
      id,
      action: 'COMPLETE',
      unless: async (row) =>
        beyondReach(ctx, 'Course', row) ?? ((await heldOf(completing, id)) ? null : neverHeld(ctx)),
    });
    if (isRefusal(course)) return course;

    const { completionPercent } = ctx.localities.named(course.localityCode).education(course.startsOn)!;
    const least = ((await heldOf(completing, id)) * completionPercent) / 100;
    const enrolled = await completing.tx.findBy(CourseEnrolment, { courseId: id, state: 'ENROLLED' });
    const idsOf = (rows: CourseEnrolment[]) => rows.map((row) => row.id);
    const grounds = () => ({ ruleVersion: course.ruleVersion });
    const stayed = enrolled.filter(({ attended }) => attended >= least);
    const fell = enrolled.filter(({ attended }) => attended < least);
    await takeAll(completing, enrolmentLife, { ids: idsOf(stayed), action: 'COMPLETE' }, grounds);
    await takeAll(completing, enrolmentLife, { ids: idsOf(fell), action: 'FALL_SHORT' }, grounds);
    return course;
  });

/** How many sessions were held. */
const heldOf = ({ tx }: Act, courseId: string) =>
  tx.countBy(CourseSession, { courseId, present: Not(IsNull()) });

const enrolledIn = async ({ tx }: Act, courseId: string) =>
  (await tx.findBy(CourseEnrolment, { courseId, state: 'ENROLLED' })).map(({ id }) => id);

async function isSite(ctx: Context, { tx }: Act, id: string) {
  const site = await tx.findOneBy(ServiceSite, { id });
  return site !== null && liesIn(site.areaPath, ctx.scope.areaPath);
}

/** Sessions follow one another, and none lies behind us. */
function unlikely(ctx: Context, sessions: readonly CourseSessionInput[]) {
  const fault = outOfRange(ctx, 'sessions', sessions.length, 1, MOST_SESSIONS);
  const follows = ({ startsAt, endsAt }: CourseSessionInput, at: number) =>
    startsAt >= (sessions[at - 1]?.endsAt ?? ctx.now) &&
    startsAt < endsAt &&
    endsAt.getTime() - startsAt.getTime() <= A_DAY;
  if (fault || sessions.every(follows)) return fault;
  return invalidInput(ctx, 'sessions', {
    en: 'Sessions follow one another from now on, each of a day at the most.',
    zh: '课次须自当前起依次排列，每次不超过一天。',
  });
}

async function notToBeHeld(ctx: Context, { tx }: Act, courseId: string, number: number) {
  const session = await tx.findOneBy(CourseSession, { courseId, number });
  if (session && session.present === null && session.startsAt <= ctx.now) return null;
  return invalidInput(ctx, 'session', {
    en: `Session ${number} has not begun, was held already, or does not exist.`,
    zh: `第${number}次课尚未开始、已登记或不存在。`,
  });
}

async function notEnrolled(ctx: Context, { tx }: Act, courseId: string, present: readonly string[]) {
  const enrolled = await tx.countBy(CourseEnrolment, { id: In([...present]), courseId, state: 'ENROLLED' });
  return enrolled === present.length
    ? null
    : invalidInput(ctx, 'present', {
        en: 'Only those who are enrolled can have been there.',
        zh: '签到人员须已报名。',
      });
}

const neverHeld = (ctx: Context) =>
  invalidInput(ctx, 'id', { en: 'No session has been held yet.', zh: '尚未开课。' });

const unknownProgramme = (ctx: Context, programme: string) =>
  invalidInput(ctx, 'programme', {
    en: `The locality has no programme ${programme}; see courseProgrammes.`,
    zh: `本地没有“${programme}”这一项目，见 courseProgrammes。`,
  });

const enrolledAlready = (ctx: Context) =>
  invalidInput(ctx, 'personId', { en: 'They are enrolled already.', zh: '该居民已报名。' });

const full = (ctx: Context, places: number) =>
  refusal(
    'CourseFull',
    'COURSE_FULL',
    say(ctx, { en: `All ${places} places are taken.`, zh: `${places}个名额已满。` }),
    { places },
  );
