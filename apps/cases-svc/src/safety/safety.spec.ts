import { randomUUID } from 'node:crypto';
import { brokenLink } from '@jinlin/history';
import { type Asking, anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask } from '../testing';

const db = testDatabase(tables);

/** A street with a community and a grid, and the clerks of both. NOW is 2026-11-23. */
async function aPlace(given: { validFrom?: string } = {}) {
  const street = await anArea(db, { level: 'TOWNSHIP', code: '510522001', ...given });
  const community = await anArea(db, { level: 'COMMUNITY', path: `${street.path}c/`, ...given });
  const grid = await anArea(db, { path: `${community.path}g/`, ...given });
  return {
    street,
    community,
    grid,
    clerk: anActor('COMMUNITY_CLERK', { areaId: community.id }),
    commander: anActor('STREET_COMMANDER', { areaId: street.id }),
  };
}

async function run(act: string, input: Record<string, unknown>, asking: Asking) {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { ${act}(input: $input) { ${SEEN} } }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
}

const record = (areaId: string, given: Record<string, unknown>, asking: Asking) =>
  run('recordIncident', { areaId, kind: 'ACCIDENT', occurredOn: '2026-11-20', ...given }, asking);

const withdraw = (id: string, asking: Asking, reason = '重复登记') =>
  run('withdrawIncident', { id, reason }, asking);

/** How an area stands by one of the four zeros. */
async function zero(areaId: string, kind: string, asking: Asking, asOf?: string) {
  const areas = [{ __typename: 'Area', id: areaId }];
  const { _entities } = await ask(db, ZEROS, { areas, asOf }, asking);
  return _entities[0].fourZeros?.find((count: { kind: string }) => count.kind === kind) ?? null;
}

