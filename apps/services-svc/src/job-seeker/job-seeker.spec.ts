import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask, askArea, aUnit, run } from '../testing';
import { referralStates, seekerStates } from './job-seeker.states';

const db = testDatabase(tables);

/** A community of Shenyang with an employer, and the clerk who helps people to work there. */
async function aCommunity() {
  const street = `/t/${randomUUID().slice(0, 8)}/`;
  const community = await anArea(db, { code: '210103005024', name: '多福社区', path: `${street}c/` });
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id, scopes: ['pii:read'] });
  const employer = await aUnit(db, { kind: 'ENTERPRISE' });
  const act = (name: string, input: object, actor = clerk) => run(db, name, input as never, { actor });
  const release = (given: object = {}) =>
    act('releaseJobs', {
      title: '养老护理员',
      employerId: employer.id,
      areaId: community.id,
      releasedOn: '2026-11-01',
      vacancies: 1,
      occupation: 'CARE',
      skills: ['NURSING', 'COOKING'],
      schooling: 'JUNIOR',
      monthlyWage: 420_000,
      ...given,
    });
  const register = (given: object = {}, actor = clerk) =>
    act(
      'registerJobSeeker',
      {
        name: '赵冬梅',
        phone: '13800002222',
        areaId: community.id,
        occupations: ['CARE', 'DOMESTIC'],
        skills: ['NURSING'],
        schooling: 'SENIOR',
        leastWage: 400_000,
        ...given,
      },
      actor,
    );
  const refer = (seekerId: string, postingId: string) => act('referJobSeeker', { seekerId, postingId });
  const hire = (id: string) => act('hireReferredSeeker', { id });
  const see = async (id: string, fields: string, actor: typeof clerk | null = clerk) =>
    (await ask(db, `query ($id: ID!) { jobSeeker(id: $id) { ${fields} } }`, { id }, { actor })).jobSeeker;
  return { community, street, clerk, employer, act, release, register, refer, hire, see };
}

describe('matches (S20)', () => {
  it('are sorted by what speaks for them, and say it', async () => {
    const { register, release, street, see } = await aCommunity();
    const nextDoor = await anArea(db, { code: '210103005025', path: `${street}n/` });
    const commander = anActor('STREET_COMMANDER', { areaId: nextDoor.id });
    const best = await release();
    const near = await run(
      db,
      'releaseJobs',
      {
        title: '保洁员',
        employerId: (await aUnit(db)).id,
        areaId: nextDoor.id,
        releasedOn: '2026-11-01',
        vacancies: 2,
        occupation: 'DOMESTIC',
        schooling: 'COLLEGE',
        monthlyWage: 300_000,
      },
      { actor: commander },
    );
    const { id } = await register();

    const { matches } = await see(
      id,
      'matches(first: 2) { score posting { id } reasons { kind points } ruleVersion }',
    );

    expect(matches).toEqual([
      {
        score: 90,
        posting: { id: best.id },
        reasons: [
          { kind: 'OCCUPATION', points: 40 },
          { kind: 'SKILLS', points: 10 },
          { kind: 'SCHOOLING', points: 10 },
          { kind: 'WAGE', points: 15 },
          { kind: 'NEARNESS', points: 15 },
        ],
        ruleVersion: '210100/employment/1',
      },
      {
        score: 48,
        posting: { id: near.id },
        reasons: [
          { kind: 'OCCUPATION', points: 40 },
          { kind: 'NEARNESS', points: 8 },
        ],
        ruleVersion: '210100/employment/1',
      },
    ]);
  });

  it('leave out what is filled or closed, and end when somebody has work', async () => {
    const { act, register, release, refer, hire, see } = await aCommunity();
    const titles = async (id: string) =>
      (await see(id, 'matches(first: 20) { posting { title } }')).matches.map(
        ({ posting }: { posting: { title: string } }) => posting.title,
      );
    const [filled, closed] = [await release({ title: '已满' }), await release({ title: '已关' })];
    await release({ title: '在招' });
    await act('recordHires', { id: filled.id, hires: 1 });
    await act('closeJobPosting', { id: closed.id, reason: '停招' });
    const { id } = await register();

    expect(await titles(id)).toContain('在招');
    expect(await titles(id)).not.toEqual(expect.arrayContaining(['已满']));
    expect(await titles(id)).not.toEqual(expect.arrayContaining(['已关']));
    const other = await release();
    await hire((await refer(id, other.id)).id);
    expect(await titles(id)).toEqual([]);
  });
});

