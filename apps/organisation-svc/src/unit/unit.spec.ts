import { creditCheckDigit } from '@jinlin/graphql';
import { countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, ask, aUnit, run } from '../testing';

const db = testDatabase(tables);

describe('a unit', () => {
  it('is registered in an area, and known to others by an event (H27, S10)', async () => {
    const { street, organiser } = await aCounty(db);
    const input = { name: '近邻物业服务有限公司', kind: 'PROPERTY_COMPANY', areaId: street.id };

    const unit = await run(
      db,
      'registerUnit',
      { ...input, creditCode: `11010000M000100Y4${creditCheckDigit('11010000M000100Y4')}` },
      { actor: organiser },
    );

    expect(unit).toMatchObject({ name: input.name, state: 'ACTIVE', isRed: false });
    expect(await db.query('select type, data from outbox where subject = $1', [unit.id])).toEqual([
      {
        type: 'unit.register',
        data: expect.objectContaining({
          name: input.name,
          kind: input.kind,
          areaId: street.id,
          active: true,
        }),
      },
    ]);
  });

  it('is registered once by its credit code', async () => {
    const { street, organiser } = await aCounty(db);
    const again = { name: '住建局', kind: 'DEPARTMENT', areaId: street.id, creditCode: '91350100M000100Y43' };
    await aUnit(db, street, { name: '住建局', creditCode: again.creditCode });

    expect(await run(db, 'registerUnit', again, { actor: organiser })).toMatchObject({
      __typename: 'UnitAlreadyRegistered',
      message: '住建局 bears this credit code.',
    });
  });

  it('is renamed, recognised as red (H24) and closed', async () => {
    const { street, organiser } = await aCounty(db);
    const { id } = await aUnit(db, street, { kind: 'PROPERTY_COMPANY' });

    expect(await run(db, 'renameUnit', { id, name: '共邻物业' }, { actor: organiser })).toMatchObject({
      name: '共邻物业',
    });
    expect(
      await run(db, 'setRedStatus', { id, isRed: true, reason: '合组〔2021〕8号' }, { actor: organiser }),
    ).toMatchObject({ isRed: true });
    expect(await run(db, 'closeUnit', { id, reason: '注销' }, { actor: organiser })).toMatchObject({
      state: 'CLOSED',
      availableActions: [],
    });
    expect(
      (await ask(db, HISTORY, { id })).unit.history.map((entry: { action: string }) => entry.action),
    ).toEqual(['RENAME', 'SET_RED_STATUS', 'CLOSE']);
  });

  it.each([
    ['renameUnit', { name: '物业' }],
    ['setRedStatus', { isRed: true, reason: '通知' }],
    ['closeUnit', { reason: '注销' }],
  ])('is past %s once it is closed, and out of reach from outside', async (act, input) => {
    const { street, organiser, elsewhere } = await aCounty(db);
    const { id } = await aUnit(db, street);
    const closed = await aUnit(db, street, { state: 'CLOSED' });

    expect(await run(db, act, { id, ...input }, { actor: elsewhere })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await run(db, act, { id: closed.id, ...input }, { actor: organiser })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
  });

  it.each([
    ['registerUnit', { name: ' ', kind: 'DEPARTMENT' }, 'name'],
    ['renameUnit', { name: '' }, 'name'],
    ['setRedStatus', { isRed: true, reason: ' ' }, 'reason'],
    ['closeUnit', { reason: '' }, 'reason'],
  ])('wants words where %s is given none', async (act, input, field) => {
    const { street, organiser } = await aCounty(db);
    const place = act === 'registerUnit' ? { areaId: street.id } : { id: (await aUnit(db, street)).id };

    expect(await run(db, act, { ...place, ...input }, { actor: organiser })).toMatchObject({ field });
  });

  it('is not registered outside one’s area, or below a unit that is not', async () => {
    const { street, organiser, elsewhere } = await aCounty(db);
    const input = { name: '住建局', kind: 'DEPARTMENT', areaId: street.id };

    expect(await run(db, 'registerUnit', input, { actor: elsewhere })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(
      await run(db, 'registerUnit', { ...input, parentId: street.id }, { actor: organiser }),
    ).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

test('units are listed by kind, place and status', async () => {
  const { county, street } = await aCounty(db);
  await aUnit(db, street, { kind: 'PROPERTY_COMPANY', isRed: true });
  await aUnit(db, street, { kind: 'PROPERTY_COMPANY' });
  await aUnit(db, county);
  await aUnit(db, county, { state: 'CLOSED' });

  const count = async (where: object) =>
    (await ask(db, LIST, { where: { withinId: county.id, ...where } })).units.totalCount;

  expect(await count({})).toBe(3);
  expect(await count({ kind: 'PROPERTY_COMPANY' })).toBe(2);
  expect(await count({ isRed: true })).toBe(1);
  expect(await count({ state: 'CLOSED' })).toBe(1);
  expect(await count({ name: '住房' })).toBe(3);
  expect((await ask(db, BELOW, { id: street.id })).area.units.nodes).toHaveLength(2);
});

test('twenty units and their heads are read in three statements, as one is', async () => {
  const { street } = await aCounty(db);
  const units = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const unit = await aUnit(db, street);
      await anAppointment(db, street, { post: 'UNIT_LEADER', unitId: unit.id });
      return { __typename: 'Unit', id: unit.id };
    }),
  );

  const one = await countStatements(() => ask(db, HEADS, { refs: units.slice(0, 1) }, { actor: null }));
  const twenty = await countStatements(() => ask(db, HEADS, { refs: units }, { actor: null }));

  expect(one.statements).toHaveLength(3);
  expect(twenty.statements).toHaveLength(3);
  expect(twenty.answer._entities[19]).toEqual({
    name: '住房和城乡建设局',
    head: { person: { maskedName: '张**' } },
  });
});

const HISTORY = 'query ($id: ID!) { unit(id: $id) { history { action } } }';
const LIST = 'query ($where: UnitFilter) { units(first: 1, where: $where) { totalCount } }';
const BELOW = 'query ($id: ID!) { area(id: $id) { units(first: 9) { nodes { name } } } }';
const HEADS = /* GraphQL */ `
  query ($refs: [_Any!]!) {
    _entities(representations: $refs) { ... on Unit { name head { person { maskedName } } } }
  }
`;

describe('a unit that moves', () => {
  it('sits elsewhere with its head from a day on, and where it sat before stays readable', async () => {
    const { county, street, organiser } = await aCounty(db);
    const other = await anArea(db, { level: 'TOWNSHIP', name: '临港街道' }, county);
    const unit = await aUnit(db, street);
    const head = await anAppointment(db, street, { post: 'UNIT_LEADER', unitId: unit.id });
    const move = (given: object = {}, actor = organiser) =>
      run(db, 'moveUnit', { id: unit.id, areaId: other.id, on: '2026-11-01', ...given }, { actor });

    expect(await move()).toMatchObject({ __typename: 'Unit', state: 'ACTIVE' });

    const { appointment, before, then, now } = await ask(db, SEATS, {
      id: head.id,
      unit: unit.id,
      street: street.id,
      other: other.id,
      before: '2026-10-31',
      on: '2026-11-01',
    });
    expect(appointment.area).toEqual({ name: '临港街道' });
    expect(then.units.nodes).toEqual([{ area: { name: '符阳街道' }, head: { area: { name: '符阳街道' } } }]);
    expect(now.units.totalCount).toBe(1);
    expect(before).toEqual({ area: { name: '符阳街道' } });
    expect(await move({ areaId: street.id })).toMatchObject({ field: 'on' });
    expect(await move({ on: '2026-11-02' })).toMatchObject({ field: 'areaId' });
    expect(await move({ areaId: street.id, on: '2027-01-01' })).toMatchObject({ field: 'on' });
  });

  it('is nobody’s to move from outside, nor to outside', async () => {
    const { street, organiser, elsewhere } = await aCounty(db);
    const { street: far } = await aCounty(db);
    const { id } = await aUnit(db, street);
    const move = (areaId: string, actor = organiser) =>
      run(db, 'moveUnit', { id, areaId, on: '2026-11-01' }, { actor });

    expect(await move(far.id)).toMatchObject({ __typename: 'NotFound' });
    expect(await move(street.id, elsewhere)).toMatchObject({ __typename: 'NotFound' });
  });
});

const SEATS = /* GraphQL */ `
  query ($id: ID!, $unit: ID!, $street: ID!, $other: ID!, $before: LocalDate!, $on: LocalDate!) {
    before: unit(id: $unit, asOf: $before) { area { name } }
    appointment(id: $id) { area { name } }
    then: area(id: $street, asOf: $before) { units(first: 5) { nodes { area { name } head { area { name } } } } }
    now: area(id: $other, asOf: $on) { units(first: 5) { totalCount } }
  }
`;

test('a unit was not there before it was registered, nor after it was closed', async () => {
  const { street } = await aCounty(db);
  const { id } = await aUnit(db, street, {
    state: 'CLOSED',
    registeredOn: '2021-05-01',
    closedOn: '2022-05-01',
  });
  const asOf = async (on: string) => (await ask(db, UNIT_ON, { id, on })).unit;

  expect([await asOf('2021-04-30'), await asOf('2022-05-01')]).toEqual([null, null]);
  expect(await asOf('2021-05-01')).toEqual({ area: { name: '符阳街道' } });
});

const UNIT_ON = 'query ($id: ID!, $on: LocalDate!) { unit(id: $id, asOf: $on) { area { name } } }';