describe('the four zeros (S24, IND-12)', () => {
  it('count the days since the last incident, in its area and in every area above', async () => {
    const { street, community, grid, clerk, commander } = await aPlace();
    await record(grid.id, { occurredOn: '2026-11-20' }, { actor: clerk });
    await record(grid.id, { occurredOn: '2026-03-01' }, { actor: clerk });
    await record(community.id, { occurredOn: '2025-12-31' }, { actor: clerk });

    for (const { id } of [street, community]) {
      expect(await zero(id, 'ACCIDENT', { actor: commander })).toEqual({
        kind: 'ACCIDENT',
        incidentsThisYear: 2,
        daysAtZero: 3,
        lastIncidentOn: '2026-11-20',
      });
    }
  });

  it('count from the beginning of the record where nothing ever happened, and tell all four kinds', async () => {
    const { community, clerk } = await aPlace({ validFrom: '2026-11-01' });

    const areas = [{ __typename: 'Area', id: community.id }];
    const { _entities } = await ask(db, ZEROS, { areas }, { actor: clerk });

    expect(_entities[0].fourZeros).toEqual(
      ['PETITION', 'ACCIDENT', 'CRIMINAL_CASE', 'EPIDEMIC'].map((kind) => ({
        kind,
        incidentsThisYear: 0,
        daysAtZero: 22,
        lastIncidentOn: null,
      })),
    );
  });

  it('can be seen as of an earlier day, but not of one to come', async () => {
    const { community, clerk } = await aPlace();
    await record(community.id, { occurredOn: '2026-11-20' }, { actor: clerk });
    await record(community.id, { occurredOn: '2026-06-01' }, { actor: clerk });
    const at = (asOf: string) => zero(community.id, 'ACCIDENT', { actor: clerk }, asOf);

    expect(await at('2026-11-20')).toMatchObject({ incidentsThisYear: 2, daysAtZero: 0 });
    expect(await at('2026-11-19')).toMatchObject({ incidentsThisYear: 1, daysAtZero: 171 });
    expect(await at('2026-05-31')).toMatchObject({ incidentsThisYear: 0, lastIncidentOn: null });
    expect(await at('2019-12-31')).toMatchObject({ incidentsThisYear: 0, daysAtZero: null });
    await expect(at('2026-11-24')).rejects.toThrow('"asOf" must not lie ahead; today is 2026-11-23.');
  });

  it('count in the days of Shanghai', async () => {
    const { community, clerk } = await aPlace();
    const justAfterMidnight = { actor: clerk, now: new Date('2026-11-24T00:30:00+08:00') };

    expect(await record(community.id, { occurredOn: '2026-11-24' }, justAfterMidnight)).toMatchObject({
      state: 'RECORDED',
    });
    expect(await zero(community.id, 'ACCIDENT', justAfterMidnight)).toMatchObject({ daysAtZero: 0 });
  });

  it('do not count an incident that was recorded in error', async () => {
    const { community, clerk, commander } = await aPlace();
    const { id } = await record(community.id, { kind: 'PETITION' }, { actor: clerk });

    expect(await withdraw(id, { actor: commander })).toMatchObject({
      state: 'WITHDRAWN',
      availableActions: [],
    });

    expect(await zero(community.id, 'PETITION', { actor: clerk })).toMatchObject({
      incidentsThisYear: 0,
      lastIncidentOn: null,
    });
  });

  it('are not told to those who may not see all of the area', async () => {
    const { street, community, clerk, grid } = await aPlace();
    await record(community.id, {}, { actor: clerk });

    expect(await zero(community.id, 'ACCIDENT', { actor: clerk })).toMatchObject({ incidentsThisYear: 1 });
    for (const actor of [
      null,
      anActor('RESIDENT', { areaId: community.id, personId: randomUUID() }),
      anActor('GRID_WORKER', { areaId: grid.id }),
      anActor('DEPARTMENT_CLERK', { areaId: community.id, unitId: randomUUID() }),
    ]) {
      expect(await zero(community.id, 'ACCIDENT', { actor })).toBeNull();
    }
    expect(await zero(street.id, 'ACCIDENT', { actor: clerk })).toBeNull();
  });

  it('cost as many statements for a hundred areas as for one', async () => {
    const { street, community, grid, commander, clerk } = await aPlace();
    await record(grid.id, {}, { actor: clerk });
    const statements = async (ids: string[]) => {
      const areas = ids.map((id) => ({ __typename: 'Area', id }));
      return (await countStatements(() => ask(db, BOARDS, { areas }, { actor: commander }))).statements
        .length;
    };
    const both = [street.id, community.id];
    await statements(both);

    expect(await statements(Array.from({ length: 100 }, (_, i) => both[i % 2]!))).toBe(
      await statements([street.id]),
    );
  });
});

