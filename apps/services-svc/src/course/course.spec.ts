import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, aSite, ask, aUnit, run } from '../testing';
import { courseStates, enrolmentStates } from './course.states';

const db = testDatabase(tables);

const evening = (day: number) => ({
  startsAt: `2026-12-0${day}T19:00:00+08:00`,
  endsAt: `2026-12-0${day}T20:30:00+08:00`,
});
const afterwards = new Date('2026-12-31T09:00:00+08:00');

/** A community of people who were relocated, and its night school. */
async function aSchool() {
  const community = await anArea(db, { code: '522701004012', name: '思源社区' });
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id, scopes: ['pii:read'] });
  const act = (name: string, input: object, actor = clerk, now?: Date) =>
    run(db, name, input as never, { actor, ...(now && { now }) });
  const plan = (given: object = {}) =>
    act('planCourse', {
      title: '脱盲识字班',
      programme: 'NIGHT_SCHOOL',
      subject: 'LITERACY',
      areaId: community.id,
      places: 3,
      sessions: [1, 2, 3, 4, 5].map(evening),
      ...given,
    });
  const enrol = (courseId: string, given: object = {}, actor = clerk) =>
    act(
      'enrolInCourse',
      { courseId, name: '罗春花', phone: '13700001111', isRelocated: true, ...given },
      actor,
    );
  const hold = (id: string, session: number, present: string[], now = afterwards) =>
    act('holdCourseSession', { id, session, present }, clerk, now);
  const see = async (id: string, fields: string, actor: typeof clerk | null = clerk) =>
    (await ask(db, `query ($id: ID!) { courseEnrolment(id: $id) { ${fields} } }`, { id }, { actor }))
      .courseEnrolment;
  return { community, clerk, act, plan, enrol, hold, see };
}