describe('a seeker (S20)', () => {
  it('is referred by a person, hired once, and referred no more', async () => {
    const { act, register, release, refer, hire, see } = await aCommunity();
    const [one, other] = [await release(), await release()];
    const { id } = await register();
    const referral = await refer(id, one.id);
    const elsewhere = await refer(id, other.id);
    expect(await refer(id, one.id)).toMatchObject({ message: 'They are referred to it already.' });

    const both = await Promise.all([hire(referral.id), hire(elsewhere.id)]);

    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['ActionNotAllowed', 'JobReferral']);
    const { state, referrals } = await see(id, 'state referrals { state posting { filled } }');
    expect(state).toBe('PLACED');
    expect(referrals.map(({ state }: { state: string }) => state).sort()).toEqual(['HIRED', 'WITHDRAWN']);
    expect(await refer(id, other.id)).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await act('resumeJobSearch', { id, reason: '' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('resumeJobSearch', { id, reason: '合同到期' })).toMatchObject({ state: 'SEEKING' });
  });

  it('has the last vacancy, or another has it: it is filled once', async () => {
    const { register, release, refer, hire } = await aCommunity();
    const { id: postingId } = await release();
    const referrals = await Promise.all(
      ['赵一', '钱二', '孙三'].map(async (name) => refer((await register({ name })).id, postingId)),
    );

    const answers = await Promise.all(referrals.map(({ id }) => hire(id)));

    expect(answers.filter(({ __typename }) => __typename === 'JobReferral')).toHaveLength(1);
    expect(answers.find(({ __typename }) => __typename === 'InvalidInput')).toMatchObject({
      message: 'Every vacancy of it is filled.',
    });
  });

  it('or the employer declines, with the reason', async () => {
    const { act, register, release, refer } = await aCommunity();
    const { id } = await refer((await register()).id, (await release()).id);
    const decline = (reason: string) => act('declineJobReferral', { id, by: 'EMPLOYER', reason });

    expect(await decline(' ')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await decline('无经验')).toMatchObject({ state: 'DECLINED', declinedBy: 'EMPLOYER' });
    expect(await decline('无经验')).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is trained under the name that they registered with, once a course', async () => {
    const { community, act, register, see } = await aCommunity();
    const { id: courseId } = await act('planCourse', {
      title: '护理员培训',
      programme: 'JOB_TRAINING',
      subject: 'EMPLOYMENT',
      areaId: community.id,
      sessions: [{ startsAt: '2026-12-01T09:00:00+08:00', endsAt: '2026-12-01T17:00:00+08:00' }],
    });
    const { id: seekerId } = await register();
    const train = () => act('trainJobSeeker', { seekerId, courseId });

    const twice = await Promise.all([train(), train()]);

    expect(twice.map(({ __typename }) => __typename).sort()).toEqual(['CourseEnrolment', 'InvalidInput']);
    expect(await see(seekerId, 'training { maskedName course { title } }')).toEqual({
      training: [{ maskedName: '赵**', course: { title: '护理员培训' } }],
    });
  });

  it('of a family without work is known with it, which is cleared by a person (IND-13)', async () => {
    const { community, clerk, act, register } = await aCommunity();
    const { id: familyId } = await act('findZeroEmploymentFamily', {
      areaId: community.id,
      ableToWork: 2,
      foundOn: '2026-10-01',
    });
    const { id } = await register({ familyId });

    expect((await ask(db, FAMILY, { id: familyId }, { actor: clerk })).zeroEmploymentFamily.seekers).toEqual([
      { id },
    ]);
    const tally = 'zeroEmployment(on: "2026-10-31") { open overdue } later: zeroEmployment { open overdue }';
    expect(await askArea(db, [community.id], tally, { actor: clerk })).toEqual([
      { zeroEmployment: { open: 1, overdue: 0 }, later: { open: 1, overdue: 1 } },
    ]);
    await act('clearZeroEmploymentFamily', {
      id: familyId,
      clearedOn: '2026-11-20',
      outcome: 'JOB',
      reason: '入职',
    });
    expect(await register({ name: '赵晚', familyId })).toMatchObject({ __typename: 'NotFound' });
  });

  it('tells by the registrations which households have nobody at work, until they are on the books', async () => {
    const { community, clerk, act, register, release, refer, hire } = await aCommunity();
    const [idle, busy] = await Promise.all(
      [1, 2].map((nth) =>
        anArea(db, { level: 'HOUSEHOLD', path: `${community.path}h${nth}/`, code: community.code }),
      ),
    );
    const mother = await register({ areaId: idle!.id });
    await register({ areaId: idle!.id, name: '赵小雪' });
    const father = await register({ areaId: busy!.id });
    await register({ areaId: busy!.id, name: '赵小雨' });
    await hire((await refer(father.id, (await release()).id)).id);
    const found = async (actor: typeof clerk | null = clerk) =>
      (await ask(db, WORKLESS, { where: { areaId: community.id } }, { actor })).householdsWithoutWork;

    expect(await found()).toEqual({
      totalCount: 1,
      nodes: [{ area: { id: idle!.id }, seekers: 2, since: '2026-11-23' }],
    });
    expect(await found(null)).toEqual({ totalCount: 0, nodes: [] });
    const { id } = await act('findZeroEmploymentFamily', {
      areaId: idle!.id,
      ableToWork: 2,
      foundOn: '2026-11-23',
    });
    expect(await found()).toEqual({ totalCount: 0, nodes: [] });
    const { seekers } = (await ask(db, FAMILY, { id }, { actor: clerk })).zeroEmploymentFamily;
    expect(seekers).toHaveLength(2);
    expect(seekers).toContainEqual({ id: mother.id });
  });

  it('is refused with the name of what is wrong', async () => {
    const { community, act, register, release, refer } = await aCommunity();
    const resident = anActor('RESIDENT', { areaId: community.id, personId: randomUUID() });
    const { id } = await register({}, resident);
    const closed = await release();
    await act('closeJobPosting', { id: closed.id, reason: '停招' });

    expect(await register({ name: '' })).toMatchObject({ message: '"name" must not be blank.' });
    expect(await register({ occupations: [] })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await register({ occupations: ['ASTRONAUT'] })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await register({ skills: ['FLYING'] })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await register({ leastWage: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await register({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await register({}, resident)).toMatchObject({ message: 'They are registered already.' });
    expect(await release({ occupation: 'ASTRONAUT' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await release({ monthlyWage: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await refer(id, closed.id)).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await refer(id, randomUUID())).toMatchObject({ __typename: 'NotFound' });
    expect(await refer(randomUUID(), closed.id)).toMatchObject({ __typename: 'NotFound' });
    expect(await act('withdrawJobSeeker', { id, reason: '' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('withdrawJobSeeker', { id, reason: '升学' })).toMatchObject({ state: 'WITHDRAWN' });
  });

  it('is seen by themselves and by who helps them, and by nobody else; the database holds to it', async () => {
    const { community, register, see } = await aCommunity();
    const resident = anActor('RESIDENT', { areaId: community.id, personId: randomUUID() });
    const { id } = await register({}, resident);

    expect(await see(id, 'maskedName maskedPhone', resident)).toEqual({
      maskedName: '赵**',
      maskedPhone: '138****2222',
    });
    expect(await see(id, 'inClear(purpose: "通知面试") { name phone }')).toEqual({
      inClear: { name: '赵冬梅', phone: '13800002222' },
    });
    for (const actor of [
      null,
      anActor('RESIDENT', { areaId: community.id, personId: randomUUID() }),
      anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id }),
    ]) {
      expect(await see(id, 'id', actor)).toBeNull();
    }
    expect(await db.query('select id from job_seeker where id = $1', [id])).toEqual([]);
  });
});

test('the terms are those of the locality', async () => {
  const terms = async (code: string) => (await ask(db, TERMS, { code })).employmentTerms;

  expect((await terms('210103005024')).occupations).toContainEqual({ key: 'CARE', title: 'Care of elders' });
  expect(await terms('510522')).toBeNull();
});

test('seekers and referrals are found by what a desk asks for; three in as many statements as one', async () => {
  const { community, clerk, register, release, refer } = await aCommunity();
  const { id: postingId } = await release({ vacancies: 5 });
  for (let nth = 0; nth < 3; nth++) await refer((await register()).id, postingId);
  const where = { areaId: community.id };
  const wanted = { ...where, state: 'SEEKING', occupation: 'CARE', isOfFamilyWithoutWork: false };
  const seekers = (first: number) => ask(db, SEEKERS, { first, where: wanted }, { actor: clerk });
  const referrals = (first: number) =>
    ask(db, REFERRALS, { first, where: { ...where, postingId, state: 'REFERRED' } }, { actor: clerk });

  for (const list of [seekers, referrals]) {
    expect(Object.values(await list(3))).toMatchObject([{ totalCount: 3 }]);
    const one = await countStatements(() => list(1));
    const three = await countStatements(() => list(3));
    expect(three.statements.length).toBe(one.statements.length);
  }
});

test('every state of seekers and referrals can be reached', () => {
  expect([...seekerStates.reachable('SEEKING')].sort()).toEqual([...seekerStates.states].sort());
  expect([...referralStates.reachable('REFERRED')].sort()).toEqual([...referralStates.states].sort());
});

const WORKLESS = /* GraphQL */ `
  query ($where: HouseholdWithoutWorkFilter) {
    householdsWithoutWork(first: 5, where: $where) { totalCount nodes { area { id } seekers since } }
  }
`;
const FAMILY = 'query ($id: ID!) { zeroEmploymentFamily(id: $id) { seekers { id } } }';
const TERMS = `query ($code: AreaCode!) {
  employmentTerms(localityCode: $code) { clearWithinDays occupations { key title } skills { key } }
}`;
const SEEKERS = /* GraphQL */ `
  query ($first: Int!, $where: JobSeekerFilter) {
    jobSeekers(first: $first, where: $where) {
      totalCount
      nodes { matches { score } referrals { state } training { id } family { id } history { action } }
    }
  }
`;
const REFERRALS = /* GraphQL */ `
  query ($first: Int!, $where: JobReferralFilter) {
    jobReferrals(first: $first, where: $where) {
      totalCount
      nodes { seeker { maskedName } posting { title } history { action } }
    }
  }
`;
