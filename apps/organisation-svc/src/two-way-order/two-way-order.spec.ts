import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { TwoWayOrderAction, TwoWayOrderState } from '../generated/graphql';
import { aMembership, anAlliance, aPair, type PairOf } from '../joint-work/joint-work.testing';
import { tables } from '../tables';
import { ask, aUnit, run } from '../testing';
import { twoWayOrderStates } from './two-way-order.states';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };
const TODAY = '2026-11-23';

const place = (pair: PairOf, given: object = {}, actor = pair.clerk) =>
  run(
    db,
    'placeTwoWayOrder',
    {
      areaId: pair.community.id,
      unitId: pair.unit.id,
      title: '借用会议室',
      wantedBy: '2026-12-01',
      ...given,
    },
    { actor },
  );

const act = (name: string, id: string, actor: PairOf['clerk'], input: object = {}) =>
  run(db, name, { id, ...input }, { actor });

const forbidden = { extensions: { code: 'FORBIDDEN' } };

describe('an order of a community with a unit (H15, D9)', () => {
  it('is placed, taken, carried out and appraised', async () => {
    const pair = await aPair(db);

    const { id, ...placed } = await place(pair, { theme: 'four-joints/02' });

    expect(placed).toMatchObject({ state: 'PLACED', placedBy: 'COMMUNITY', isOverdue: false });
    expect(await act('acceptTwoWayOrder', id, pair.desk)).toMatchObject({ state: 'ACCEPTED' });
    expect(await act('fulfilTwoWayOrder', id, pair.desk, { on: TODAY, note: '已借用' })).toMatchObject({
      state: 'FULFILLED',
      fulfilledOn: TODAY,
    });
    expect(await act('appraiseTwoWayOrder', id, pair.clerk, { score: 5, comment: '很好' })).toMatchObject({
      state: 'APPRAISED',
      score: 5,
      availableActions: [],
    });
    expect((await ask(db, ORDER, { id })).twoWayOrder).toMatchObject({
      theme: { title: 'Community services' },
      comment: '很好',
      history: ['PLACE', 'ACCEPT', 'FULFIL', 'APPRAISE'].map((action) => ({ action })),
    });
  });

  it('is answered by the unit, and appraised by the community: no side does the other’s step', async () => {
    const pair = await aPair(db);
    const { id } = await place(pair);

    await expect(act('acceptTwoWayOrder', id, pair.clerk)).rejects.toMatchObject(forbidden);
    await expect(act('withdrawTwoWayOrder', id, pair.desk, { reason: '无' })).rejects.toMatchObject(
      forbidden,
    );
    expect(await act('acceptTwoWayOrder', id, pair.stranger)).toMatchObject(none);
    expect(await act('acceptTwoWayOrder', id, pair.elsewhere)).toMatchObject(none);
    await act('acceptTwoWayOrder', id, pair.desk);
    await act('fulfilTwoWayOrder', id, pair.desk, { on: TODAY });
    await expect(act('appraiseTwoWayOrder', id, pair.desk, { score: 5 })).rejects.toMatchObject(forbidden);
  });

  it('is turned down with a reason, or taken back', async () => {
    const pair = await aPair(db);
    const { id } = await place(pair);
    const other = await place(pair);

    expect(await act('declineTwoWayOrder', id, pair.desk, { reason: '' })).toMatchObject({ field: 'reason' });
    expect(await act('declineTwoWayOrder', id, pair.desk, { reason: '无场地' })).toMatchObject({
      state: 'DECLINED',
    });
    expect(await act('withdrawTwoWayOrder', other.id, pair.clerk, { reason: ' ' })).toMatchObject({
      field: 'reason',
    });
    expect(await act('withdrawTwoWayOrder', other.id, pair.clerk, { reason: '已解决' })).toMatchObject({
      state: 'WITHDRAWN',
    });
    expect(await act('acceptTwoWayOrder', other.id, pair.desk)).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
  });

  it.each([
    ['title', { title: ' ' }],
    ['theme', { theme: 'six-neighbours/01' }],
    ['wantedBy', { wantedBy: '2026-11-22' }],
    ['unitId', { unitId: null }],
    ['areaId', { areaId: 'STREET' }],
  ])('is not placed with a wrong %s', async (field, wrong) => {
    const pair = await aPair(db);
    const given = 'areaId' in wrong ? { areaId: pair.street.id } : wrong;

    expect(await place(pair, given, pair.organiser)).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it.each([
    ['on', 'fulfilTwoWayOrder', { on: '2026-11-24' }],
    ['on', 'fulfilTwoWayOrder', { on: '2026-11-22' }],
  ])('is refused a wrong %s by %s', async (field, name, wrong) => {
    const pair = await aPair(db);
    const { id } = await place(pair);
    await act('acceptTwoWayOrder', id, pair.desk);

    expect(await act(name, id, pair.desk, wrong)).toMatchObject({ field });
  });

  it('is not appraised beyond the scale', async () => {
    const pair = await aPair(db);
    const { id } = await place(pair);
    await act('acceptTwoWayOrder', id, pair.desk);
    await act('fulfilTwoWayOrder', id, pair.desk, { on: TODAY });

    for (const score of [0, 6]) {
      expect(await act('appraiseTwoWayOrder', id, pair.clerk, { score })).toMatchObject({ field: 'score' });
    }
  });
});

describe('an order of a unit with a community (H15)', () => {
  it('goes the other way round', async () => {
    const pair = await aPair(db);

    const { id, ...placed } = await place(pair, { title: '青年志愿者岗位' }, pair.desk);

    expect(placed).toMatchObject({ placedBy: 'UNIT' });
    await expect(act('acceptTwoWayOrder', id, pair.desk)).rejects.toMatchObject(forbidden);
    expect(await act('acceptTwoWayOrder', id, pair.clerk)).toMatchObject({ state: 'ACCEPTED' });
    expect(await act('fulfilTwoWayOrder', id, pair.clerk, { on: TODAY })).toMatchObject({
      state: 'FULFILLED',
    });
    expect(await act('appraiseTwoWayOrder', id, pair.desk, { score: 4 })).toMatchObject({ score: 4 });
  });

  it('is placed by its own desk, or kept by the organisation department', async () => {
    const pair = await aPair(db);

    expect(await place(pair, {}, pair.stranger)).toMatchObject(none);
    await expect(place(pair, { placedBy: 'UNIT' })).rejects.toMatchObject(forbidden);
    expect(await place(pair, { placedBy: 'UNIT' }, pair.organiser)).toMatchObject({ placedBy: 'UNIT' });
    expect(await place(pair, { unitId: pair.community.id })).toMatchObject(none);
  });
});

describe('an order to an alliance (D9)', () => {
  async function anOpenOrder() {
    const pair = await aPair(db, '522701');
    const alliance = await anAlliance(db, pair.community, { kind: 'COMMUNITY_PARTY_ALLIANCE' });
    await aMembership(db, alliance, pair.unit);
    const order = await place(pair, { unitId: null, allianceId: alliance.id });
    return { ...pair, alliance, order };
  }

  it('is taken by the first member that does so, whoever races for it', async () => {
    const { alliance, county, order, desk } = await anOpenOrder();
    const other = await aUnit(db, county);
    await aMembership(db, alliance, other);
    const otherDesk = anActor('DEPARTMENT_CLERK', { unitId: other.id });

    const answers = await Promise.all(
      [desk, otherDesk, desk, otherDesk].map((actor) => act('acceptTwoWayOrder', order.id, actor)),
    );

    expect(order).toMatchObject({ state: 'PLACED', unit: null });
    expect(answers.filter(({ __typename }) => __typename === 'TwoWayOrder')).toHaveLength(1);
  });

  it('is not taken by a unit that is no member, nor turned down for all', async () => {
    const { order, stranger, organiser, unit } = await anOpenOrder();

    expect(await act('acceptTwoWayOrder', order.id, stranger)).toMatchObject({ __typename: 'NotAllied' });
    expect(await act('acceptTwoWayOrder', order.id, stranger, { unitId: unit.id })).toMatchObject(none);
    expect(await act('declineTwoWayOrder', order.id, organiser, { reason: '无' })).toMatchObject({
      field: 'id',
    });
    expect(await act('acceptTwoWayOrder', order.id, organiser, { unitId: unit.id })).toMatchObject({
      state: 'ACCEPTED',
      unit: { id: unit.id },
    });
  });

  it('is placed with an alliance of the community, and not with a unit as well', async () => {
    const pair = await anOpenOrder();
    const other = await anAlliance(db, pair.street);

    expect(await place(pair, { unitId: null, allianceId: other.id })).toMatchObject(none);
    expect(await place(pair, { allianceId: pair.alliance.id })).toMatchObject({ field: 'unitId' });
  });
});

test('every state of an order can be reached', () => {
  expect([...twoWayOrderStates.reachable('PLACED')].sort()).toEqual([...twoWayOrderStates.states].sort());
});

test('whatever is tried in whatever order, only the steps of the table happen, and the history tells them all', async () => {
  const actions = ['ACCEPT', 'DECLINE', 'FULFIL', 'APPRAISE', 'WITHDRAW'] as const;
  const tries = fc.array(fc.constantFrom<TwoWayOrderAction>(...actions), { minLength: 2, maxLength: 8 });

  await fc.assert(
    fc.asyncProperty(tries, async (tried) => {
      const pair = await aPair(db);
      const { id } = await place(pair);
      const steps = {
        ACCEPT: () => act('acceptTwoWayOrder', id, pair.desk),
        DECLINE: () => act('declineTwoWayOrder', id, pair.desk, { reason: '无场地' }),
        FULFIL: () => act('fulfilTwoWayOrder', id, pair.desk, { on: TODAY }),
        APPRAISE: () => act('appraiseTwoWayOrder', id, pair.clerk, { score: 3 }),
        WITHDRAW: () => act('withdrawTwoWayOrder', id, pair.clerk, { reason: '已解决' }),
      };
      let state: TwoWayOrderState = 'PLACED';

      for (const action of tried) {
        const next = twoWayOrderStates.next(state, action);
        const { __typename } = await steps[action]();
        expect(__typename).toBe(next ? 'TwoWayOrder' : 'ActionNotAllowed');
        state = next ?? state;
      }

      const { twoWayOrder } = await ask(db, ORDER, { id });
      expect(twoWayOrder.state).toBe(state);
      expect(twoWayOrder.history.length).toBeLessThanOrEqual(tried.length + 1);
    }),
    { numRuns: 12 },
  );
}, 60_000);

test('orders are found by what a desk asks for; nine in as many statements as one', async () => {
  const pair = await aPair(db);
  for (let nth = 0; nth < 8; nth++) await place(pair, { wantedBy: nth < 2 ? TODAY : '2026-12-31' });
  const done = await place(pair, { theme: 'four-joints/04' }, pair.desk);
  await act('acceptTwoWayOrder', done.id, pair.clerk);
  await act('fulfilTwoWayOrder', done.id, pair.clerk, { on: TODAY });
  await act('appraiseTwoWayOrder', done.id, pair.desk, { score: 4 });
  const alliance = await anAlliance(db, pair.community);
  await place(pair, { unitId: null, allianceId: alliance.id });
  const later = new Date('2026-11-25T02:00:00Z');
  const count = async (where: object) =>
    (await ask(db, ORDERS, { first: 1, where: { withinId: pair.street.id, ...where } }, { now: later }))
      .twoWayOrders;

  expect(await count({})).toMatchObject({ totalCount: 10, averageScore: 4 });
  expect(await count({ placedBy: 'UNIT', state: 'APPRAISED' })).toMatchObject({ totalCount: 1 });
  expect(await count({ states: ['PLACED'], unitId: pair.unit.id })).toMatchObject({
    totalCount: 8,
    averageScore: null,
  });
  expect(await count({ isOverdue: true })).toMatchObject({ totalCount: 2 });
  expect(await count({ isOverdue: false })).toMatchObject({ totalCount: 8 });
  expect(await count({ allianceId: alliance.id })).toMatchObject({ totalCount: 1 });
  expect(await count({ theme: 'four-joints/04' })).toMatchObject({ totalCount: 1 });
  expect(await count({ placedFrom: '2026-11-24' })).toMatchObject({ totalCount: 0 });
  expect(await count({ placedTo: TODAY })).toMatchObject({ totalCount: 10 });
  const list = (first: number) =>
    ask(db, ORDERS, { first, where: { withinId: pair.street.id, unitId: pair.unit.id } });
  const one = await countStatements(() => list(1));
  const nine = await countStatements(() => list(9));
  expect(nine.statements.length).toBe(one.statements.length);
});

const ORDER =
  'query ($id: ID!) { twoWayOrder(id: $id) { state comment theme { title } history { action } } }';
const ORDERS = /* GraphQL */ `
  query ($first: Int!, $where: TwoWayOrderFilter) {
    twoWayOrders(first: $first, where: $where) {
      totalCount averageScore
      nodes {
        isOverdue theme { title } alliance { name }
        community { name twoWayOrders(first: 1, state: PLACED) { totalCount } }
        unit { name twoWayOrders(first: 1, placedBy: UNIT) { totalCount } }
        history { action }
      }
    }
  }
`;
