import { randomUUID } from 'node:crypto';
import type { Language } from '@jinlin/graphql';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, ask, run } from '../testing';
import type { Area } from './area.entity';

const db = testDatabase(tables);

/** A community with two grids, in a street of a county. */
async function aCommunity() {
  const { street, county, organiser, elsewhere } = await aCounty(db);
  const community = await anArea(db, { name: '桂圆林社区' }, street);
  const grids = [await aGrid(community), await aGrid(community)] as const;
  return { street, county, organiser, elsewhere, community, grids };
}

const aGrid = (parent: Area, given: Partial<Area> = {}) => anArea(db, { level: 'GRID', ...given }, parent);

const aCode = () => `510522${randomUUID().replaceAll(/\D/g, '').padEnd(6, '7').slice(0, 6)}`;

/** The code of a third grid. */
const codeIn = ({ code }: Area) => `${code}003`;

const ON = '2026-11-01';

describe('an area', () => {
  it('is read with everything it lies in', async () => {
    const { grids } = await aCommunity();

    const { area } = await ask(db, CHAIN, { id: grids[0].id });

    expect(area).toEqual({
      localTitle: 'Grid',
      ancestors: [{ name: '合江县' }, { name: '符阳街道' }, { name: '桂圆林社区' }],
      community: { name: '桂圆林社区' },
      ancestor: { name: '合江县' },
      parent: { name: '桂圆林社区' },
    });
  });

  it('goes by the plain name of its level above all localities', async () => {
    const { id } = await anArea(db, { level: 'PROVINCE', code: '51', name: '四川省' });
    const titleIn = async (language: Language) =>
      (await ask(db, TITLE, { id }, { language })).area.localTitle;

    expect(await titleIn('zh-CN')).toBe('省');
    expect(await titleIn('en')).toBe('Province');
  });

  it('is made below another, and known to others by an event', async () => {
    const { community, organiser } = await aCommunity();
    const input = {
      parentId: community.id,
      level: 'GRID',
      code: codeIn(community),
      name: ' 第3网格 ',
      on: ON,
    };

    const made = await run(db, 'createArea', { ...input, householdCount: 280 }, { actor: organiser });

    expect(made).toMatchObject({ name: '第3网格', areaCode: input.code, state: 'ACTIVE', validFrom: ON });
    expect(await eventsOf(made.id)).toEqual([
      {
        type: 'area.create',
        data: expect.objectContaining({
          code: input.code,
          name: '第3网格',
          level: 'GRID',
          parentId: community.id,
          path: expect.stringContaining(community.path),
          urban: true,
          householdCount: 280,
          validFrom: ON,
          validTo: null,
        }),
      },
    ]);
  });

  it('is not made with a code that another bears', async () => {
    const { community, grids, organiser } = await aCommunity();
    const input = { parentId: community.id, level: 'GRID', code: grids[0].code, name: '第3网格', on: ON };

    expect(await run(db, 'createArea', input, { actor: organiser })).toMatchObject({
      __typename: 'AreaCodeTaken',
      message: `${grids[0].name} bears the code ${grids[0].code}.`,
    });
  });

  it.each([
    ['name', { name: ' ' }],
    ['code', { code: '510522999999' }],
    ['householdCount', { householdCount: -1 }],
    ['level', { level: 'TOWNSHIP' }],
    ['on', { on: '2026-12-01' }],
    ['on', { on: '2019-12-31' }],
  ])('is not made with a wrong %s', async (field, wrong) => {
    const { community, organiser } = await aCommunity();
    const input = {
      parentId: community.id,
      level: 'GRID',
      code: codeIn(community),
      name: '第3网格',
      on: ON,
      ...wrong,
    };

    expect(await run(db, 'createArea', input, { actor: organiser })).toMatchObject({
      __typename: 'InvalidInput',
      field,
    });
  });

  it('bears one name until a day and another from then on', async () => {
    const { community, organiser } = await aCommunity();

    const renamed = await run(
      db,
      'renameArea',
      { id: community.id, name: '桂林社区', on: ON },
      { actor: organiser },
    );

    expect(renamed).toMatchObject({ name: '桂林社区' });
    expect(await nameOn(community.id, '2026-10-31')).toBe('桂圆林社区');
    expect(await nameOn(community.id, ON)).toBe('桂林社区');
    expect(await nameOn(community.id, '2019-12-31')).toBeNull();
  });

  it('is found by its code of the day, which may be another area’s later', async () => {
    const { community, street, organiser } = await aCommunity();
    const recoded = { id: community.id, code: aCode(), on: ON };
    await run(db, 'recodeArea', recoded, { actor: organiser });
    const heir = await anArea(
      db,
      { code: community.code, name: '继任社区', validFrom: '2026-11-02' },
      street,
    );

    const found = await ask(db, BY_CODE, { former: community.code, present: recoded.code });

    expect(found).toEqual({
      before: { id: community.id },
      between: null,
      after: { id: heir.id },
      recoded: { id: community.id },
    });
  });

  it('is not recoded to a code that another bears', async () => {
    const { grids, organiser } = await aCommunity();
    const input = { id: grids[0].id, code: grids[1].code, on: ON };

    expect(await run(db, 'recodeArea', input, { actor: organiser })).toMatchObject({
      __typename: 'AreaCodeTaken',
    });
  });

  it('is not changed before its last change', async () => {
    const { community, organiser } = await aCommunity();
    await run(db, 'renameArea', { id: community.id, name: '桂林社区', on: ON }, { actor: organiser });

    const late = { id: community.id, name: '林社区', on: '2026-10-01' };

    expect(await run(db, 'renameArea', late, { actor: organiser })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'on',
      message: `"on" must not be before ${ON}, when this was last changed.`,
    });
  });

  it('moves with everything below it, and what was before can still be read', async () => {
    const { county, community, grids, organiser } = await aCommunity();
    const other = await anArea(db, { level: 'TOWNSHIP', name: '临港街道' }, county);

    await run(db, 'moveArea', { id: community.id, parentId: other.id, on: ON }, { actor: organiser });

    expect(await chainOn(grids[0].id, null)).toEqual(['合江县', '临港街道', '桂圆林社区']);
    expect(await chainOn(grids[0].id, '2026-10-31')).toEqual(['合江县', '符阳街道', '桂圆林社区']);
    expect(await eventsOf(grids[0].id)).toEqual([
      {
        type: 'area.move',
        data: {
          code: grids[0].code,
          name: grids[0].name,
          level: 'GRID',
          parentId: community.id,
          path: `${other.path}${community.label}/${grids[0].label}/`,
          urban: true,
          householdCount: 300,
          validFrom: '2020-01-01',
          validTo: null,
        },
      },
    ]);
  });

  it('does not move below itself, or below what stands lower', async () => {
    const { street, community, grids, organiser } = await aCommunity();
    const intoItself = { id: street.id, parentId: community.id, on: ON };
    const below = { id: community.id, parentId: grids[0].id, on: ON };

    expect(await run(db, 'moveArea', intoItself, { actor: organiser })).toMatchObject({ field: 'parentId' });
    expect(await run(db, 'moveArea', below, { actor: organiser })).toMatchObject({ field: 'parentId' });
  });

  it('closes when nothing lies below it, and keeps its name and its last head', async () => {
    const { grids, organiser } = await aCommunity();
    await anAppointment(db, grids[0], { post: 'GRID_HEAD' });

    const closed = await run(db, 'closeArea', { id: grids[0].id, on: ON }, { actor: organiser });

    expect(closed).toMatchObject({ state: 'CLOSED', validTo: ON, availableActions: [] });
    const { area } = await ask(db, LAST_HEAD, { id: grids[0].id });
    expect(area).toEqual({ name: grids[0].name, head: { state: 'ENDED', to: ON } });
    expect((await ask(db, CODED, { code: grids[0].code })).areaByCode).toBeNull();
  });

  it('does not close while something lies below it', async () => {
    const { community, organiser } = await aCommunity();

    expect(await run(db, 'closeArea', { id: community.id, on: ON }, { actor: organiser })).toMatchObject({
      __typename: 'AreaNotEmpty',
    });
  });

  it('is numbered within the area that it lies in, below a community by the community’s digits', async () => {
    const city = await anArea(db, { level: 'PREFECTURE', code: '510900' });
    const county = await anArea(db, { level: 'COUNTY', code: '510903' }, city);
    const community = await anArea(db, { code: '510903002007' }, county);
    const compound = await anArea(db, { level: 'COMPOUND', code: '510903002007C001' }, community);
    const actor = anActor('ORGANISER', { areaId: city.id });
    const make = (parentId: string, level: string, code: string) =>
      run(db, 'createArea', { parentId, level, code, name: '新区域', on: ON }, { actor });

    expect(await make(city.id, 'COUNTY', '510904')).toMatchObject({ areaCode: '510904' });
    expect(await make(city.id, 'COUNTY', '511002')).toMatchObject({ field: 'code' });
    expect(await make(compound.id, 'GRID', '510903002007001')).toMatchObject({ state: 'ACTIVE' });
    expect(await make(compound.id, 'GRID', '510903002008001')).toMatchObject({ field: 'code' });
  });

  it.each(['renameArea', 'recodeArea', 'moveArea', 'closeArea'])('once closed is past %s', async (act) => {
    const { street, grids, organiser } = await aCommunity();
    await run(db, 'closeArea', { id: grids[0].id, on: ON }, { actor: organiser });
    const all = { id: grids[0].id, on: '2026-11-02', name: '网格', code: aCode(), parentId: street.id };
    const wanted: Record<string, (keyof typeof all)[]> = {
      renameArea: ['id', 'on', 'name'],
      recodeArea: ['id', 'on', 'code'],
      moveArea: ['id', 'on', 'parentId'],
      closeArea: ['id', 'on'],
    };
    const input = Object.fromEntries(wanted[act]!.map((key) => [key, all[key]]));

    expect(await run(db, act, input, { actor: organiser })).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is nobody’s to change from outside', async () => {
    const { community, street, elsewhere } = await aCommunity();
    const created = {
      parentId: community.id,
      level: 'GRID',
      code: codeIn(community),
      name: '第3网格',
      on: ON,
    };

    for (const [act, input] of Object.entries({
      createArea: created,
      renameArea: { id: community.id, name: '社区', on: ON },
      recodeArea: { id: community.id, code: aCode(), on: ON },
      moveArea: { id: community.id, parentId: street.id, on: ON },
      closeArea: { id: community.id, on: ON },
    })) {
      expect(await run(db, act, input, { actor: elsewhere })).toMatchObject({ __typename: 'NotFound' });
    }
  });

  it('is changed once by a retried request, and not at all by a reused key', async () => {
    const { community, organiser } = await aCommunity();
    const input = { clientKey: randomUUID(), id: community.id, name: '桂林社区', on: ON };

    const [first, second] = await Promise.all(
      [1, 2].map(() => run(db, 'renameArea', input, { actor: organiser })),
    );

    expect(second).toEqual(first);
    expect(await eventsOf(community.id)).toHaveLength(1);
    expect(await run(db, 'renameArea', { ...input, name: '别名' }, { actor: organiser })).toMatchObject({
      __typename: 'KeyReused',
    });
  });

  it('tells its history', async () => {
    const { community, organiser } = await aCommunity();
    await run(
      db,
      'renameArea',
      { id: community.id, name: '桂林社区', on: ON, reason: '更名批复' },
      { actor: organiser },
    );

    const { area } = await ask(db, HISTORY, { id: community.id });

    expect(area.history).toEqual([
      {
        sequence: 1,
        action: 'RENAME',
        fromState: 'ACTIVE',
        toState: 'ACTIVE',
        role: 'ORGANISER',
        reason: '更名批复',
      },
    ]);
  });
});

