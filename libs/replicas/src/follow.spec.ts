import { randomUUID } from 'node:crypto';
import { poolOf } from '@jinlin/database';
import { consume, consumerTable, outboxTable } from '@jinlin/events';
import { anActor, outboxSettled, schemaOf, tablesOf, testDatabase } from '@jinlin/testing';
import { Area, followOrganisation, jurisdictions, replicaCoordinates, replicaTables, Unit } from './index';

const things = `
  create table thing (area_id uuid, area_path text collate "C", community_id uuid, key text, unique (area_id, key));
`;
const db = testDatabase(
  tablesOf(`${replicaTables} ${replicaCoordinates} ${outboxTable} ${consumerTable} ${things}`, [Area, Unit]),
);

const follow = async () => {
  const streams = {
    from: { pool: poolOf(db), schema: await schemaOf(db), service: 'organisation-svc' },
    into: poolOf(db),
  };
  const consumer = followOrganisation(streams, [
    { table: 'thing', areaId: 'area_id', areaPath: 'area_path', communityId: 'community_id' },
  ]);
  await outboxSettled(db);
  while (await consume(consumer));
};

const tell = (type: string, subject: string, data: object) =>
  db.query(`insert into outbox (type, subject, at, data) values ($1, $2, now(), $3)`, [type, subject, data]);

const area = (given: object = {}) => ({
  code: '510522001006',
  name: '桂圆林社区',
  level: 'COMMUNITY',
  parentId: null,
  path: '/h/h1/',
  urban: true,
  householdCount: 900,
  validFrom: '2020-01-01',
  validTo: null,
  ...given,
});

describe('a replica of the areas', () => {
  it('follows their creation, renaming and moving, and takes what lies there along', async () => {
    const id = randomUUID();
    await tell('area.created', id, area());
    await follow();
    await db.query('insert into thing values ($1, $2)', [id, '/h/h1/']);

    await tell('area.renamed', id, area({ name: '新桂圆林社区' }));
    const place = { longitude: 105.83, latitude: 28.81 };
    await tell('area.moved', id, area({ name: '新桂圆林社区', path: '/h/h2/h1/', ...place }));
    await follow();

    expect(await db.manager.findOneBy(Area, { id })).toMatchObject({
      name: '新桂圆林社区',
      path: '/h/h2/h1/',
      ...place,
    });
    expect(await db.query('select area_path from thing where area_id = $1', [id])).toEqual([
      { area_path: '/h/h2/h1/' },
    ]);
  });

  it('gives what lies in a place that moves to the community it has come to', async () => {
    const [grid, former, next] = [randomUUID(), randomUUID(), randomUUID()];
    const inGrid = { code: '510522001006001', level: 'GRID' };
    await tell('area.created', former, area({ path: '/h/h5/' }));
    await tell('area.created', next, area({ code: '510522001007', path: '/h/h6/' }));
    await tell('area.created', grid, area({ ...inGrid, path: '/h/h5/h51/' }));
    await follow();
    await db.query('insert into thing values ($1, $2, $3)', [grid, '/h/h5/h51/', former]);

    await tell('area.moved', grid, area({ ...inGrid, path: '/h/h6/h51/' }));
    await follow();

    expect(await db.query('select community_id from thing where area_id = $1', [grid])).toEqual([
      { community_id: next },
    ]);
  });

  it('gives what lies at an area that has ended to its heir, but for what the heir has already (D13)', async () => {
    const [ended, heir] = [randomUUID(), randomUUID()];
    await tell('area.created', ended, area({ path: '/h/h7/' }));
    await tell('area.created', heir, area({ code: '510522001008', path: '/h/h8/' }));
    await follow();
    const lay = (id: string, path: string, key: string) =>
      db.query('insert into thing values ($1, $2, $1, $3)', [id, path, key]);
    await lay(ended, '/h/h7/', 'of 2025');
    await lay(ended, '/h/h7/', 'of 2026');
    await lay(heir, '/h/h8/', 'of 2026');

    await tell('area.merge', ended, area({ path: '/h/h7/', validTo: '2026-11-01' }));
    await tell('area.bequeath', ended, area({ path: '/h/h7/', validTo: '2026-11-01', heirId: heir }));
    await follow();

    const lies = (id: string) =>
      db.query('select key, area_path, community_id from thing where area_id = $1 order by key', [id]);
    expect(await lies(heir)).toEqual(
      ['of 2025', 'of 2026'].map((key) => ({ key, area_path: '/h/h8/', community_id: heir })),
    );
    expect(await lies(ended)).toEqual([{ key: 'of 2026', area_path: '/h/h7/', community_id: ended }]);
    expect(await db.manager.findOneBy(Area, { id: ended })).toMatchObject({ validTo: '2026-11-01' });
  });

  it('knows the units that others refer to', async () => {
    const id = randomUUID();
    await tell('unit.registered', id, { name: '城市管理局', kind: 'DEPARTMENT', areaId: null, active: true });
    await tell('unit.closed', id, { name: '城市管理局', kind: 'DEPARTMENT', areaId: null, active: false });
    await follow();

    expect(await db.manager.findOneBy(Unit, { id })).toMatchObject({ active: false });
  });
});

describe('how far an actor reaches', () => {
  it('is their area by its path of today, or their unit, or what is their own', async () => {
    const id = randomUUID();
    await db.manager.save(Area, { id, ...area({ path: '/h/h7/' }) });
    const scopeOf = jurisdictions(poolOf(db));
    const [unitId, personId] = [randomUUID(), randomUUID()];

    expect(await scopeOf(null)).toMatchObject({ reach: 'NONE' });
    expect(await scopeOf(anActor('STREET_COMMANDER', { areaId: id }))).toMatchObject({ areaPath: '/h/h7/' });
    expect(await scopeOf(anActor('DEPARTMENT_CLERK', { areaId: id, unitId }))).toMatchObject({
      areaPath: null,
      unitId,
    });
    expect(await scopeOf(anActor('RESIDENT', { areaId: id, personId }))).toMatchObject({
      areaPath: null,
      personId,
    });
  });
});
