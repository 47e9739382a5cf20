import { countStatements, testDatabase } from '@jinlin/testing';
import { aPair } from '../joint-work/joint-work.testing';
import { tables } from '../tables';
import { anArea, ask, aUnit, run } from '../testing';
import { gridPlacementStates } from './grid-placement.states';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };

async function aGrid() {
  const pair = await aPair(db, '350322');
  const grid = await anArea(db, { level: 'GRID', name: '第一网格' }, pair.community);
  const place = (given: object = {}, actor = pair.clerk) =>
    run(
      db,
      'placeUnitInGrid',
      { unitId: pair.unit.id, areaId: grid.id, from: '2022-03-01', ...given },
      { actor },
    );
  return { ...pair, grid, place };
}

describe('a unit in a grid (X3)', () => {
  it('enters it, is told of at both ends, and leaves', async () => {
    const { grid, unit, clerk, place } = await aGrid();

    const { id, ...placed } = await place();

    expect(placed).toMatchObject({ state: 'PLACED', from: '2022-03-01', to: null });
    expect(await ask(db, BOTH, { id: grid.id, unitId: unit.id })).toMatchObject({
      area: { gridPlacements: { totalCount: 1, nodes: [{ unit: { id: unit.id } }] } },
      unit: { gridPlacements: { nodes: [{ grid: { name: '第一网格' }, history: [{ action: 'PLACE' }] }] } },
    });
    const end = (to: string) => run(db, 'endGridPlacement', { id, to }, { actor: clerk });
    expect(await end('2022-02-28')).toMatchObject({ field: 'to' });
    expect(await end('2026-11-24')).toMatchObject({ field: 'to' });
    expect(await end('2023-03-01')).toMatchObject({ state: 'ENDED', availableActions: [] });
    expect(await end('2023-03-01')).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is there once, may be in several grids, and PostgreSQL holds to it', async () => {
    const { community, grid, unit, place } = await aGrid();
    const other = await anArea(db, { level: 'GRID' }, community);
    await place();

    expect(await place()).toMatchObject({
      __typename: 'UnitAlreadyPlaced',
      message: 'The unit is in this grid since 2022-03-01.',
    });
    expect(await place({ areaId: other.id })).toMatchObject({ state: 'PLACED' });
    await expect(
      db.query(
        `insert into grid_placement (state, unit_id, area_id, from_on) values ('PLACED', $1, $2, $3)`,
        [unit.id, grid.id, '2024-01-01'],
      ),
    ).rejects.toThrow('grid_placement_once_a_unit');
  });

  it('is refused for what is no grid, for days to come, for no unit, and from elsewhere', async () => {
    const { community, elsewhere, place } = await aGrid();
    const { id } = await place();

    expect(await place({ areaId: community.id })).toMatchObject({ field: 'areaId' });
    expect(await place({ from: '2026-11-24' })).toMatchObject({ field: 'from' });
    expect(await place({ unitId: community.id })).toMatchObject(none);
    expect(await place({}, elsewhere)).toMatchObject(none);
    expect(await run(db, 'endGridPlacement', { id, to: '2023-03-01' }, { actor: elsewhere })).toMatchObject(
      none,
    );
  });

  it('lives as its table says', () => {
    expect(gridPlacementStates.reachable('PLACED')).toEqual(new Set(['PLACED', 'ENDED']));
  });
});

test('placements are found by unit, kind and day; many in as many statements as one', async () => {
  const { county, community, street, clerk, place } = await aGrid();
  await place();
  for (let nth = 0; nth < 4; nth++) {
    const { id: areaId } = await anArea(db, { level: 'GRID' }, community);
    const { id: unitId } = await aUnit(db, county, { kind: 'ENTERPRISE' });
    const { id } = await place({ areaId, unitId });
    if (nth === 0) await run(db, 'endGridPlacement', { id, to: '2023-01-01' }, { actor: clerk });
  }
  const list = async (where: object = {}, first = 5) =>
    (await ask(db, LIST, { first, where: { withinId: street.id, ...where } })).gridPlacements;

  expect(await list()).toMatchObject({ totalCount: 5, unitsCount: 5, gridsCount: 5 });
  expect(await list({ unitKind: 'ENTERPRISE', isServing: true })).toMatchObject({ totalCount: 3 });
  expect(await list({ servingOn: '2022-12-31' })).toMatchObject({ totalCount: 5 });
  expect(await list({ servingOn: '2023-01-01' })).toMatchObject({ totalCount: 4 });
  const one = await countStatements(() => list({}, 1));
  const five = await countStatements(() => list());
  expect(five.statements.length).toBe(one.statements.length);
});

const BOTH = /* GraphQL */ `
  query ($id: ID!, $unitId: ID!) {
    area(id: $id) { gridPlacements(first: 5, isServing: true) { totalCount nodes { unit { id } } } }
    unit(id: $unitId) { gridPlacements(first: 5) { nodes { grid { name } history { action } } } }
  }
`;
const LIST = /* GraphQL */ `
  query ($first: Int!, $where: GridPlacementFilter) {
    gridPlacements(first: $first, where: $where) {
      totalCount unitsCount gridsCount
      nodes { unit { name kind } grid { name } history { action } }
    }
  }
`;
