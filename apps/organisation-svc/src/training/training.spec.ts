import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { TrainingCourseAction } from '../generated/graphql';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, aPerson, ask, run } from '../testing';
import { trainingCourseStates } from './training.states';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };

/** A street with two secretaries, and a course for them. */
async function aCourse(given: object = {}) {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const people = [];
  for (let nth = 0; nth < 2; nth++) {
    const community = await anArea(db, {}, street);
    const person = await aPerson(db, community);
    await anAppointment(db, community, { post: 'COMMUNITY_SECRETARY', personId: person.id });
    people.push(person);
  }
  const plan = (wrong: object = {}, actor = organiser) =>
    run(
      db,
      'planTraining',
      {
        areaId: county.id,
        title: '社区党组织书记培训班',
        posts: ['COMMUNITY_SECRETARY'],
        from: '2026-11-16',
        to: '2026-11-20',
        hours: 40,
        ...given,
        ...wrong,
      },
      { actor },
    );
  const course = await plan();
  const record = (attendees: object[], actor = organiser) =>
    run(db, 'recordTrainingAttendance', { id: course.id, attendees }, { actor });
  return { county, street, organiser, elsewhere, people, plan, course, id: course.id, record };
}

const attendee = ({ id }: { id: string }, given: object = {}) => ({
  personId: id,
  hours: 40,
  hasPassed: true,
  ...given,
});

