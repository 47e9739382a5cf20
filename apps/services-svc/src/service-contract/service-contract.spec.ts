import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, anElder, ask, aUnit, run } from '../testing';
import { contractStates, orderStates } from './service-contract.states';

const db = testDatabase(tables);

const served = new Date('2026-11-25T12:00:00+08:00');

/** A community that buys care at home for its elders, at 36 yuan an hour and 100 yuan at the most. */
async function aPurchase() {
  const community = await anArea(db);
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const commander = anActor('STREET_COMMANDER', { areaId: community.id });
  const personId = randomUUID();
  const elder = await anElder(db, community, { personId });
  const resident = anActor('RESIDENT', { personId });
  const [purchaser, provider] = [await aUnit(db, { kind: 'DEPARTMENT' }), await aUnit(db)];
  const manager = anActor('SITE_MANAGER', { unitId: provider.id });
  const act = (name: string, input: object, actor = clerk, now?: Date) =>
    run(db, name, input as never, { actor, ...(now && { now }) });
  const sign = (given: object = {}) =>
    act('signServiceContract', {
      title: '居家养老服务',
      field: 'HOME_CARE',
      purchaserId: purchaser.id,
      providerId: provider.id,
      areaId: community.id,
      startsOn: '2026-11-01',
      endsOn: '2026-12-31',
      hourlyPrice: 3600,
      amount: 10_000,
      ...given,
    });
  const place = (contractId: string, given: object = {}, actor = resident) =>
    act(
      'placeServiceOrder',
      {
        contractId,
        elderId: elder.id,
        item: '上门打扫、陪聊',
        plannedFor: '2026-11-25T09:00:00+08:00',
        minutes: 90,
        ...given,
      },
      actor,
    );
  const serve = (id: string, minutes = 90, actor = manager) =>
    act('recordServiceHours', { id, minutes, servedAt: '2026-11-25T09:00:00+08:00' }, actor, served);
  const accept = (id: string, given: object = {}) =>
    act('acceptServiceOrder', { id, ...given }, resident, served);
  const pay = (id: string, amount: number) =>
    act('payServiceContract', { id, amount, paidOn: '2026-11-25' }, commander, served);
  const contract = async (id: string) => (await ask(db, CONTRACT, { id })).serviceContract;
  return {
    community,
    clerk,
    resident,
    manager,
    elder,
    purchaser,
    provider,
    act,
    sign,
    place,
    serve,
    accept,
    pay,
    contract,
  };
}

