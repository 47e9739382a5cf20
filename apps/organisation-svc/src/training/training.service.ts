import { type Act, act, begin, take } from '@jinlin/acts';
import { blank, invalidInput, type Listener, notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { In } from 'typeorm';
import { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  CancelTrainingInput,
  FinishTrainingInput,
  PlanTrainingInput,
  RecordTrainingAttendanceInput,
} from '../generated/graphql';
import { afterToday, endsBeforeItBegins } from '../guards';
import { Person } from '../person/person.entity';
import { TrainingAttendance, TrainingCourse } from './training.entity';
import { trainingCourseLife } from './training.life';

export const planTraining = (ctx: Context, input: PlanTrainingInput) =>
  act(ctx, TrainingCourse, 'planTraining', input, async (planning) => {
    const { areaId, title, from, to, hours } = input;
    const posts = [...new Set(input.posts)];
    const area = await reached(planning, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);
    const fault =
      blank(ctx, 'title', title) ??
      unknownPost(ctx, area, posts) ??
      endsBeforeItBegins(ctx, { fromOn: from }, to) ??
      noTime(ctx, hours);
    if (fault) return fault;

    return begin(planning, trainingCourseLife, 'PLAN', {
      state: 'PLANNED',
      areaId,
      title: title.trim(),
      posts,
      fromOn: from,
      toOn: to,
      hours,
      attendees: 0,
    });
  });

export const recordTrainingAttendance = (ctx: Context, input: RecordTrainingAttendanceInput) =>
  act(ctx, TrainingCourse, 'recordTrainingAttendance', input, async (recording) => {
    const { id: courseId, attendees } = input;
    const areaOf = await areasOf(recording, attendees);
    return take(
      recording,
      trainingCourseLife,
      {
        id: courseId,
        action: 'RECORD_ATTENDANCE',
        unless: async (course) =>
          (await beyondReach(recording, course)) ??
          afterToday(recording, 'id', course.fromOn) ??
          wrongAttendees(ctx, course, attendees) ??
          stranger(ctx, areaOf, attendees),
      },
      async () => {
        const rows = attendees.map((each) => ({ ...each, courseId, areaId: areaOf.get(each.personId)! }));
        await recording.tx.upsert(TrainingAttendance, rows, ['courseId', 'personId']);
        const count = await recording.tx.countBy(TrainingAttendance, { courseId });
        return { set: { attendees: count }, facts: { attendees: count } };
      },
    );
  });

export const finishTraining = (ctx: Context, input: FinishTrainingInput) =>
  act(ctx, TrainingCourse, 'finishTraining', input, (finishing) =>
    take(finishing, trainingCourseLife, {
      id: input.id,
      action: 'FINISH',
      unless: async (course) =>
        (await beyondReach(finishing, course)) ??
        afterToday(finishing, 'id', course.toOn) ??
        nobodyCame(ctx, course),
    }),
  );

export const cancelTraining = (ctx: Context, input: CancelTrainingInput) =>
  act(ctx, TrainingCourse, 'cancelTraining', input, (cancelling) =>
    take(
      cancelling,
      trainingCourseLife,
      {
        id: input.id,
        action: 'CANCEL',
        unless: async (course) =>
          (await beyondReach(cancelling, course)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

type Attendees = RecordTrainingAttendanceInput['attendees'];

/** The areas of those who took part, as far as the actor reaches. */
async function areasOf({ tx, scope }: Act, attendees: Attendees): Promise<ReadonlyMap<string, string>> {
  const people = await tx.findBy(Person, { id: In(attendees.map(({ personId }) => personId)) });
  const areas = await tx.findBy(Area, { id: In(people.map(({ areaId }) => areaId)) });
  const within = new Set(areas.filter(({ path }) => liesIn(path, scope.areaPath)).map(({ id }) => id));
  return new Map(people.filter(({ areaId }) => within.has(areaId)).map(({ id, areaId }) => [id, areaId]));
}

function stranger(ctx: Listener, areaOf: ReadonlyMap<string, string>, attendees: Attendees) {
  const unknown = attendees.find(({ personId }) => !areaOf.has(personId));
  return unknown ? notFound(ctx, 'Person', unknown.personId) : null;
}

function unknownPost(ctx: Context, { code }: Area, posts: readonly string[]) {
  const locality = ctx.localities.holding(code);
  const unknown = posts.find((post) => !locality?.post(post));
  return posts.length > 0 && unknown === undefined
    ? null
    : invalidInput(ctx, 'posts', {
        en: unknown ? `This locality has no post ${unknown}.` : 'Name a post, one at least.',
        zh: unknown ? `本地没有职务 ${unknown}。` : '至少给出一个职务。',
      });
}

const noTime = (ctx: Listener, hours: number) =>
  hours >= 1
    ? null
    : invalidInput(ctx, 'hours', { en: '"hours" must be 1 or more.', zh: '“hours”至少为 1。' });

/** The most people whose attendance is recorded at once. */
const MOST = 500;

function wrongAttendees(ctx: Listener, { hours: most }: TrainingCourse, attendees: Attendees) {
  const ids = new Set(attendees.map(({ personId }) => personId));
  const isRight =
    attendees.length >= 1 &&
    attendees.length <= MOST &&
    ids.size === attendees.length &&
    attendees.every(({ hours }) => hours >= 0 && hours <= most);
  return isRight
    ? null
    : invalidInput(ctx, 'attendees', {
        en: `Name from 1 to ${MOST} people, each once, with 0 to ${most} hours.`,
        zh: `须给出 1 至 ${MOST} 人，不得重复，学时为 0 至 ${most}。`,
      });
}

const nobodyCame = (ctx: Listener, { attendees }: TrainingCourse) =>
  attendees > 0
    ? null
    : invalidInput(ctx, 'id', {
        en: 'Nobody took part; record who did, or call the course off.',
        zh: '尚无参训记录；请先登记参训人员，或取消培训。',
      });
