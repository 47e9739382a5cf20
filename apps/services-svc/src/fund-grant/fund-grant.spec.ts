import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { anArea, ask, run } from '../testing';
import { fundGrantStates } from './fund-grant.states';

const db = testDatabase(tables);

/** A fund of a community with a hundred yuan in it, and whoever keeps it. */
async function aFund(received = 10_000) {
  const community = await anArea(db);
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id, scopes: ['pii:read'] });
  const act = (name: string, input: object, actor = clerk) => run(db, name, input as never, { actor });
  const { id: fundId } = await act('openFund', {
    name: '邻里爱心基金',
    areaId: community.id,
    foundedOn: '2020-01-08',
  });
  await act('receiveDonation', { fundId, amount: received, receivedOn: '2026-11-01', donorName: '张安宁' });
  const grant = (given: object = {}) =>
    act('grantFromFund', {
      fundId,
      name: '韦小满',
      birthDate: '1962-03-08',
      phone: '13900001234',
      areaId: community.id,
      hardship: 'ILLNESS',
      amount: 1000,
      grantedOn: '2026-11-20',
      ...given,
    });
  const takeBack = (id: string, reason = '误发') => act('takeBackFundGrant', { id, reason });
  const fund = async () => (await ask(db, FUND, { id: fundId })).fund;
  return { community, clerk, act, fundId, grant, takeBack, fund };
}

const aid = (beneficiaries: number, personTimes: number, amount: number) => ({
  beneficiaries,
  personTimes,
  amount,
});

