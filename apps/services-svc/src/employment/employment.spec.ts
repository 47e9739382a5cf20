import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask, askArea, aUnit, run } from '../testing';
import { postingStates, subsidyStates, zeroEmploymentStates } from './employment.states';

const db = testDatabase(tables);

/** A community with an employer, the clerk who helps people to work there, and who pays. */
async function aCommunity() {
  const community = await anArea(db);
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const payer = anActor('STREET_COMMANDER', { areaId: community.id });
  const unit = await aUnit(db, { kind: 'ENTERPRISE' });
  const act = (name: string, input: object, by = clerk) => run(db, name, input as never, { actor: by });
  const release = (given: object = {}) =>
    act('releaseJobs', {
      title: '家政服务员',
      employerId: unit.id,
      areaId: community.id,
      releasedOn: '2026-11-01',
      vacancies: 5,
      ...given,
    });
  const apply = (given: object = {}) =>
    act('applyForEmploymentSubsidy', {
      kind: 'PUBLIC_POST',
      unitId: unit.id,
      areaId: community.id,
      month: '2026-10-20',
      amount: 200_000,
      people: 4,
      ...given,
    });
  const find = (given: object = {}) =>
    act('findZeroEmploymentFamily', {
      areaId: community.id,
      ableToWork: 2,
      foundOn: '2026-11-01',
      ...given,
    });
  return { community, clerk, payer, unit, act, release, apply, find };
}