describe('a list of areas', () => {
  it('goes on where the page before ended', async () => {
    const { community } = await aCommunity();
    await aGrid(community);

    const first = (await ask(db, CHILDREN, { id: community.id, first: 2 })).area.children;
    const rest = (await ask(db, CHILDREN, { id: community.id, first: 2, after: first.pageInfo.endCursor }))
      .area.children;

    expect([first.nodes.length, first.totalCount, first.pageInfo.hasNextPage]).toEqual([2, 3, true]);
    expect([rest.nodes.length, rest.pageInfo.hasNextPage]).toEqual([1, false]);
  });

  it('filters compounds by what they are (S12)', async () => {
    const { community } = await aCommunity();
    const compound = {
      level: 'COMPOUND' as const,
      propertyMode: 'COMPANY' as const,
      introducedProperty: false,
    };
    const old = { ...compound, isOld: true, isUnderRenovation: true, enclosed: true, isModel: false };
    await anArea(db, old, community);
    await anArea(
      db,
      { ...compound, isOld: false, enclosed: false, isModel: true, propertyMode: 'NONE' },
      community,
    );

    const count = async (where: object) =>
      (await ask(db, FILTERED, { where: { withinId: community.id, compound: where } })).areas.totalCount;

    expect(await count({})).toBe(2);
    expect(await count({ isOld: true, isEnclosed: true, isUnderRenovation: true })).toBe(1);
    expect(await count({ isManaged: false })).toBe(1);
    expect(await count({ isModel: true, isOld: true })).toBe(0);
  });

  it('refuses a size or a cursor that cannot be, and a place that is not', async () => {
    const refused = { extensions: { code: 'BAD_USER_INPUT' } };

    await expect(ask(db, '{ areas(first: 0) { nodes { id } } }')).rejects.toMatchObject(refused);
    await expect(ask(db, '{ areas(first: 101) { nodes { id } } }')).rejects.toMatchObject(refused);
    await expect(ask(db, '{ areas(first: 1, after: "x") { nodes { id } } }')).rejects.toMatchObject(refused);
    await expect(ask(db, FILTERED, { where: { withinCode: '999999' } })).rejects.toMatchObject(refused);
  });

  it.each([['%'], ['_'], ["'; drop table area; --"], ['\\'], ['社区\u202e'], ['🏘️']])(
    'takes %s for nothing but text',
    async (name) => {
      const { areas } = await ask(db, FILTERED, { where: { name } });

      expect(areas.totalCount).toBe(0);
    },
  );
});