describe('a grant of a fund (S11)', () => {
  it('helps a person counted once, however often, and another beside them', async () => {
    const { grant, fund } = await aFund();

    expect(await grant()).toMatchObject({ state: 'GRANTED', amount: 1000, maskedName: '韦**' });
    await grant({ amount: 500, hardship: 'LIVING', name: ' 韦小满 ' });
    await grant({ birthDate: '1971-05-01' });

    expect(await fund()).toEqual({ spent: 2500, balance: 7500, aid: aid(2, 3, 2500) });
  });

  it('is taken back with the reason, and whoever it alone had helped is counted no more', async () => {
    const { grant, takeBack, fund } = await aFund();
    const first = await grant();
    const second = await grant();

    expect(await takeBack(first.id, ' ')).toMatchObject({ message: '"reason" must not be blank.' });
    expect(await takeBack(first.id)).toMatchObject({ state: 'TAKEN_BACK' });
    expect(await takeBack(first.id)).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect((await fund()).aid).toEqual(aid(1, 1, 1000));
    await takeBack(second.id);
    expect(await fund()).toEqual({ spent: 0, balance: 10_000, aid: aid(0, 0, 0) });
  });

  it('is refused with the name of what is wrong', async () => {
    const { act, fundId, grant } = await aFund();
    const elsewhere = await anArea(db);
    const stranger = anActor('COMMUNITY_CLERK', { areaId: elsewhere.id });

    expect(await grant({ name: ' ' })).toMatchObject({ message: '"name" must not be blank.' });
    expect(await grant({ amount: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await grant({ birthDate: '2027-01-01' })).toMatchObject({
      message: '"birthDate" lies in the future.',
    });
    expect(await grant({ grantedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await grant({ amount: 10_001 })).toMatchObject({ message: 'The fund has 10000 fen left.' });
    expect(await grant({ areaId: elsewhere.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await grant({ fundId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    const { id } = await grant({ amount: 10_000 });
    expect(await act('takeBackFundGrant', { id, reason: '误发' }, stranger)).toMatchObject({
      __typename: 'NotFound',
    });
    await act('closeFund', { id: fundId, reason: '到期' });
    expect(await grant()).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is never more than the fund has, nor counts anybody twice, also at the same moment', async () => {
    const { grant, fund } = await aFund(3000);

    const answers = await Promise.all(Array.from({ length: 5 }, () => grant()));

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'FundGrant',
      'FundGrant',
      'FundGrant',
      'NotEnoughMoney',
      'NotEnoughMoney',
    ]);
    expect(await fund()).toEqual({ spent: 3000, balance: 0, aid: aid(1, 3, 3000) });
  });

  it('is known to whoever received it and to who keeps the fund, and to nobody else', async () => {
    const { community, clerk, grant } = await aFund();
    const personId = randomUUID();
    const { id } = await grant({ personId });
    const see = async (actor: typeof clerk | null, fields = 'id') =>
      (await ask(db, `query ($id: ID!) { fundGrant(id: $id) { ${fields} } }`, { id }, { actor })).fundGrant;

    expect(await see(anActor('RESIDENT', { personId }), 'maskedName maskedPhone')).toEqual({
      maskedName: '韦**',
      maskedPhone: '139****1234',
    });
    expect(await see(clerk, 'inClear(purpose: "核对发放") { name phone }')).toEqual({
      inClear: { name: '韦小满', phone: '13900001234' },
    });
    for (const actor of [
      null,
      anActor('RESIDENT', { areaId: community.id, personId: randomUUID() }),
      anActor('GRID_WORKER', { areaId: community.id }),
      anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id }),
    ]) {
      expect(await see(actor)).toBeNull();
    }
    expect(await db.query('select id from fund_grant where id = $1', [id])).toEqual([]);
  });
});

test('whatever is granted and taken back, the fund adds up and everybody is counted once (S11)', async () => {
  const step = fc.record({
    deed: fc.constantFrom('grant', 'grant', 'take back'),
    person: fc.integer({ min: 0, max: 2 }),
    amount: fc.integer({ min: 1, max: 400 }),
  });

  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 4 }), async (rounds) => {
      const { grant, takeBack, fund } = await aFund(1000);
      const granted: { id: string; person: number; amount: number }[] = [];
      let standing = new Set<string>();

      for (const round of rounds) {
        const answers = await Promise.all(
          round.map(async ({ deed, person, amount }, at) => {
            const earlier = granted[(person + at) % Math.max(granted.length, 1)];
            if (deed === 'take back') return earlier && takeBack(earlier.id);
            const answer = await grant({ birthDate: `196${person}-01-01`, amount });
            if (answer.__typename === 'FundGrant') granted.push({ id: answer.id, person, amount });
            return answer;
          }),
        );
        const back = answers.flatMap((answer) => (answer?.state === 'TAKEN_BACK' ? [answer.id] : []));
        standing = new Set([...standing, ...granted.map(({ id }) => id)]);
        for (const id of back) standing.delete(id);
        for (const one of back)
          granted.splice(
            granted.findIndex(({ id }) => id === one),
            1,
          );
      }

      const left = granted.filter(({ id }) => standing.has(id));
      const amount = left.reduce((sum, one) => sum + one.amount, 0);
      expect(await fund()).toEqual({
        spent: amount,
        balance: 1000 - amount,
        aid: aid(new Set(left.map(({ person }) => person)).size, left.length, amount),
      });
    }),
    { numRuns: 8 },
  );
}, 60_000);

test('grants are found by what a desk asks for, with whom they helped; three in as many statements as one', async () => {
  const { community, clerk, fundId, grant, takeBack } = await aFund();
  await grant();
  await grant({ amount: 200 });
  await grant({ name: '蒙远山', amount: 300 });
  const { id } = await grant({ hardship: 'SCHOOLING', grantedOn: '2026-09-01' });
  await takeBack(id);
  const list = async (where: object = {}, first = 1) =>
    (await ask(db, LIST, { first, where: { areaId: community.id, ...where } }, { actor: clerk })).fundGrants;

  expect(await list()).toMatchObject({ totalCount: 4, aid: aid(2, 3, 1500) });
  expect(await list({ hardship: 'SCHOOLING', fundId, to: '2026-09-01' })).toMatchObject({
    totalCount: 1,
    aid: aid(0, 0, 0),
  });
  expect(await list({ state: 'GRANTED', from: '2026-11-20' })).toMatchObject({ totalCount: 3 });
  const one = await countStatements(() => list());
  const three = await countStatements(() => list({}, 3));
  expect(three.statements.length).toBe(one.statements.length);
});

test('every state of a grant can be reached', () => {
  expect([...fundGrantStates.reachable('GRANTED')].sort()).toEqual([...fundGrantStates.states].sort());
});

const FUND = 'query ($id: ID!) { fund(id: $id) { spent balance aid { beneficiaries personTimes amount } } }';
const LIST = /* GraphQL */ `
  query ($first: Int!, $where: FundGrantFilter) {
    fundGrants(first: $first, where: $where) {
      totalCount
      aid { beneficiaries personTimes amount }
      nodes { id fund { name } area { id } history { action } }
    }
  }
`;