describe('an order of care at home', () => {
  it('is served by the hour, accepted by whom it was for, and paid to the fen', async () => {
    const { sign, place, serve, accept, pay, contract } = await aPurchase();
    const { id } = await sign();
    const order = await place(id);
    expect(order).toMatchObject({ state: 'PLACED', amount: 5400 });
    expect(await contract(id)).toMatchObject({ committed: 5400, left: 4600 });

    expect(await serve(order.id, 70)).toMatchObject({ state: 'SERVED', servedMinutes: 70 });
    expect(await accept(order.id, { rating: 5 })).toMatchObject({
      state: 'ACCEPTED',
      amount: 4200,
      rating: 5,
    });

    expect(await contract(id)).toMatchObject({ committed: 4200, accepted: 4200, left: 5800 });
    expect(await pay(id, 4201)).toMatchObject({ message: '"amount" must be from 1 to 4200.' });
    expect(await pay(id, 4000)).toMatchObject({ paid: 4000 });
    expect(await contract(id)).toMatchObject({
      paid: 4000,
      payments: [{ amount: 4000, paidOn: '2026-11-25' }],
    });
  });

  it('that is not accepted is served anew', async () => {
    const { act, resident, sign, place, serve, accept } = await aPurchase();
    const { id } = await place((await sign()).id);
    await serve(id);
    const reject = (reason: string) => act('rejectServiceOrder', { id, reason }, resident, served);

    expect(await reject(' ')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await reject('没有打扫厨房')).toMatchObject({ state: 'PLACED', servedMinutes: null });
    expect(await accept(id)).toMatchObject({ __typename: 'ActionNotAllowed' });
    await serve(id);
    expect(await accept(id)).toMatchObject({ state: 'ACCEPTED' });
  });

  it('that is cancelled frees what was set aside', async () => {
    const { act, resident, sign, place, contract } = await aPurchase();
    const { id: contractId } = await sign();
    const { id } = await place(contractId);
    const cancel = (reason: string) => act('cancelServiceOrder', { id, reason }, resident);

    expect(await cancel('')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await cancel('住院')).toMatchObject({ state: 'CANCELLED', amount: 0 });
    expect(await contract(contractId)).toMatchObject({ committed: 0, left: 10_000 });
  });

  it('never goes beyond the contract, however many are placed at the same moment', async () => {
    const { sign, place, contract } = await aPurchase();
    const { id } = await sign();

    const answers = await Promise.all([1, 2, 3, 4].map(() => place(id, { minutes: 60 })));

    expect(answers.filter(({ __typename }) => __typename === 'ServiceOrder')).toHaveLength(2);
    expect(answers.find(({ __typename }) => __typename === 'ContractExhausted')).toMatchObject({
      message: '2800 fen are left of the contract; this takes 3600.',
    });
    expect(await contract(id)).toMatchObject({ committed: 7200 });
  });

  it('is accepted once, and paid once, also when two do so at the same moment', async () => {
    const { sign, place, serve, accept, pay, contract } = await aPurchase();
    const { id } = await sign();
    const order = await place(id);
    await serve(order.id);

    const twice = await Promise.all([accept(order.id), accept(order.id)]);
    expect(twice.map(({ __typename }) => __typename).sort()).toEqual(['ActionNotAllowed', 'ServiceOrder']);
    const both = await Promise.all([pay(id, 5400), pay(id, 5400)]);

    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['InvalidInput', 'ServiceContract']);
    expect(await contract(id)).toMatchObject({ accepted: 5400, paid: 5400 });
  });

  it('is refused with the name of what is wrong', async () => {
    const { act, clerk, purchaser, sign, place, serve, accept, pay } = await aPurchase();
    const { id } = await sign();
    const elsewhere = await anElder(db, await anArea(db));
    const order = await place(id);

    expect(await sign({ title: '' })).toMatchObject({ message: '"title" must not be blank.' });
    expect(await sign({ endsOn: '2026-10-31' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await sign({ hourlyPrice: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await sign({ amount: 3599 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await sign({ providerId: purchaser.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await sign({ purchaserId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await sign({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await place(id, { item: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await place(id, { minutes: 5 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await place(id, { plannedFor: '2026-11-22T09:00:00+08:00' })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await place(id, { plannedFor: '2027-01-01T09:00:00+08:00' })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await place(id, { elderId: elsewhere.id }, clerk)).toMatchObject({ __typename: 'NotFound' });
    expect(await place(id, { elderId: null })).toMatchObject({ __typename: 'NotFound' });
    expect(await serve(order.id, 91)).toMatchObject({ message: '"minutes" must be from 1 to 90.' });
    expect(await accept(order.id)).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await pay(id, 1)).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('endServiceContract', { id, reason: '' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('endServiceContract', { id, reason: '到期' })).toMatchObject({ state: 'ENDED' });
    expect(await place(id)).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is seen by whom it is for, by who serves it and by who keeps the area; the database holds to it', async () => {
    const { community, clerk, resident, manager, sign, place } = await aPurchase();
    const { id } = await place((await sign()).id);
    const see = async (actor: typeof clerk | null) =>
      (await ask(db, 'query ($id: ID!) { serviceOrder(id: $id) { id } }', { id }, { actor })).serviceOrder;

    for (const actor of [clerk, resident, manager]) expect(await see(actor)).toEqual({ id });
    for (const actor of [
      null,
      anActor('RESIDENT', { areaId: community.id, personId: randomUUID() }),
      anActor('SITE_MANAGER', { unitId: randomUUID() }),
      anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id }),
    ]) {
      expect(await see(actor)).toBeNull();
    }
    expect(await db.query('select id from service_order where id = $1', [id])).toEqual([]);
  });
});

test('a social organisation trains and mediates under contract, for the area as a whole (H27)', async () => {
  const { clerk, provider, sign, place } = await aPurchase();
  const { id } = await sign({ title: '家庭教育课堂', field: 'TRAINING' });
  await place(id, { elderId: null, item: '家长课堂' }, clerk);

  const { serviceContracts } = await ask(db, BY_PROVIDER, { providerId: provider.id });

  expect(serviceContracts).toMatchObject({
    totalCount: 1,
    nodes: [{ title: '家庭教育课堂', provider: { id: provider.id } }],
  });
});

test('contracts and orders are found by what a desk asks for; three in as many statements as one', async () => {
  const { community, clerk, elder, purchaser, sign, place, serve, accept } = await aPurchase();
  for (let nth = 0; nth < 3; nth++) {
    const { id } = await place((await sign()).id);
    await serve(id);
    await accept(id);
  }
  const at = { areaId: community.id };
  const contracts = (first: number) =>
    ask(db, CONTRACTS, {
      first,
      where: { ...at, purchaserId: purchaser.id, field: 'HOME_CARE', state: 'RUNNING', on: '2026-12-31' },
    });
  const orders = (first: number) =>
    ask(
      db,
      ORDERS,
      { first, where: { ...at, elderId: elder.id, state: 'ACCEPTED', from: '2026-11-25', to: '2026-11-25' } },
      { actor: clerk },
    );

  expect((await contracts(3)).serviceContracts).toMatchObject({
    totalCount: 3,
    amount: 30_000,
    accepted: 16_200,
    paid: 0,
  });
  expect((await orders(3)).serviceOrders).toMatchObject({ totalCount: 3, servedHours: 4.5 });
  for (const list of [contracts, orders]) {
    const one = await countStatements(() => list(1));
    const three = await countStatements(() => list(3));
    expect(three.statements.length).toBe(one.statements.length);
  }
});

test('every state of contracts and orders can be reached', () => {
  expect([...contractStates.reachable('RUNNING')].sort()).toEqual([...contractStates.states].sort());
  expect([...orderStates.reachable('PLACED')].sort()).toEqual([...orderStates.states].sort());
});

const CONTRACT = `query ($id: ID!) {
  serviceContract(id: $id) { committed accepted paid left payments { amount paidOn } }
}`;
const BY_PROVIDER = `query ($providerId: ID!) {
  serviceContracts(first: 5, where: { providerId: $providerId }) { totalCount nodes { title provider { id } } }
}`;
const CONTRACTS = /* GraphQL */ `
  query ($first: Int!, $where: ServiceContractFilter) {
    serviceContracts(first: $first, where: $where) {
      totalCount amount accepted paid nodes { payments { amount } area { id } history { action } }
    }
  }
`;
const ORDERS = /* GraphQL */ `
  query ($first: Int!, $where: ServiceOrderFilter) {
    serviceOrders(first: $first, where: $where) {
      totalCount servedHours nodes { contract { title } elder { maskedName } history { action } }
    }
  }
`;