describe('the number of statements', () => {
  it('does not grow with the number of areas asked about', async () => {
    const { community, grids } = await aCommunity();
    const more = await Promise.all(Array.from({ length: 18 }, () => aGrid(community)));
    const refs = [...grids, ...more].map(({ id }) => ({ __typename: 'Area', id }));

    const one = await countStatements(() => ask(db, ENTITIES, { refs: refs.slice(0, 1) }, { actor: null }));
    const twenty = await countStatements(() => ask(db, ENTITIES, { refs }, { actor: null }));

    expect(one.statements).toHaveLength(2);
    expect(twenty.statements).toHaveLength(2);
  });

  it('does not grow with a whole tree, today or as of a day', async () => {
    const { county } = await aCommunity();
    const { street } = await aCounty(db);
    const trees = [county, street].map(({ id }) => ({ __typename: 'Area', id }));
    const asOf = `query ($id: ID!) { area(id: $id, asOf: "2026-01-01") ${TREE} }`;

    const one = await countStatements(() => ask(db, TREES, { refs: trees.slice(0, 1) }));
    const two = await countStatements(() => ask(db, TREES, { refs: trees }));
    const then = await countStatements(() => ask(db, asOf, { id: county.id }));

    expect(two.statements.length).toBe(one.statements.length);
    expect(then.statements.length).toBe(one.statements.length);
  });
});

