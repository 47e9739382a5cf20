import { randomUUID } from 'node:crypto';
import { testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, ask, run } from '../testing';
import type { Area } from './area.entity';

const db = testDatabase(tables);

const ON = '2026-11-01';

async function communities() {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const one = await anArea(db, { name: '大西门社区', registeredPopulation: 900 }, street);
  const two = await anArea(db, { name: '东山社区', registeredPopulation: 700 }, street);
  const grids = [await aGrid(one), await aGrid(one), await aGrid(two)] as const;
  return { county, street, organiser, elsewhere, one, two, grids };
}

const aGrid = (parent: Area) => anArea(db, { level: 'GRID' }, parent);

const aCode = () => `522701${randomUUID().replaceAll(/\D/g, '').padEnd(6, '7').slice(0, 6)}`;

describe('a split (D13)', () => {
  it('closes the area, and lets every child go to one successor', async () => {
    const { organiser, one, grids } = await communities();
    await anAppointment(db, one);

    const split = await run(
      db,
      'splitArea',
      {
        id: one.id,
        on: ON,
        successors: [
          { code: one.code, name: '大西门社区', childIds: [grids[0].id], householdCount: 140 },
          { code: aCode(), name: '小西门社区', childIds: [grids[1].id] },
        ],
      },
      { actor: organiser },
    );

    expect(split).toMatchObject({ __typename: 'Area', state: 'CLOSED', validTo: ON });
    const { area } = await ask(db, LINEAGE, { id: one.id });
    expect(area).toMatchObject({
      changes: [{ kind: 'SPLIT', on: ON }],
      firstSecretary: { state: 'ENDED', to: ON },
      successors: expect.arrayContaining([
        { name: '大西门社区', householdCount: 140, children: { nodes: [{ id: grids[0].id }] } },
        { name: '小西门社区', householdCount: null, children: { nodes: [{ id: grids[1].id }] } },
      ]),
    });
    expect(await parentOn(grids[1].id, null)).toBe('小西门社区');
    expect(await parentOn(grids[1].id, '2026-10-31')).toBe('大西门社区');
  });

  it('is refused while a child has nowhere to go, and names it', async () => {
    const { organiser, one, grids } = await communities();
    const successors = [
      { code: aCode(), name: '甲社区', childIds: [grids[0].id] },
      { code: aCode(), name: '乙社区', childIds: [] },
    ];

    expect(
      await run(db, 'splitArea', { id: one.id, on: ON, successors }, { actor: organiser }),
    ).toMatchObject({
      __typename: 'ChildrenLeftOver',
      message: `No successor is named for 1 children: ${grids[1].name}.`,
    });
    expect(await parentOn(grids[0].id, null)).toBe('大西门社区');
  });

  it('is refused when a child goes two ways, a stranger is named, or there is but one successor', async () => {
    const { organiser, one, grids } = await communities();
    const split = (successors: { childIds: string[]; code?: string }[]) =>
      run(
        db,
        'splitArea',
        { id: one.id, on: ON, successors: successors.map((s) => ({ code: aCode(), name: '社区', ...s })) },
        { actor: organiser },
      );
    const both = [grids[0].id, grids[1].id];
    const same = aCode();

    expect(await split([{ childIds: both }, { childIds: [grids[0].id] }])).toMatchObject({
      field: 'successors',
    });
    expect(await split([{ childIds: both }])).toMatchObject({ field: 'successors' });
    expect(await split([{ childIds: both }, { childIds: [grids[2].id] }])).toMatchObject({
      message: `Area ${grids[2].id} does not exist.`,
    });
    expect(
      await split([
        { childIds: both, code: same },
        { childIds: [], code: same },
      ]),
    ).toMatchObject({
      field: 'successors',
    });
    expect(await split([{ childIds: both, code: grids[2].code }, { childIds: [] }])).toMatchObject({
      __typename: 'AreaCodeTaken',
    });
  });

  it('is refused on a day that was before, or on the first day of the area', async () => {
    const { organiser, one, grids } = await communities();
    const successors = [
      { code: aCode(), name: '甲社区', childIds: [grids[0].id, grids[1].id] },
      { code: aCode(), name: '乙社区', childIds: [] },
    ];
    const split = (on: string) => run(db, 'splitArea', { id: one.id, on, successors }, { actor: organiser });

    expect(await split('2020-01-01')).toMatchObject({ field: 'on' });
    expect(await split('2027-01-01')).toMatchObject({ field: 'on' });
    await run(db, 'renameArea', { id: grids[0].id, name: '新网格', on: ON }, { actor: organiser });
    expect(await split('2026-10-01')).toMatchObject({ field: 'on' });
  });

  it('is nobody’s from outside', async () => {
    const { elsewhere, one, grids } = await communities();
    const successors = [
      { code: aCode(), name: '甲社区', childIds: [grids[0].id, grids[1].id] },
      { code: aCode(), name: '乙社区', childIds: [] },
    ];

    expect(
      await run(db, 'splitArea', { id: one.id, on: ON, successors }, { actor: elsewhere }),
    ).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

describe('a merger (D13)', () => {
  it('into a new area takes everything along', async () => {
    const { organiser, one, two, grids } = await communities();
    const input = { ids: [one.id, two.id], into: { code: one.code, name: '西东社区' }, on: ON };

    const whole = await run(db, 'mergeAreas', input, { actor: organiser });

    const { area } = await ask(db, LINEAGE, { id: whole.id });
    expect(area).toMatchObject({
      name: '西东社区',
      householdCount: 600,
      registeredPopulation: 1600,
      changes: [{ kind: 'MERGE', on: ON }],
    });
    expect(area.predecessors.map(({ id }: { id: string }) => id).sort()).toEqual([one.id, two.id].sort());
    expect(area.children.nodes).toHaveLength(3);
    expect(await parentOn(grids[2].id, '2026-10-31')).toBe('东山社区');
  });

  it('into one of the areas lets that one go on', async () => {
    const { organiser, one, two, grids } = await communities();
    const input = { ids: [one.id, two.id], into: { survivorId: two.id }, on: ON };

    const whole = await run(db, 'mergeAreas', input, { actor: organiser });

    expect(whole).toMatchObject({ id: two.id, name: '东山社区', state: 'ACTIVE' });
    expect((await ask(db, LINEAGE, { id: one.id })).area).toMatchObject({
      state: 'CLOSED',
      successors: [{ name: '东山社区' }],
    });
    expect(await parentOn(grids[0].id, null)).toBe('东山社区');
  });

  it('is refused to areas that do not stand side by side, and names them', async () => {
    const { organiser, one, grids } = await communities();
    const input = { ids: [one.id, grids[2].id], into: { survivorId: one.id }, on: ON };

    expect(await run(db, 'mergeAreas', input, { actor: organiser })).toMatchObject({
      __typename: 'NotSiblings',
      message: `Not beside 大西门社区, on its level and below its parent: ${grids[2].name}.`,
    });
  });

  it.each([
    [{}],
    [{ code: '522701001099' }],
    [{ survivorId: randomUUID() }],
    [{ code: '522701001099', name: '社区', survivorId: randomUUID() }],
  ])('is refused when it is unclear into what: %j', async (into) => {
    const { organiser, one, two } = await communities();

    expect(
      await run(db, 'mergeAreas', { ids: [one.id, two.id], into, on: ON }, { actor: organiser }),
    ).toMatchObject({
      __typename: 'InvalidInput',
      field: 'into',
    });
  });

  it('is refused to one area alone, to closed areas, with a code taken, and from outside', async () => {
    const { organiser, elsewhere, one, two, grids } = await communities();
    const into = { code: aCode(), name: '西东社区' };
    const merge = (given: object, actor = organiser) =>
      run(db, 'mergeAreas', { ids: [one.id, two.id], into, on: ON, ...given }, { actor });

    expect(await merge({ ids: [one.id, one.id] })).toMatchObject({ field: 'ids' });
    expect(await merge({ into: { ...into, code: grids[0].code } })).toMatchObject({
      __typename: 'AreaCodeTaken',
    });
    expect(await merge({ on: '2027-01-01' })).toMatchObject({ field: 'on' });
    expect(await merge({}, elsewhere)).toMatchObject({ message: `Area ${one.id} does not exist.` });
    expect(await merge({})).toMatchObject({ __typename: 'Area' });
    expect(await merge({ on: '2026-11-02', into: { ...into, code: aCode() } })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
  });
});

const parentOn = async (id: string, asOf: string | null) => {
  const source = 'query ($id: ID!, $asOf: LocalDate) { area(id: $id, asOf: $asOf) { parent { name } } }';
  return (await ask(db, source, { id, asOf })).area.parent.name;
};

const LINEAGE = /* GraphQL */ `
  query ($id: ID!) {
    area(id: $id) {
      name
      state
      householdCount
      registeredPopulation
      firstSecretary { state to }
      changes { kind on }
      predecessors { id }
      successors { name householdCount children(first: 9) { nodes { id } } }
      children(first: 9) { nodes { id } }
    }
  }
`;
