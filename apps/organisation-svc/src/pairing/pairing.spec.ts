import { countStatements, testDatabase } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { tables } from '../tables';
import { aCounty, anArea, ask, aUnit, run } from '../testing';
import { allocationStates, pairingStates } from './pairing.states';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };
const ON = '2026-11-20';

async function aCity(db: DataSource, given: { units: number; communities: number }) {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const units = await Promise.all(many(given.units, () => aUnit(db, county)));
  const communities = await Promise.all(
    many(given.communities, (at) => anArea(db, { longitude: 119 + at / 100, latitude: 26 }, street)),
  );
  const propose = (more: object = {}) =>
    run(
      db,
      'proposePairings',
      { areaId: county.id, units: units.map(({ id }) => ({ unitId: id })), ...more },
      { actor: organiser },
    );
  const adopt = (id: string, from = ON) => run(db, 'adoptPairings', { id, from }, { actor: organiser });
  return { county, street, organiser, elsewhere, units, communities, propose, adopt };
}

const many = <Thing>(count: number, make: (at: number) => Thing) =>
  Array.from({ length: count }, (_, at) => make(at));

describe('an allocation of communities to units (F7)', () => {
  it('is proposed with reasons, even in its loads, and adopted as a whole', async () => {
    const { propose, adopt, communities } = await aCity(db, { units: 3, communities: 7 });

    const proposed = await propose();
    expect(proposed).toMatchObject({ state: 'PROPOSED', unitCount: 3, communityCount: 7, meanLoad: 2.33 });
    const { allocation, pairings } = await ask(db, REPORT, { id: proposed.id });
    expect(allocation.loads.map(({ communities }: { communities: number }) => communities)).toEqual([
      3, 2, 2,
    ]);
    expect(pairings.nodes[0].reasons).toMatchObject({
      summary: expect.stringContaining('should bear'),
      capacity: 1,
    });

    expect(await adopt(proposed.id)).toMatchObject({ state: 'ADOPTED', availableActions: ['DROP'] });
    const adopted = await ask(db, REPORT, { id: proposed.id });
    expect(adopted.pairings).toMatchObject({ totalCount: 7, unitsCount: 3, communitiesCount: 7 });
    expect(adopted.pairings.nodes[0]).toMatchObject({
      state: 'ADOPTED',
      from: ON,
      history: [{ action: 'PROPOSE' }, { action: 'ADOPT' }],
    });
    const { area } = await ask(db, OF_COMMUNITY, { id: communities[0]!.id });
    expect(area.pairing.unit.pairings.totalCount).toBeGreaterThanOrEqual(2);
  });

  it('gives the communities of a unit that drops out to the others, and moves no other', async () => {
    const { propose, adopt, organiser, units } = await aCity(db, { units: 4, communities: 9 });
    const { id } = await propose();
    await adopt(id);
    const before = await pairsOf(id);
    const dropped = units[0]!.id;
    const drop = (given: object = {}) =>
      run(
        db,
        'dropFromPairings',
        { id, unitId: dropped, to: ON, reason: '机构改革', ...given },
        { actor: organiser },
      );

    expect(await drop({ to: '2026-11-19' })).toMatchObject({ field: 'to' });
    expect(await drop({ reason: '' })).toMatchObject({ field: 'reason' });
    expect(await drop()).toMatchObject({ state: 'PROPOSED', unitCount: 3, communityCount: 9, meanLoad: 3 });
    expect(await drop({ unitId: units[1]!.id })).toMatchObject({ __typename: 'ActionNotAllowed' });
    await adopt(id);

    const after = await pairsOf(id);
    const moved = [...after].filter(([community, unit]) => before.get(community) !== unit);
    expect(moved.map(([community]) => before.get(community))).toEqual(moved.map(() => dropped));
    expect([...after.values()]).not.toContain(dropped);
    expect(after.size).toBe(9);
    expect(await drop()).toMatchObject(none);
  });

  it.each([
    ['units', { units: [] }],
    ['units', { units: 'TWICE' }],
    ['units', { capacity: 0 }],
    ['communityIds', { communityIds: [] }],
  ])('is not proposed with wrong %s', async (field, wrong) => {
    const { propose, units } = await aCity(db, { units: 1, communities: 1 });
    const unit = { unitId: units[0]!.id };
    const given =
      'capacity' in wrong
        ? { units: [{ ...unit, capacity: 0 }] }
        : 'units' in wrong && wrong.units === 'TWICE'
          ? { units: [unit, unit] }
          : wrong;

    expect(await propose(given)).toMatchObject({ field });
  });

  it('is not proposed for what lies outside, or is no community', async () => {
    const { propose, county, street, elsewhere, units } = await aCity(db, { units: 1, communities: 1 });
    const { units: far } = await aCity(db, { units: 1, communities: 0 });
    const given = { areaId: county.id, units: [{ unitId: units[0]!.id }] };

    expect(await run(db, 'proposePairings', given, { actor: elsewhere })).toMatchObject(none);
    expect(await propose({ units: [{ unitId: far[0]!.id }] })).toMatchObject(none);
    expect(await propose({ communityIds: [street.id] })).toMatchObject(none);
  });

  it('leaves a community with the unit that it has', async () => {
    const { propose, adopt, communities } = await aCity(db, { units: 2, communities: 2 });
    const one = await propose();
    const other = await propose();
    await adopt(one.id);
    const paired = { __typename: 'AlreadyPaired' };

    expect(await adopt(other.id)).toMatchObject(paired);
    expect(await propose({ communityIds: [communities[0]!.id] })).toMatchObject(paired);
    expect(await propose()).toMatchObject({ field: 'communityIds' });
  });

  it('is the only one of a community, though two are adopted at the same moment', async () => {
    const { propose, adopt } = await aCity(db, { units: 2, communities: 3 });
    const [one, other] = [await propose(), await propose()];

    const answers = await Promise.all([adopt(one.id), adopt(other.id)]);

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Allocation', 'AlreadyPaired']);
  });

  it('is adopted once, by those whose area it is, and not tomorrow', async () => {
    const { propose, adopt, elsewhere } = await aCity(db, { units: 1, communities: 1 });
    const { id } = await propose();

    expect(await run(db, 'adoptPairings', { id, from: ON }, { actor: elsewhere })).toMatchObject(none);
    expect(await adopt(id, '2026-11-24')).toMatchObject({ field: 'from' });
    await adopt(id);
    expect(await adopt(id)).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is discarded when nobody adopts it, with a reason, and its communities can be proposed anew', async () => {
    const { propose, adopt, organiser, elsewhere } = await aCity(db, { units: 2, communities: 3 });
    const { id } = await propose();
    const discard = (reason = '机构调整', actor = organiser) =>
      run(db, 'discardPairings', { id, reason }, { actor });

    expect(await discard(' ')).toMatchObject({ field: 'reason' });
    expect(await discard('机构调整', elsewhere)).toMatchObject(none);
    expect(await discard()).toMatchObject({ state: 'DISCARDED', communityCount: 0, availableActions: [] });
    expect(await discard()).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await adopt(id)).toMatchObject({ __typename: 'ActionNotAllowed' });
    const { pairings } = await ask(db, REPORT, { id });
    expect(pairings.nodes.map(({ state }: { state: string }) => state)).toEqual(
      [1, 2, 3].map(() => 'DISCARDED'),
    );
    expect(await propose()).toMatchObject({ state: 'PROPOSED', communityCount: 3 });
  });

  it('is not discarded while part of it is in force', async () => {
    const { propose, adopt, organiser, units } = await aCity(db, { units: 2, communities: 3 });
    const { id } = await propose();
    await adopt(id);
    const drop = { id, unitId: units[0]!.id, to: ON, reason: '机构改革' };
    await run(db, 'dropFromPairings', drop, { actor: organiser });

    expect(await run(db, 'discardPairings', { id, reason: '放弃' }, { actor: organiser })).toMatchObject({
      field: 'id',
    });
  });

  it('keeps its last unit', async () => {
    const { propose, adopt, organiser, elsewhere, units } = await aCity(db, { units: 1, communities: 2 });
    const { id } = await propose();
    await adopt(id);
    const drop = { id, unitId: units[0]!.id, to: ON, reason: '机构改革' };

    expect(await run(db, 'dropFromPairings', drop, { actor: elsewhere })).toMatchObject(none);
    expect(await run(db, 'dropFromPairings', drop, { actor: organiser })).toMatchObject({ field: 'unitId' });
  });

  it('lives as its tables say', () => {
    expect(pairingStates.reachable('PROPOSED')).toEqual(new Set(pairingStates.states));
    expect(allocationStates.next('ADOPTED', 'DROP')).toBe('PROPOSED');
  });
});

