import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { anArea, ask, run } from '../testing';
import { donationStates, fundActivityStates, fundStates } from './fund.states';

const db = testDatabase(tables);

/** A fund of a community, and whoever keeps it. */
async function aFund() {
  const community = await anArea(db);
  const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const act = (name: string, input: object, by = actor) => run(db, name, input as never, { actor: by });
  const open = (given: object = {}) =>
    act('openFund', { name: '邻里爱心基金', areaId: community.id, foundedOn: '2020-01-08', ...given });
  const { id: fundId } = await open();
  const give = (amount: number, given: object = {}) =>
    act('receiveDonation', {
      fundId,
      amount,
      receivedOn: '2026-11-01',
      donorName: '张安宁',
      donorPhone: '15400001234',
      ...given,
    });
  const plan = (given: object = {}) =>
    act('planFundActivity', { fundId, title: '重病救助', plannedFor: '2026-11-20', ...given });
  const hold = (id: string, spent: number, given: object = {}) =>
    act('holdFundActivity', { id, spent, peopleAided: 3, personTimes: 5, ...given });
  const fund = async () => (await ask(db, FUND, { id: fundId })).fund;
  return { community, actor, act, open, fundId, give, plan, hold, fund };
}

describe('a fund (S11)', () => {
  it('receives, spends on people in difficulty, and closes when nothing is left', async () => {
    const { act, fundId, give, plan, hold, fund } = await aFund();
    await give(5000);
    const { id } = await plan();

    expect(await hold(id, 5001)).toMatchObject({
      __typename: 'NotEnoughMoney',
      message: 'The fund has 5000 fen left.',
    });
    expect(await act('closeFund', { id: fundId, reason: '到期' })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await hold(id, 5000)).toMatchObject({ state: 'HELD', spent: 5000, peopleAided: 3 });
    expect(await fund()).toEqual({ received: 5000, spent: 5000, balance: 0 });
    expect(await act('closeFund', { id: fundId, reason: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('closeFund', { id: fundId, reason: '到期' })).toMatchObject({ state: 'CLOSED' });
    expect(await give(1)).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await plan()).toMatchObject({ __typename: 'NotFound' });
  });

  it('is refused with the name of what is wrong', async () => {
    const { open, give, plan, hold } = await aFund();

    expect(await open({ name: ' ' })).toMatchObject({ message: '"name" must not be blank.' });
    expect(await open({ foundedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await open({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await give(0)).toMatchObject({ message: '"amount" must be from 1 to 10000000000.' });
    expect(await give(1, { receivedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await give(1, { donorName: '' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await give(1, { fundId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await plan({ title: '' })).toMatchObject({ __typename: 'InvalidInput' });
    const { id: ahead } = await plan({ plannedFor: '2026-12-01' });
    expect(await hold(ahead, 0)).toMatchObject({ message: '"plannedFor" lies in the future.' });
    const { id } = await plan();
    expect(await hold(id, 0, { personTimes: 2 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await hold(id, 0, { peopleAided: -1 })).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('cancels what it planned, with a reason', async () => {
    const { act, plan } = await aFund();
    const { id } = await plan();

    expect(await act('cancelFundActivity', { id, reason: '' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('cancelFundActivity', { id, reason: '疫情' })).toMatchObject({ state: 'CANCELLED' });
  });

  it('gives a donation back while it has it', async () => {
    const { act, give, plan, hold, fund } = await aFund();
    const { id } = await give(3000);
    await give(2000);
    const { id: activity } = await plan();
    const back = (reason = '捐赠人撤回') => act('returnDonation', { id, reason });
    await hold(activity, 2500);

    expect(await back()).toMatchObject({ __typename: 'NotEnoughMoney' });
    await give(1000);
    expect(await back(' ')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await back()).toMatchObject({ state: 'RETURNED' });
    expect(await back()).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await fund()).toEqual({ received: 3000, spent: 2500, balance: 500 });
  });

  it('is nobody’s from elsewhere', async () => {
    const { act, fundId } = await aFund();
    const elsewhere = anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id });

    expect(await act('closeFund', { id: fundId, reason: '到期' }, elsewhere)).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

describe('a donor (S11)', () => {
  it('is named masked, or not at all where they wish so', async () => {
    const { give } = await aFund();

    expect(await give(100)).toMatchObject({ maskedDonor: '张**', isAnonymous: false });
    expect(await give(100, { isAnonymous: true })).toMatchObject({ maskedDonor: null, isAnonymous: true });
  });

  it('is read in clear only by who keeps the fund, with the scope and a purpose', async () => {
    const { actor, give } = await aFund();
    const { id } = await give(100, { isAnonymous: true });
    const elsewhere = anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id, scopes: ['pii:read'] });
    const clear = async (by: typeof actor) =>
      (await ask(db, IN_CLEAR, { id }, { actor: by }))._entities[0].inClear;

    await expect(ask(db, IN_CLEAR, { id }, { actor })).rejects.toThrow('pii:read');
    expect(await clear(elsewhere)).toBeNull();
    expect(await clear({ ...actor, scopes: ['pii:read'] })).toEqual({ name: '张安宁', phone: '15400001234' });
    expect(await db.query('select donation_id from donor where donation_id = $1', [id])).toEqual([]);
  });
});

test('whatever is given, spent and returned at once, the fund has what its donations less its costs are (S11)', async () => {
  const deed = fc.record({
    kind: fc.constantFrom('give', 'spend', 'return'),
    amount: fc.integer({ min: 1, max: 500 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 8 }), async (deeds) => {
      const { act, give, plan, hold, fund } = await aFund();
      const first = await give(400);

      const answers = await Promise.all(
        deeds.map(async ({ kind, amount }) => {
          if (kind === 'give') return [(await give(amount)).amount, 0];
          if (kind === 'return') {
            const answer = await act('returnDonation', { id: first.id, reason: '撤回' });
            return [answer.__typename === 'Donation' ? -400 : 0, 0];
          }
          const { id } = await plan();
          const answer = await hold(id, amount);
          return [0, answer.__typename === 'FundActivity' ? amount : 0];
        }),
      );

      const sum = (of: 0 | 1) => answers.reduce((total, answer) => total + (answer[of] ?? 0), 0);
      const { received, spent, balance } = await fund();
      expect({ received, spent }).toEqual({ received: 400 + sum(0), spent: sum(1) });
      expect(balance).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 6 },
  );
}, 60_000);

test('every state can be reached', () => {
  expect([...fundStates.reachable('OPEN')].sort()).toEqual([...fundStates.states].sort());
  expect([...donationStates.reachable('RECEIVED')].sort()).toEqual([...donationStates.states].sort());
  expect([...fundActivityStates.reachable('PLANNED')].sort()).toEqual([...fundActivityStates.states].sort());
});

test('donations and activities are found by what a desk asks for; four in as many statements as one', async () => {
  const { community, fundId, give, plan, hold } = await aFund();
  for (let nth = 0; nth < 4; nth++) {
    await give(1000);
    await hold((await plan()).id, 500);
  }
  const found = async (list: string, first = 4) => {
    const query = `query ($first: Int!, $areaId: ID!${list === FUNDS ? '' : ', $fundId: ID!'}) { ${list} }`;
    return ask(db, query, { first, areaId: community.id, fundId });
  };

  expect(await found(FUNDS)).toMatchObject({ funds: { totalCount: 1 } });
  expect(await found(DONATIONS)).toMatchObject({ donations: { totalCount: 4, amount: 4000 } });
  expect(await found(ACTIVITIES)).toMatchObject({
    fundActivities: { totalCount: 4, peopleAided: 12, personTimes: 20 },
  });
  for (const list of [FUNDS, DONATIONS, ACTIVITIES]) {
    const one = await countStatements(() => found(list, 1));
    const four = await countStatements(() => found(list));
    expect(four.statements.length).toBe(one.statements.length);
  }
});

const FUND = 'query ($id: ID!) { fund(id: $id) { received spent balance } }';
const IN_CLEAR = /* GraphQL */ `
  query ($id: ID!) {
    _entities(representations: [{ __typename: "Donation", id: $id }]) {
      ... on Donation { inClear(purpose: "开具收据") { name phone } }
    }
  }
`;
const FUNDS =
  'funds(first: $first, where: { areaId: $areaId, state: OPEN }) { totalCount nodes { history { action } } }';
const DONATIONS = `
  donations(
    first: $first
    where: { areaId: $areaId, fundId: $fundId, state: RECEIVED, from: "2026-11-01", to: "2026-11-01" }
  ) { totalCount amount nodes { fund { name } history { action } } }`;
const ACTIVITIES = `
  fundActivities(
    first: $first
    where: { areaId: $areaId, fundId: $fundId, state: HELD, from: "2026-11-01", to: "2026-11-30" }
  ) { totalCount peopleAided personTimes nodes { fund { name } history { action } } }`;