describe('an incident', () => {
  it('has a history of what was recorded and why it was withdrawn', async () => {
    const { community, clerk, commander } = await aPlace();
    const { id } = await record(community.id, { note: '电动车棚起火,无人受伤' }, { actor: clerk });
    await withdraw(id, { actor: commander }, '与上一条重复');

    const { incident } = await ask(db, ONE, { id }, { actor: clerk });
    expect(incident).toEqual({
      note: '电动车棚起火,无人受伤',
      withdrawnAt: NOW.toISOString(),
      history: [
        { action: 'RECORD', fromState: null, toState: 'RECORDED', reason: null },
        { action: 'WITHDRAW', fromState: 'RECORDED', toState: 'WITHDRAWN', reason: '与上一条重复' },
      ],
    });
    const rows = await db.query(
      'select sequence, entry::text as entry, hash from history where record_id = $1 order by sequence',
      [id],
    );
    expect(brokenLink(rows)).toBeNull();
    const told = await db.query('select type, data from outbox where subject = $1', [id]);
    expect(told.map(({ type }: { type: string }) => type)).toEqual(['incident.record', 'incident.withdraw']);
    expect(JSON.stringify(told)).not.toMatch(/电动车|重复/);
  });

  it('is refused with the name of what is wrong', async () => {
    const { community, clerk, commander } = await aPlace({ validFrom: '2026-01-01' });
    const elsewhere = await anArea(db);
    const closed = await anArea(db, { path: `${community.path}x/`, validTo: '2026-06-01' });

    expect(await record(community.id, { occurredOn: '2026-11-24' }, { actor: clerk })).toMatchObject({
      __typename: 'InvalidInput',
      message: '"occurredOn" must not lie ahead.',
    });
    expect(await record(community.id, { occurredOn: '2025-12-31' }, { actor: clerk })).toMatchObject({
      __typename: 'InvalidInput',
      message: 'The record of this area begins on 2026-01-01.',
    });
    for (const { id } of [elsewhere, closed]) {
      expect(await record(id, {}, { actor: clerk })).toMatchObject({ __typename: 'NotFound' });
    }
    const { id } = await record(community.id, {}, { actor: clerk });
    expect(await withdraw(id, { actor: commander }, ' ')).toMatchObject({ __typename: 'InvalidInput' });
    await withdraw(id, { actor: commander });
    expect(await withdraw(id, { actor: commander })).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is recorded once under one client key', async () => {
    const { community, clerk } = await aPlace();
    const clientKey = randomUUID();
    const input = { clientKey, kind: 'EPIDEMIC' };

    const answers = await Promise.all([1, 2, 3].map(() => record(community.id, input, { actor: clerk })));

    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await record(community.id, { ...input, kind: 'PETITION' }, { actor: clerk })).toMatchObject({
      __typename: 'KeyReused',
    });
  });

  it('is withdrawn by the street, not by the community whose days it would mend', async () => {
    const { community, clerk } = await aPlace();
    const { id } = await record(community.id, {}, { actor: clerk });
    const neighbour = anActor('STREET_COMMANDER', { areaId: (await anArea(db)).id });

    await expect(withdraw(id, { actor: clerk })).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await withdraw(id, { actor: neighbour })).toMatchObject({ __typename: 'NotFound' });
  });

  it('is listed latest first, and held to its area by the database', async () => {
    const { community, grid, clerk } = await aPlace();
    for (const occurredOn of ['2026-02-01', '2026-03-01', '2026-01-01']) {
      await record(grid.id, { occurredOn }, { actor: clerk });
    }
    await record(grid.id, { kind: 'PETITION' }, { actor: clerk });
    const areas = [{ __typename: 'Area', id: community.id }];
    const list = async (args: object) =>
      (await ask(db, LIST, { areas, ...args }, { actor: clerk }))._entities[0].incidents;

    const first = await list({ first: 2, where: { kind: 'ACCIDENT' } });
    const second = await list({ first: 2, where: { kind: 'ACCIDENT' }, after: first.pageInfo.endCursor });

    expect(first.totalCount).toBe(3);
    expect([...first.nodes, ...second.nodes].map(({ occurredOn }) => occurredOn)).toEqual([
      '2026-03-01',
      '2026-02-01',
      '2026-01-01',
    ]);
    expect(await db.query('select id from incident')).toEqual([]);
  });
});

const SEEN = /* GraphQL */ `
  __typename
  ... on Incident { id kind state occurredOn availableActions area { id } }
  ... on Refusal { code message }
`;
const ZEROS = `
  query ($areas: [_Any!]!, $asOf: LocalDate) {
    _entities(representations: $areas) {
      ... on Area { fourZeros(asOf: $asOf) { kind incidentsThisYear daysAtZero lastIncidentOn } }
    }
  }
`;
const BOARDS = `
  query ($areas: [_Any!]!) {
    _entities(representations: $areas) {
      ... on Area { fourZeros { kind daysAtZero } incidents(first: 2) { totalCount nodes { note history { action } } } }
    }
  }
`;
const ONE = `
  query ($id: ID!) { incident(id: $id) { note withdrawnAt history { action fromState toState reason } } }
`;
const LIST = `
  query ($areas: [_Any!]!, $first: Int!, $after: String, $where: IncidentFilter) {
    _entities(representations: $areas) {
      ... on Area {
        incidents(first: $first, after: $after, where: $where) {
          totalCount nodes { occurredOn } pageInfo { endCursor }
        }
      }
    }
  }
`;