test('forty pairings are read in no more statements than one', async () => {
  const { propose } = await aCity(db, { units: 5, communities: 40 });
  const { id } = await propose();

  const one = await countStatements(() => ask(db, REPORT, { id, first: 1 }));
  const forty = await countStatements(() => ask(db, REPORT, { id, first: 100 }));

  expect(forty.statements.length).toBeLessThanOrEqual(one.statements.length);
});

async function pairsOf(id: string) {
  const { pairings } = await ask(db, REPORT, { id, state: 'ADOPTED' });
  return new Map<string, string>(
    pairings.nodes.map(({ unit, community }: { unit: { id: string }; community: { id: string } }) => [
      community.id,
      unit.id,
    ]),
  );
}

const REPORT = /* GraphQL */ `
  query ($id: ID!, $first: Int = 20, $state: PairingState) {
    allocation(id: $id) { loads { communities households unit { name } } history { action } }
    pairings(first: $first, where: { allocationId: $id, state: $state }) {
      totalCount
      unitsCount
      communitiesCount
      nodes {
        state
        from
        unit { id }
        community { id }
        reasons { summary kilometres nearerUnits quota capacity }
        history { action }
      }
    }
  }
`;
const OF_COMMUNITY = /* GraphQL */ `
  query ($id: ID!) { area(id: $id) { pairing { unit { pairings(first: 5) { totalCount } } } } }
`;