describe('a course (S27, F20)', () => {
  it('is planned, attended and finished; then it counts', async () => {
    const { county, people, course, id, record, organiser } = await aCourse();
    const coverage = async () =>
      (await ask(db, COVERAGE, { id: county.id }, { actor: organiser })).area.trainingCoverage;

    expect(course).toMatchObject({ state: 'PLANNED', attendees: 0 });
    expect(await record([attendee(people[0]!)])).toMatchObject({ attendees: 1 });
    expect(await coverage()).toEqual({ people: 2, trained: 0, rate: 0 });
    expect(await run(db, 'finishTraining', { id }, { actor: organiser })).toMatchObject({ state: 'HELD' });
    expect(await coverage()).toEqual({ people: 2, trained: 1, rate: 50 });
    expect(await record([attendee(people[1]!)])).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('covers those who passed', async () => {
    const { county, people, id, record, organiser } = await aCourse();
    await record([attendee(people[0]!), attendee(people[1]!, { hasPassed: false })]);
    await run(db, 'finishTraining', { id }, { actor: organiser });

    const { area } = await ask(db, COVERAGE, { id: county.id }, { actor: organiser });

    expect(area.trainingCoverage).toMatchObject({ trained: 1 });
  });

  it('corrects what was recorded before', async () => {
    const { people, id, record, organiser } = await aCourse();
    await record([attendee(people[0]!, { hours: 10, hasPassed: false })]);

    expect(await record([attendee(people[0]!)])).toMatchObject({ attendees: 1 });
    const { trainingCourse } = await ask(db, COURSE, { id }, { actor: organiser });
    expect(trainingCourse.attendances).toEqual({
      totalCount: 1,
      nodes: [{ hours: 40, hasPassed: true, person: { maskedName: '张**' } }],
    });
  });

  it.each([
    ['title', { title: ' ' }],
    ['posts', { posts: ['MARSHAL'] }],
    ['posts', { posts: [] }],
    ['to', { to: '2026-11-15' }],
    ['hours', { hours: 0 }],
  ])('is not planned with a wrong %s', async (field, wrong) => {
    const { plan, elsewhere } = await aCourse();

    expect(await plan(wrong)).toMatchObject({ field });
    expect(await plan({}, elsewhere)).toMatchObject(none);
  });

  it('does not record what cannot be: nobody, one twice, too many hours, people out of reach', async () => {
    const { people, record, elsewhere } = await aCourse();
    const far = await aPerson(db, (await aCounty(db)).street);
    const [one] = people;

    expect(await record([])).toMatchObject({ field: 'attendees' });
    expect(await record([attendee(one!), attendee(one!)])).toMatchObject({ field: 'attendees' });
    expect(await record([attendee(one!, { hours: 41 })])).toMatchObject({ field: 'attendees' });
    expect(await record([attendee(far)])).toMatchObject(none);
    expect(await record([attendee(one!)], elsewhere)).toMatchObject(none);
  });

  it('is neither attended before it begins, nor finished before it ends or without anybody', async () => {
    const { people, id, record, organiser } = await aCourse();
    const finish = (course: string) => run(db, 'finishTraining', { id: course }, { actor: organiser });
    const coming = await aCourse({ from: '2026-11-24', to: '2026-11-25' });
    const running = await aCourse({ to: '2026-11-24' });

    expect(await finish(id)).toMatchObject({ field: 'id' });
    expect(await coming.record([attendee(coming.people[0]!)])).toMatchObject({ field: 'id' });
    await running.record([attendee(running.people[0]!)]);
    expect(await run(db, 'finishTraining', { id: running.id }, { actor: running.organiser })).toMatchObject({
      field: 'id',
    });
    await record([attendee(people[0]!)]);
    expect(await finish(id)).toMatchObject({ state: 'HELD' });
  });

  it('is called off with a reason', async () => {
    const { id, organiser, elsewhere } = await aCourse();
    const cancel = (reason: string, actor = organiser) =>
      run(db, 'cancelTraining', { id, reason }, { actor });

    expect(await cancel('')).toMatchObject({ field: 'reason' });
    expect(await cancel('疫情防控', elsewhere)).toMatchObject(none);
    expect(await cancel('疫情防控')).toMatchObject({ state: 'CANCELLED', availableActions: [] });
  });

  it('that is not finished is held by what came after its street (D13)', async () => {
    const { county, street, organiser, plan } = await aCourse();
    const heir = await anArea(db, { level: 'TOWNSHIP', name: '临港街道' }, county);
    const { id } = await plan({ areaId: street.id });

    const merger = { ids: [street.id, heir.id], into: { survivorId: heir.id }, on: '2026-11-23' };
    await run(db, 'mergeAreas', merger, { actor: organiser });

    const { trainingCourse } = await ask(
      db,
      'query ($id: ID!) { trainingCourse(id: $id) { state area { name } } }',
      { id },
    );
    expect(trainingCourse).toEqual({ state: 'PLANNED', area: { name: '临港街道' } });
  });

  it('says who took part to those concerned, and to others how many', async () => {
    const { people, id, record, organiser, elsewhere } = await aCourse();
    await record(people.map((person) => attendee(person)));
    const self = anActor('RESIDENT', { personId: people[0]!.id });
    const seenBy = async (actor: typeof organiser | null) => {
      const { trainingCourse } = await ask(db, COURSE, { id }, { actor });
      return [trainingCourse.attendees, trainingCourse.attendances.totalCount];
    };

    expect(await seenBy(organiser)).toEqual([2, 2]);
    expect(await seenBy(self)).toEqual([2, 1]);
    expect(await seenBy(elsewhere)).toEqual([2, 0]);
    expect(await seenBy(null)).toEqual([2, 0]);
  });
});

test('courses are listed by year, post and place, and read of many people in constant statements', async () => {
  const { county, people, record, organiser } = await aCourse();
  await record(people.map((person) => attendee(person)));
  const count = async (where: object) =>
    (await ask(db, LIST, { where: { withinId: county.id, ...where } })).trainingCourses.totalCount;
  const refs = people.map(({ id }) => ({ __typename: 'Person', id }));
  const trainings = (of: object[]) => ask(db, OF_PEOPLE, { refs: of }, { actor: organiser });

  expect(await count({ year: 2026, post: 'COMMUNITY_SECRETARY', state: 'PLANNED' })).toBe(1);
  expect(await count({ year: 2025 })).toBe(0);
  expect(await count({ post: 'GRID_HEAD' })).toBe(0);

  const one = await countStatements(() => trainings(refs.slice(0, 1)));
  const two = await countStatements(() => trainings(refs));
  expect(two.answer._entities[1].trainings).toEqual([
    { hours: 40, course: { title: '社区党组织书记培训班' } },
  ]);
  expect(two.statements.length).toBe(one.statements.length);
});

test('whatever is tried in whatever order, only the steps of the table happen', async () => {
  const ACTIONS = ['RECORD_ATTENDANCE', 'FINISH', 'CANCEL'] as const;
  expect([...trainingCourseStates.reachable('PLANNED')].sort()).toEqual(
    [...trainingCourseStates.states].sort(),
  );

  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...ACTIONS), { minLength: 2, maxLength: 5 }), async (tried) => {
      const { id, people, organiser } = await aCourse();
      const acts: Record<TrainingCourseAction, [act: string, input: object]> = {
        RECORD_ATTENDANCE: ['recordTrainingAttendance', { attendees: [attendee(people[0]!)] }],
        FINISH: ['finishTraining', {}],
        CANCEL: ['cancelTraining', { reason: '取消' }],
      };
      let state: (typeof trainingCourseStates.states)[number] = 'PLANNED';
      let hasAttendees = false;

      for (const action of tried) {
        const [act, input] = acts[action];
        const answer = await run(db, act, { id, ...input }, { actor: organiser });
        // The one step that the table allows and a guard may refuse.
        const next: ReturnType<typeof trainingCourseStates.next> =
          action === 'FINISH' && !hasAttendees ? undefined : trainingCourseStates.next(state, action);
        hasAttendees ||= state === 'PLANNED' && action === 'RECORD_ATTENDANCE';
        expect(answer.__typename === 'TrainingCourse').toBe(next !== undefined);
        state = next ?? state;
      }
      expect(
        (await ask(db, 'query ($id: ID!) { trainingCourse(id: $id) { state } }', { id })).trainingCourse,
      ).toEqual({
        state,
      });
    }),
    { numRuns: 10 },
  );
});

const COVERAGE = /* GraphQL */ `
  query ($id: ID!) {
    area(id: $id) { trainingCoverage(post: "COMMUNITY_SECRETARY", year: 2026) { people trained rate } }
  }
`;
const COURSE = /* GraphQL */ `
  query ($id: ID!) {
    trainingCourse(id: $id) {
      attendees
      attendances(first: 5) { totalCount nodes { hours hasPassed person { maskedName } } }
    }
  }
`;
const LIST =
  'query ($where: TrainingCourseFilter) { trainingCourses(first: 1, where: $where) { totalCount } }';
const OF_PEOPLE = /* GraphQL */ `
  query ($refs: [_Any!]!) {
    _entities(representations: $refs) { ... on Person { trainings { hours course { title } } } }
  }
`;