describe('a posting (S20)', () => {
  it('is filled no further than its vacancies, and closed with a reason', async () => {
    const { act, release } = await aCommunity();
    const { id } = await release();
    const hire = (hires: number) => act('recordHires', { id, hires });

    expect(await hire(3)).toMatchObject({ filled: 3 });
    const both = await Promise.all([hire(2), hire(2)]);
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['InvalidInput', 'JobPosting']);
    expect(await hire(0)).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('closeJobPosting', { id, reason: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('closeJobPosting', { id, reason: '招满' })).toMatchObject({ state: 'CLOSED' });
    expect(await hire(1)).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is refused with the name of what is wrong', async () => {
    const { release } = await aCommunity();

    expect(await release({ title: '' })).toMatchObject({ message: '"title" must not be blank.' });
    expect(await release({ vacancies: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await release({ releasedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await release({ employerId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await release({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('a subsidy (S20)', () => {
  it('is applied for once a unit, kind and month, also at the same moment; and anew when refused', async () => {
    const { act, apply, payer } = await aCommunity();

    const answers = await Promise.all([apply(), apply({ month: '2026-10-01' })]);

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['EmploymentSubsidy', 'InvalidInput']);
    const { id } = answers.find(({ __typename }) => __typename === 'EmploymentSubsidy');
    expect(await act('refuseEmploymentSubsidy', { id, reason: '' }, payer)).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await act('refuseEmploymentSubsidy', { id, reason: '材料不符' }, payer)).toMatchObject({
      state: 'REFUSED',
    });
    expect(await apply()).toMatchObject({ state: 'APPLIED' });
  });

  it('is paid once it is granted, and once only', async () => {
    const { act, apply, payer } = await aCommunity();
    const { id } = await apply();
    const pay = (paidOn = '2026-11-10') => act('payEmploymentSubsidy', { id, paidOn }, payer);

    expect(await pay()).toMatchObject({ message: 'Cannot PAY while APPLIED.' });
    await act('grantEmploymentSubsidy', { id }, payer);
    expect(await pay('2026-09-30')).toMatchObject({ message: '"paidOn" cannot be before 2026-10-01.' });
    expect(await pay('2027-01-01')).toMatchObject({ __typename: 'InvalidInput' });
    const twice = await Promise.all([pay(), pay()]);
    expect(twice.map(({ __typename }) => __typename).sort()).toEqual([
      'ActionNotAllowed',
      'EmploymentSubsidy',
    ]);
  });

  it('is refused with the name of what is wrong', async () => {
    const { apply } = await aCommunity();

    expect(await apply({ month: '2026-12-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await apply({ amount: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await apply({ people: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await apply({ unitId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('a zero-employment family (S20)', () => {
  it('is found once, and cleared with the day and the reason', async () => {
    const { community, clerk, act, find } = await aCommunity();
    const tally = async (on: string) => {
      const [area] = await askArea(db, [community.id], `zeroEmployment(on: "${on}") { found open }`, {
        actor: clerk,
      });
      return area.zeroEmployment;
    };
    const answers = await Promise.all([find(), find()]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'InvalidInput',
      'ZeroEmploymentFamily',
    ]);
    const { id } = answers.find(({ __typename }) => __typename === 'ZeroEmploymentFamily');
    const clear = (given: object = {}) =>
      act('clearZeroEmploymentFamily', {
        id,
        clearedOn: '2026-11-20',
        outcome: 'JOB',
        reason: '入职物业公司',
        ...given,
      });

    expect(await clear({ reason: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await clear({ clearedOn: '2026-10-31' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await clear({ clearedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await clear()).toMatchObject({ state: 'CLEARED', clearedOn: '2026-11-20', outcome: 'JOB' });
    expect(await clear()).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await find({ foundOn: '2026-11-22' })).toMatchObject({ state: 'OPEN' });
    expect(await tally('2026-10-31')).toEqual({ found: 0, open: 0 });
    expect(await tally('2026-11-19')).toEqual({ found: 1, open: 1 });
    expect(await tally('2026-11-20')).toEqual({ found: 1, open: 0 });
    expect(await tally('2026-11-23')).toEqual({ found: 2, open: 1 });
  });

  it('is refused with the name of what is wrong', async () => {
    const { find } = await aCommunity();
    const street = await anArea(db, { level: 'TOWNSHIP' });
    const commander = anActor('STREET_COMMANDER', { areaId: street.id });
    const onStreet = { areaId: street.id, ableToWork: 1, foundOn: '2026-11-01' };

    expect(await find({ ableToWork: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await find({ foundOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await find({ areaId: street.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await run(db, 'findZeroEmploymentFamily', onStreet, { actor: commander })).toMatchObject({
      message: 'People live in a community; this area is above that level.',
    });
  });

  it('is seen by who helps it, and by nobody else; the database holds to it', async () => {
    const { community, clerk, find } = await aCommunity();
    const { id } = await find();
    const see = async (actor: ReturnType<typeof anActor> | null) =>
      (await ask(db, FAMILY, { id }, { actor })).zeroEmploymentFamily;

    expect(await see(clerk)).toMatchObject({ id });
    for (const actor of [
      null,
      anActor('RESIDENT', { areaId: community.id, personId: randomUUID() }),
      anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id }),
    ]) {
      expect(await see(actor)).toBeNull();
    }
    expect(await db.query('select id from zero_employment_family where id = $1', [id])).toEqual([]);
  });
});

test('every state can be reached', () => {
  expect([...postingStates.reachable('OPEN')].sort()).toEqual([...postingStates.states].sort());
  expect([...subsidyStates.reachable('APPLIED')].sort()).toEqual([...subsidyStates.states].sort());
  expect([...zeroEmploymentStates.reachable('OPEN')].sort()).toEqual([...zeroEmploymentStates.states].sort());
});

test('postings, subsidies and families are found by what a desk asks for; three in as many statements as one', async () => {
  const { community, clerk, unit, release, apply, find } = await aCommunity();
  for (let nth = 0; nth < 3; nth++) {
    await release();
    await apply({ month: `2026-0${nth + 1}-01` });
    const grid = await anArea(db, { level: 'GRID', path: `${community.path}g${nth}/` });
    await find({ areaId: grid.id });
  }
  const list = (first: number) =>
    ask(db, LISTS, { first, areaId: community.id, unitId: unit.id }, { actor: clerk });

  expect(await list(3)).toMatchObject({
    jobPostings: { totalCount: 3, vacancies: 15 },
    employmentSubsidies: { totalCount: 3, amount: 600_000 },
    zeroEmploymentFamilies: { totalCount: 3 },
  });
  const one = await countStatements(() => list(1));
  const three = await countStatements(() => list(3));
  expect(three.statements.length).toBe(one.statements.length);
});

const FAMILY = 'query ($id: ID!) { zeroEmploymentFamily(id: $id) { id } }';
const LISTS = /* GraphQL */ `
  query ($first: Int!, $areaId: ID!, $unitId: ID!) {
    jobPostings(
      first: $first
      where: { areaId: $areaId, employerId: $unitId, state: OPEN, from: "2026-11-01", to: "2026-11-01" }
    ) { totalCount vacancies nodes { history { action } } }
    employmentSubsidies(first: $first, where: { areaId: $areaId, unitId: $unitId, kind: PUBLIC_POST, state: APPLIED }) {
      totalCount
      amount
      nodes { history { action } }
    }
    zeroEmploymentFamilies(first: $first, where: { areaId: $areaId, state: OPEN }) {
      totalCount
      nodes { history { action } }
    }
  }
`;