describe('a course of the farmers’ night school (农民夜校, D20)', () => {
  it('is completed by whoever was at enough of its sessions', async () => {
    const { act, plan, enrol, hold, see } = await aSchool();
    const { id } = await plan();
    const [diligent, seldom] = [(await enrol(id)).id, (await enrol(id, { name: '罗小山' })).id];
    for (const session of [1, 2, 3, 4]) await hold(id, session, [diligent, ...(session < 3 ? [seldom] : [])]);
    await hold(id, 5, []);

    expect(await act('completeCourse', { id })).toMatchObject({ state: 'COMPLETED', personTimes: 6 });

    expect(await see(diligent, 'state attended isRelocated course { title programme { title } }')).toEqual({
      state: 'COMPLETED',
      attended: 4,
      isRelocated: true,
      course: { title: '脱盲识字班', programme: { title: "Farmers' night school" } },
    });
    expect(await see(seldom, 'state attended')).toEqual({ state: 'NOT_COMPLETED', attended: 2 });
    expect(await enrol(id)).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('gives its last place once, however many ask at the same moment; who withdraws makes room', async () => {
    const { act, plan, enrol } = await aSchool();
    const { id } = await plan();

    const answers = await Promise.all([1, 2, 3, 4, 5].map((nth) => enrol(id, { name: `学员${nth}` })));

    const enrolled = answers.filter(({ __typename }) => __typename === 'CourseEnrolment');
    expect(enrolled).toHaveLength(3);
    expect(answers.find(({ __typename }) => __typename === 'CourseFull')).toMatchObject({
      message: 'All 3 places are taken.',
    });
    expect(await act('withdrawEnrolment', { id: enrolled[0].id })).toMatchObject({ state: 'WITHDRAWN' });
    expect(await act('withdrawEnrolment', { id: enrolled[0].id })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
    expect(await enrol(id)).toMatchObject({ state: 'ENROLLED' });
  });

  it('enrols nobody twice, also at the same moment', async () => {
    const { community, plan, enrol } = await aSchool();
    const { id } = await plan();
    const learner = anActor('RESIDENT', { areaId: community.id, personId: randomUUID() });

    const twice = await Promise.all([enrol(id, {}, learner), enrol(id, {}, learner)]);

    expect(twice.map(({ __typename }) => __typename).sort()).toEqual(['CourseEnrolment', 'InvalidInput']);
  });

  it('is cancelled with a reason, and its enrolments with it', async () => {
    const { act, plan, enrol, see } = await aSchool();
    const { id } = await plan();
    const learner = await enrol(id);

    expect(await act('cancelCourse', { id, reason: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('cancelCourse', { id, reason: '教师生病' })).toMatchObject({
      state: 'CANCELLED',
      enrolled: 0,
    });
    expect(await see(learner.id, 'state history { action reason }')).toMatchObject({
      state: 'WITHDRAWN',
      history: [{ action: 'ENROL' }, { action: 'WITHDRAW', reason: '教师生病' }],
    });
  });

  it('is refused with the name of what is wrong', async () => {
    const { community, act, plan, enrol, hold } = await aSchool();
    const elsewhere = await aSite(db, await anArea(db));
    const gone = await aUnit(db, { active: false });
    const { id } = await plan();
    const other = await plan();
    const stranger = await enrol(other.id);
    const resident = anActor('RESIDENT', { areaId: community.id });

    expect(await plan({ title: ' ' })).toMatchObject({ message: '"title" must not be blank.' });
    expect(await plan({ places: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await plan({ sessions: [] })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await plan({ sessions: [evening(2), evening(1)] })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await plan({ programme: 'CLOUD_CLASS' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await plan({ siteId: elsewhere.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await plan({ providerId: gone.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await plan({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await enrol(id, { name: '' })).toMatchObject({ message: '"name" must not be blank.' });
    expect(await enrol(randomUUID())).toMatchObject({ __typename: 'NotFound' });
    expect(await enrol(id, {}, resident)).toMatchObject({ __typename: 'NotFound' });
    expect(await hold(id, 1, [stranger.id])).toMatchObject({
      message: 'Only those who are enrolled can have been there.',
    });
    expect(await hold(id, 1, [], new Date('2026-11-30T09:00:00+08:00'))).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await hold(id, 6, [])).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('completeCourse', { id })).toMatchObject({ message: 'No session has been held yet.' });
    const twice = await Promise.all([hold(id, 1, []), hold(id, 1, [])]);
    expect(twice.map(({ __typename }) => __typename).sort()).toEqual(['Course', 'InvalidInput']);
  });
});

test('who learns is seen by themselves and by who keeps the course; the database holds to it', async () => {
  const { community, plan, enrol, see } = await aSchool();
  const { id: courseId } = await plan();
  const learner = anActor('RESIDENT', { areaId: community.id, personId: randomUUID() });
  const { id } = await enrol(courseId, {}, learner);

  expect(await see(id, 'maskedName maskedPhone', learner)).toEqual({
    maskedName: '罗**',
    maskedPhone: '137****1111',
  });
  expect(await see(id, 'inClear(purpose: "通知上课") { name phone }')).toEqual({
    inClear: { name: '罗春花', phone: '13700001111' },
  });
  for (const actor of [
    null,
    anActor('RESIDENT', { areaId: community.id, personId: randomUUID() }),
    anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id }),
  ]) {
    expect(await see(id, 'id', actor)).toBeNull();
  }
  expect(await db.query('select id from course_enrolment where id = $1', [id])).toEqual([]);
});

test('programmes are those of the locality (S21)', async () => {
  const programmes = async (localityCode: string) =>
    (
      await ask(db, 'query ($code: AreaCode!) { courseProgrammes(localityCode: $code) { key } }', {
        code: localityCode,
      })
    ).courseProgrammes;

  expect(await programmes('210103005024')).toContainEqual({ key: 'DELIVERED' });
  expect(await programmes('510522')).toEqual([]);
});

test('courses and learners are found by what a desk asks for; three in as many statements as one', async () => {
  const { community, clerk, plan, enrol } = await aSchool();
  for (let nth = 0; nth < 3; nth++) {
    const { id } = await plan({ places: nth + 1 });
    await enrol(id);
  }
  const list = (first: number) => ask(db, LISTS, { first, areaId: community.id }, { actor: clerk });

  expect(await list(3)).toMatchObject({
    courses: { totalCount: 3, enrolled: 3, personTimes: 0 },
    free: { totalCount: 2 },
    courseEnrolments: { totalCount: 3 },
  });
  const one = await countStatements(() => list(1));
  const three = await countStatements(() => list(3));
  expect(three.statements.length).toBe(one.statements.length);
});

test('every state of courses and enrolments can be reached', () => {
  expect([...courseStates.reachable('OPEN')].sort()).toEqual([...courseStates.states].sort());
  expect([...enrolmentStates.reachable('ENROLLED')].sort()).toEqual([...enrolmentStates.states].sort());
});

const LISTS = /* GraphQL */ `
  query ($first: Int!, $areaId: ID!) {
    courses(
      first: $first
      where: { areaId: $areaId, programme: "NIGHT_SCHOOL", subject: LITERACY, state: OPEN, from: "2026-12-01", to: "2026-12-01" }
    ) { totalCount enrolled personTimes nodes { placesLeft sessions { number isHeld } history { action } } }
    free: courses(first: 1, where: { areaId: $areaId, hasPlaces: true }) { totalCount }
    courseEnrolments(first: $first, where: { areaId: $areaId, state: ENROLLED, isRelocated: true }) {
      totalCount
      nodes { course { title } history { action } }
    }
  }
`;
