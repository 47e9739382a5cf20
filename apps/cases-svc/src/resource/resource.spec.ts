import { randomUUID } from 'node:crypto';
import { anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { aMatch, aResource, aStreet, run } from '../list-matching/lists.testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { ask } from '../testing';
import { tickResources } from './resource.clock';

const db = testDatabase(tables);
const window = { from: '2026-12-01', to: '2026-12-31', amount: 5 };

describe('a resource', () => {
  it('is offered by a unit, and can be promised once it is admitted', async () => {
    const street = await aStreet(db);
    const input = { areaId: street.community.id, category: 'ELDER_MEALS', title: '助餐', windows: [window] };
    const offered = await run(db, 'offerResource', input, { actor: street.unitClerk });
    const admit = (actor: typeof street.clerk) => run(db, 'admitResource', { id: offered.id }, { actor });

    expect(offered).toMatchObject({ state: 'OFFERED', windows: [{ amount: 5, promised: 0, left: 5 }] });
    expect(await admit((await aStreet(db)).clerk)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await admit(street.clerk)).toMatchObject({ state: 'AVAILABLE' });
    expect(await admit(street.clerk)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('is offered by a community to units, which have demands of it (H15)', async () => {
    const street = await aStreet(db);
    const hall = await aResource(db, street, {
      category: 'VENUE',
      title: '党群活动室',
      by: street.commander,
    });
    const wanted = {
      areaId: street.community.id,
      category: 'VENUE',
      title: '主题党日场地',
      amount: 2,
      channel: 'online',
    };
    const demand = await run(db, 'raiseDemand', wanted, { actor: street.unitClerk });
    await run(db, 'publishDemand', { id: demand.id }, { actor: street.clerk });

    const { demand: seen } = await ask(
      db,
      'query ($id: ID!) { demand(id: $id) { side proposals { resource { id side } } } }',
      { id: demand.id },
    );
    expect(seen).toEqual({ side: 'UNIT', proposals: [{ resource: { id: hall.id, side: 'COMMUNITY' } }] });
  });

  it('is refused with what makes no sense', async () => {
    const street = await aStreet(db);
    const offer = (given: Parameters<typeof aResource>[2]) => aResource(db, street, given);
    const windows = (...given: object[]) => offer({ windows: given });

    expect(await offer({ category: 'NONE' })).toMatchObject({ field: 'category' });
    expect(await offer({ title: ' ' })).toMatchObject({ field: 'title' });
    expect(await offer({ offeredToId: (await aStreet(db)).street.id })).toMatchObject({
      field: 'offeredToId',
    });
    expect(await offer({ offeredToId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await offer({ areaId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await offer({ location: { longitude: 0, latitude: 91 } })).toMatchObject({ field: 'location' });
    expect(await windows()).toMatchObject({ field: 'windows' });
    expect(await windows({ ...window, amount: 0 })).toMatchObject({ field: 'windows' });
    expect(await windows({ ...window, from: '2027-01-01' })).toMatchObject({ field: 'windows' });
    expect(await windows({ ...window, from: '2026-10-01', to: '2026-10-31' })).toMatchObject({
      field: 'windows',
    });
    expect(await windows(window, { ...window, from: '2026-12-31', to: '2027-01-31' })).toMatchObject({
      field: 'windows',
    });
    const elsewhere = { by: anActor('COMMUNITY_CLERK', { areaId: (await aStreet(db)).community.id }) };
    expect(await offer(elsewhere)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is taken off the list by whoever offers it, while nobody counts on it', async () => {
    const street = await aStreet(db);
    const { match, resource } = await aMatch(db, street, 60);
    const withdraw = (actor = street.unitClerk, reason = '停业') =>
      run(db, 'withdrawResource', { id: resource.id, reason }, { actor });

    expect(await withdraw(street.clerk)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await withdraw(street.unitClerk, '')).toMatchObject({ field: 'reason' });
    expect(await withdraw()).toMatchObject({ code: 'RESOURCE_PROMISED' });
    await run(db, 'releaseMatch', { id: match.id, reason: '改期' }, { actor: street.clerk });
    expect(await withdraw()).toMatchObject({ state: 'WITHDRAWN' });
  });

  it('expires by the clock when its last day is past, once', async () => {
    const { id } = await aResource(db, await aStreet(db), { to: '2026-11-30' });
    const tick = (day: string) => tickResources(db, localities, new Date(`${day}T08:00:00+08:00`));

    await tick('2026-11-30');
    expect(await stateOf(id)).toBe('AVAILABLE');
    await Promise.all([tick('2026-12-01'), tick('2026-12-01')]);
    expect(await stateOf(id)).toBe('EXPIRED');
    const [{ count }] = await db.query(
      `select count(*) from history where record_id = $1 and entry->>'action' = 'EXPIRE'`,
      [id],
    );
    expect(count).toBe(1);
  });

  it('is found by what a desk looks for (F10), of a hundred units in as many statements as of one', async () => {
    const street = await aStreet(db);
    const { id } = await aResource(db, street, { from: '2026-12-01' });
    const found = async (where: object) =>
      (
        await ask(
          db,
          'query ($where: ResourceFilter) { resources(first: 5, where: $where) { totalCount } }',
          { where },
        )
      ).resources.totalCount;
    const ofUnits = async (ids: string[]) =>
      (
        await ask(
          db,
          `query ($units: [_Any!]!) {
            _entities(representations: $units) { ... on Unit { resources(first: 5) { nodes { id windows { left } } } } }
          }`,
          { units: ids.map((unitId) => ({ __typename: 'Unit', id: unitId })) },
        )
      )._entities;
    const cost = async (ids: string[]) => (await countStatements(() => ofUnits(ids))).statements.length;
    const here = { areaId: street.street.id };

    expect(
      await found({ ...here, on: '2026-12-01', states: ['AVAILABLE'], isAdmitted: true, side: 'UNIT' }),
    ).toBe(1);
    expect(await found({ ...here, on: '2026-11-30' })).toBe(0);
    expect(await found({ ...here, category: 'VENUE' })).toBe(0);
    expect(await found({ ...here, admittedFrom: '2026-11-23', admittedTo: '2026-11-23' })).toBe(1);
    expect(await found({ ...here, admittedTo: '2026-11-22' })).toBe(0);
    expect(await ofUnits([street.unit.id])).toEqual([
      { resources: { nodes: [{ id, windows: [{ left: 100 }] }] } },
    ]);
    expect(await cost(Array.from({ length: 100 }, () => street.unit.id))).toBe(await cost([street.unit.id]));
  });
});

const stateOf = async (id: string) =>
  (await ask(db, 'query ($id: ID!) { resource(id: $id) { state } }', { id }, { now: NOW })).resource.state;
