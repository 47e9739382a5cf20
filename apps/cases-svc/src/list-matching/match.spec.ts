import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { ask } from '../testing';
import { aDemand, aMatch, aResource, aStreet, promise, run } from './lists.testing';

const db = testDatabase(tables);

describe('a match', () => {
  it('promises so much of a resource for a demand, and says how well the two fit (H19)', async () => {
    const street = await aStreet(db);

    const { match, resource } = await aMatch(db, street, 60);

    expect(match).toMatchObject({
      state: 'PROMISED',
      demand: { state: 'MATCHED', promised: 60 },
      resource: { state: 'AVAILABLE', windows: [{ left: 40 }] },
    });
    expect(match.score).toBeGreaterThan(0);
    expect(resource.state).toBe('AVAILABLE');
  });

  it('fills a resource with the last of it, and its being kept uses it up', async () => {
    const street = await aStreet(db);
    const { match } = await aMatch(db, street, 100);

    expect(match.resource.state).toBe('RESERVED');
    expect(await run(db, 'keepMatch', { id: match.id }, { actor: street.clerk })).toMatchObject({
      state: 'KEPT',
      demand: { state: 'MATCHED', promised: 100 },
      resource: { state: 'CONSUMED' },
    });
    expect(await recordOf(street.unit.id)).toEqual({ kept: 1, broken: 0 });
  });

  it('counts against whoever breaks it, and the demand wants as much again', async () => {
    const street = await aStreet(db);
    const { match } = await aMatch(db, street, 60);
    const breakIt = (reason: string) =>
      run(db, 'breakMatch', { id: match.id, reason }, { actor: street.clerk });

    expect(await breakIt(' ')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await breakIt('未按约送餐')).toMatchObject({
      state: 'BROKEN',
      demand: { state: 'PUBLISHED', promised: 0 },
      resource: { state: 'AVAILABLE', windows: [{ left: 40 }] },
    });
    expect(await breakIt('再次')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect(await recordOf(street.unit.id)).toEqual({ kept: 0, broken: 1 });
  });

  it('is let go without blame, and its capacity is free again', async () => {
    const street = await aStreet(db);
    const { match } = await aMatch(db, street, 100);

    expect(
      await run(db, 'releaseMatch', { id: match.id, reason: '改期' }, { actor: street.clerk }),
    ).toMatchObject({
      state: 'RELEASED',
      demand: { state: 'PUBLISHED', promised: 0 },
      resource: { state: 'AVAILABLE', windows: [{ left: 100 }] },
    });
    expect(await recordOf(street.unit.id)).toEqual({ kept: 0, broken: 0 });
  });

  it('is refused where the two do not fit', async () => {
    const street = await aStreet(db);
    const elsewhere = await aStreet(db);
    const demand = await aDemand(db, street, { neededFrom: '2026-12-01', neededTo: '2026-12-31' });
    const of = async (given: Parameters<typeof aResource>[2], where = street) => {
      const { windows } = await aResource(db, where, given);
      return promise(db, street, demand.id, windows[0].id, 1);
    };

    expect(await of({ category: 'VENUE' })).toMatchObject({ because: 'CATEGORY' });
    expect(await of({ by: street.commander })).toMatchObject({ because: 'SIDE' });
    expect(await of({}, elsewhere)).toMatchObject({ because: 'PLACE' });
    expect(await of({ from: '2026-11-01', to: '2026-11-30' })).toMatchObject({ because: 'TIME' });
  });

  it('is refused more than there is, more than is wanted, and what is not there', async () => {
    const street = await aStreet(db);
    const { demand, resource } = await aMatch(db, street, 60);
    const [{ id: windowId }] = resource.windows;
    const other = await aDemand(db, street, { amount: 30 });

    expect(await promise(db, street, demand.id, windowId, 41)).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'amount',
    });
    expect(await promise(db, street, other.id, windowId, 31)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await promise(db, street, other.id, windowId, 0)).toMatchObject({ code: 'INVALID_INPUT' });
    await promise(db, street, demand.id, windowId, 30);
    expect(await promise(db, street, other.id, windowId, 20)).toMatchObject({
      code: 'CAPACITY_TAKEN',
      left: 10,
    });
    expect(await promise(db, street, randomUUID(), windowId, 1)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await promise(db, street, other.id, randomUUID(), 1)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await promise(db, await aStreet(db), other.id, windowId, 1)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is refused of a resource that is not on the list, and for a demand that is not', async () => {
    const street = await aStreet(db);
    const { community, clerk, unitClerk } = street;
    const input = { areaId: community.id, category: 'ELDER_MEALS', title: '助餐' };
    const window = { from: '2026-12-01', to: '2026-12-31', amount: 5 };
    const offered = await run(db, 'offerResource', { ...input, windows: [window] }, { actor: unitClerk });
    const draft = await run(db, 'raiseDemand', { ...input, amount: 5, channel: 'visit' }, { actor: clerk });
    const [demand, resource] = [await aDemand(db, street), await aResource(db, street)];

    const unlisted = await promise(db, street, demand.id, offered.windows[0].id, 1);
    expect(unlisted).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    const unpublished = await promise(db, street, draft.id, resource.windows[0].id, 1);
    expect(unpublished).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('never promises capacity twice, however many promise it at the same moment', async () => {
    const street = await aStreet(db);
    const resource = await aResource(db, street, { amount: 50 });
    const demands = await Promise.all(Array.from({ length: 12 }, () => aDemand(db, street, { amount: 10 })));

    const answers = await Promise.all(
      demands.map(({ id }) => promise(db, street, id, resource.windows[0].id, 10)),
    );

    const count = (type: string) => answers.filter(({ __typename }) => __typename === type).length;
    expect({ matched: count('Match'), refused: count('CapacityTaken') }).toEqual({ matched: 5, refused: 7 });
    const [after] = await db.query(
      'select state, promised from resource join resource_window w on resource_id = resource.id where resource.id = $1',
      [resource.id],
    );
    expect(after).toEqual({ state: 'RESERVED', promised: 50 });
  });

  it('gives a demand no more than it wants, however many promise at the same moment', async () => {
    const street = await aStreet(db);
    const demand = await aDemand(db, street, { amount: 20 });
    const resources = await Promise.all(Array.from({ length: 5 }, () => aResource(db, street)));

    const answers = await Promise.all(
      resources.map(({ windows }) => promise(db, street, demand.id, windows[0].id, 10)),
    );

    expect(answers.filter(({ __typename }) => __typename === 'Match')).toHaveLength(2);
  });

  it('is released and promised anew at the same moment without a trace of either being lost', async () => {
    const street = await aStreet(db);
    const { match, resource } = await aMatch(db, street, 100);
    const other = await aDemand(db, street);

    const [released, anew] = await Promise.all([
      run(db, 'releaseMatch', { id: match.id, reason: '改期' }, { actor: street.clerk }),
      promise(db, street, other.id, resource.windows[0].id, 100),
    ]);

    expect(released.state).toBe('RELEASED');
    const left = anew.__typename === 'Match' ? 0 : 100;
    const [{ free }] = await db.query('select amount - promised as free from resource_window where id = $1', [
      resource.windows[0].id,
    ]);
    expect(free).toBe(left);
  });
});

describe('proposals', () => {
  it('name the best first, with what speaks for each', async () => {
    const street = await aStreet(db);
    const demand = await aDemand(db, street, {
      neededFrom: '2026-12-01',
      neededTo: '2026-12-10',
      location: { longitude: 119.3, latitude: 26.08 },
    });
    const near = await aResource(db, street, { location: { longitude: 119.301, latitude: 26.08 } });
    const far = await aResource(db, street, {
      areaId: street.street.id,
      location: { longitude: 119.34, latitude: 26.08 },
      from: '2026-12-06',
      amount: 50,
    });
    await aResource(db, await aStreet(db));
    await aResource(db, street, { category: 'VENUE' });

    const proposals = await proposalsOf(demand.id);

    expect(proposals.map(({ resource }: Proposed) => resource.id)).toEqual([near.id, far.id]);
    expect(proposals.map(({ amount }: Proposed) => amount)).toEqual([100, 50]);
    expect(proposals[1].reasons).toEqual([
      { kind: 'STEPS', points: 125, outOf: 250, fact: 1, text: '1 step apart in the tree of areas.' },
      { kind: 'METRES', points: 40, outOf: 200, fact: 3995, text: '3995 m apart.' },
      { kind: 'TIME', points: 75, outOf: 150, fact: 50, text: 'There on 50 % of the days.' },
      { kind: 'CAPACITY', points: 50, outOf: 100, fact: 50, text: 'Enough for 50 % of what is missing.' },
      { kind: 'RECORD', points: 100, outOf: 200, fact: 50, text: 'Keeps 50 % of its promises.' },
      { kind: 'WAITING', points: 0, outOf: 100, fact: 0, text: 'On the list for 0 days.' },
    ]);
    expect(proposals[1].score).toBe(390);
  });

  it('prefer a unit that keeps its promises to one that breaks them', async () => {
    const street = await aStreet(db);
    const { match } = await aMatch(db, street, 60);
    await run(db, 'breakMatch', { id: match.id, reason: '未送餐' }, { actor: street.clerk });
    const other = anActor('DEPARTMENT_CLERK', { unitId: randomUUID() });
    const faithful = await aResource(db, street, { by: other, amount: 40 });
    const demand = await aDemand(db, street, { amount: 40 });

    const [best] = await proposalsOf(demand.id);

    expect(best.resource.id).toBe(faithful.id);
  });

  it('are none for a demand that lacks nothing', async () => {
    const street = await aStreet(db);
    const { demand } = await aMatch(db, street, 100);
    await aResource(db, street);

    expect(await proposalsOf(demand.id)).toEqual([]);
  });

  it('of a hundred demands cost as many statements as those of one', async () => {
    const street = await aStreet(db);
    await aResource(db, street);
    const demands = await Promise.all([aDemand(db, street), aDemand(db, street), aDemand(db, street)]);
    const cost = async (ids: string[]) => (await countStatements(() => entities(ids))).statements.length;

    const ids = demands.map(({ id }) => id);
    expect(await cost(ids)).toBe(await cost(ids.slice(0, 1)));
  });
});

interface Proposed {
  resource: { id: string };
  amount: number;
}

const proposalsOf = async (id: string) =>
  (
    await ask(
      db,
      `query ($id: ID!) {
        demand(id: $id) {
          proposals { amount score outOf resource { id } window { left } reasons { kind points outOf fact text } }
        }
      }`,
      { id },
    )
  ).demand.proposals;

const entities = (ids: string[]) =>
  ask(
    db,
    `query ($demands: [_Any!]!) {
      _entities(representations: $demands) {
        ... on Demand {
          state category { label } matches { id } project { id } case { id }
          proposals { score resource { title windows { left } } window { left } }
        }
      }
    }`,
    { demands: ids.map((id) => ({ __typename: 'Demand', id })) },
  );

const recordOf = async (id: string) => {
  const { _entities } = await ask(
    db,
    'query ($units: [_Any!]!) { _entities(representations: $units) { ... on Unit { matchRecord { kept broken } } } }',
    { units: [{ __typename: 'Unit', id }] },
  );
  return _entities[0].matchRecord;
};
