import { randomUUID } from 'node:crypto';
import { anActor, testDatabase } from '@jinlin/testing';
import { run } from '../case/case.testing';
import { aHotline, servedDoors } from '../hotline/hotline.testing';
import { tables } from '../tables';
import { anArea, ask } from '../testing';
import { type KnownCommunity, nearest } from './nearest';

const db = testDatabase(tables);
const doors = servedDoors(db);

/** A county with two communities two kilometres apart, its hotline, and what it sees of a case. */
async function aMap() {
  const hotline = await aHotline(db, doors);
  const { county, actor } = hotline;
  const [west, east] = await Promise.all(
    [105.82, 105.84].map((longitude, i) =>
      anArea(db, {
        level: 'COMMUNITY',
        code: `510522${Math.floor(1e5 + Math.random() * 9e5)}`,
        path: `${county.path}m${i}/`,
        longitude,
        latitude: 28.81,
      }),
    ),
  );
  const clerk = anActor('HOTLINE_CLERK', { areaId: county.id });
  const seen = async (id: string) =>
    (
      await ask(
        db,
        'query ($id: ID!) { case(id: $id) { placing area { id } community { id } } }',
        { id },
        { actor: clerk },
      )
    ).case;
  const queue = async (placing: string) =>
    (
      await ask(
        db,
        'query ($placing: CasePlacing) { cases(first: 10, where: { placing: $placing }) { nodes { id } } }',
        { placing },
        { actor: clerk },
      )
    ).cases.nodes;
  const place = (id: string, areaId: string, as = clerk) =>
    run(db, 'placeCase', { id, areaId }, { actor: as });
  return { ...hotline, actor, west: west!, east: east!, clerk, seen, queue, place };
}

describe('a case that came without an area', () => {
  it('lies in the community whose middle is nearest to its coordinates', async () => {
    const { order, send, east, seen, queue } = await aMap();

    const { body } = await send(order({ areaCode: undefined, longitude: 105.835, latitude: 28.812 }));

    expect(await seen(body.caseId)).toEqual({
      placing: 'NEAREST',
      area: { id: east.id },
      community: { id: east.id },
    });
    expect(await queue('NEAREST')).toEqual([{ id: body.caseId }]);
  });

  it('waits with the whole area for a clerk when nothing known is near, or when it has no coordinates', async () => {
    const { order, send, county, seen, queue } = await aMap();
    const far = await send(order({ areaCode: undefined, longitude: 106.5, latitude: 28.81 }));
    const told = await send(order({ areaCode: undefined, address: '市场后门' }));

    for (const { body } of [far, told]) {
      expect(await seen(body.caseId)).toEqual({
        placing: 'UNKNOWN',
        area: { id: county.id },
        community: null,
      });
    }
    expect(await queue('UNKNOWN')).toHaveLength(2);
    expect(await queue('GIVEN')).toEqual([]);
  });

  it('is placed by a clerk, with its order, within their reach and in no more than a community', async () => {
    const { order, send, west, county, seen, place, read, step } = await aMap();
    const { number } = order();
    const { body } = await send(order({ number, areaCode: undefined }));
    const grid = await anArea(db, { path: `${west.path}g/`, code: `${west.code}001` });
    const elsewhere = await anArea(db, { level: 'COMMUNITY' });

    expect(await place(body.caseId, county.id)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await place(body.caseId, elsewhere.id)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await place(randomUUID(), grid.id)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await place(body.caseId, grid.id)).toMatchObject({ state: 'RECEIVED' });

    expect(await seen(body.caseId)).toEqual({
      placing: 'GIVEN',
      area: { id: grid.id },
      community: { id: west.id },
    });
    expect((await read(number)).body).toMatchObject({ areaCode: grid.code, placing: 'GIVEN' });
    await step(number, 'withdraw', { reason: '已解决' });
    expect(await place(body.caseId, west.id)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('keeps its area when it has a code besides', async () => {
    const { order, send, grid, seen } = await aMap();

    const { body } = await send(order({ longitude: 105.84, latitude: 28.81 }));

    expect(await seen(body.caseId)).toMatchObject({ placing: 'GIVEN', area: { id: grid.id } });
  });

  it('is placed the same way when it comes through Open311', async () => {
    const { actor, east, seen } = await aMap();
    const client = { ...actor, scopes: ['OPEN311'] };
    const form = new URLSearchParams({ service_code: '0102', lat: '28.811', long: '105.839' });

    const { status, text } = await doors.knock(client, '/open311/v2/requests.json', {
      body: form.toString(),
    });
    expect(status).toBe(200);
    const [{ service_request_id: reference }] = JSON.parse(text);
    const [{ id }] = await ask(
      db,
      'query ($r: String!) { caseByReference(reference: $r) { id } }',
      { r: reference },
      {
        actor: anActor('HOTLINE_CLERK', { areaId: actor.areaId }),
      },
    ).then(({ caseByReference }) => [caseByReference]);
    expect(await seen(id)).toMatchObject({ placing: 'NEAREST', area: { id: east.id } });
  });
});

test('of communities on a map the nearest is found, and none beyond three kilometres', () => {
  const at = (code: string, longitude: number, latitude: number): KnownCommunity => ({
    id: code,
    code,
    path: '/',
    longitude,
    latitude,
  });
  const communities = [at('a', 105.8, 28.8), at('b', 105.83, 28.8), at('c', 105.8, 28.825)];

  expect(nearest(communities, { longitude: 105.811, latitude: 28.801 })?.code).toBe('a');
  expect(nearest(communities, { longitude: 105.821, latitude: 28.8 })?.code).toBe('b');
  expect(nearest(communities, { longitude: 105.8, latitude: 28.815 })?.code).toBe('c');
  expect(nearest(communities, { longitude: 105.8, latitude: 28.77 })).toBeNull();
  expect(nearest([], { longitude: 105.8, latitude: 28.8 })).toBeNull();
});