test('a clerk of a community lays out its grids, and not those of another (S14)', async () => {
  const { community, street } = await aCommunity();
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const grid = { level: 'GRID', name: '第3网格', on: ON };

  expect(
    await run(
      db,
      'createArea',
      { ...grid, parentId: community.id, code: codeIn(community) },
      { actor: clerk },
    ),
  ).toMatchObject({
    __typename: 'Area',
  });
  expect(
    await run(db, 'createArea', { ...grid, parentId: street.id, code: aCode() }, { actor: clerk }),
  ).toMatchObject({
    __typename: 'NotFound',
  });
});

const eventsOf = (id: string) =>
  db.query('select type, data from outbox where subject = $1 order by xid, id', [id]);

const nameOn = async (id: string, asOf: string) =>
  (await ask(db, 'query ($id: ID!, $asOf: LocalDate) { area(id: $id, asOf: $asOf) { name } }', { id, asOf }))
    .area?.name ?? null;

const chainOn = async (id: string, asOf: string | null) => {
  const source = 'query ($id: ID!, $asOf: LocalDate) { area(id: $id, asOf: $asOf) { ancestors { name } } }';
  return (await ask(db, source, { id, asOf })).area.ancestors.map(({ name }: { name: string }) => name);
};

const TITLE = 'query ($id: ID!) { area(id: $id) { localTitle } }';

const CHAIN = /* GraphQL */ `
  query ($id: ID!) {
    area(id: $id) {
      localTitle ancestors { name } community { name } ancestor(level: COUNTY) { name } parent { name }
    }
  }
`;
const BY_CODE = /* GraphQL */ `
  query ($former: AreaCode!, $present: AreaCode!) {
    before: areaByCode(code: $former, asOf: "2026-10-31") { id }
    between: areaByCode(code: $former, asOf: "2026-11-01") { id }
    after: areaByCode(code: $former) { id }
    recoded: areaByCode(code: $present) { id }
  }
`;
const LAST_HEAD = 'query ($id: ID!) { area(id: $id) { name head { state to } } }';
const CODED = 'query ($code: AreaCode!) { areaByCode(code: $code) { id } }';
const HISTORY =
  'query ($id: ID!) { area(id: $id) { history { sequence action fromState toState role reason } } }';
const CHILDREN = /* GraphQL */ `
  query ($id: ID!, $first: Int!, $after: String) {
    area(id: $id) {
      children(first: $first, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }
    }
  }
`;
const FILTERED = 'query ($where: AreaFilter) { areas(first: 1, where: $where) { totalCount } }';
const ENTITIES = /* GraphQL */ `
  query ($refs: [_Any!]!) {
    _entities(representations: $refs) { ... on Area { name level code ancestors { name level code } } }
  }
`;
const TREE = /* GraphQL */ `
  {
    descendantsCount(level: GRID)
    children(first: 100) {
      totalCount
      nodes { parent { name } ancestors { name } children(first: 100) { nodes { name head { state } changes { kind } } } }
    }
  }
`;
const TREES = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Area ${TREE} } }`;
