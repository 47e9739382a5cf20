import { countStatements, testDatabase } from '@jinlin/testing';
import { aPair } from '../joint-work/joint-work.testing';
import { tables } from '../tables';
import { anArea, ask, run } from '../testing';
import { brandStates } from './brand.states';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };

async function aCommunity() {
  const pair = await aPair(db);
  const register = (given: object = {}, actor = pair.clerk) =>
    run(
      db,
      'registerBrand',
      { areaId: pair.community.id, name: '桥', meaning: '连心之桥', from: '2021-07-01', ...given },
      { actor },
    );
  return { ...pair, register };
}

describe('a brand (一区一品, H17, D3)', () => {
  it('is a community’s own, one at a time, and the refusal names it', async () => {
    const { community, register } = await aCommunity();

    expect(await register()).toMatchObject({ state: 'IN_USE', name: '桥', meaning: '连心之桥', to: null });
    expect(await register({ name: '灯' })).toMatchObject({
      __typename: 'BrandAlreadyThere',
      message: `${community.name} has the brand “桥”; retire it first.`,
    });
  });

  it('is written anew, retired, and followed by another', async () => {
    const { community, clerk, register } = await aCommunity();
    const { id } = await register();
    const retire = (to: string) => run(db, 'retireBrand', { id, to, reason: '更名' }, { actor: clerk });

    expect(await run(db, 'reviseBrand', { id, name: '心桥' }, { actor: clerk })).toMatchObject({
      name: '心桥',
      meaning: null,
    });
    expect(await run(db, 'reviseBrand', { id, name: '' }, { actor: clerk })).toMatchObject({ field: 'name' });
    expect(await retire('2021-06-30')).toMatchObject({ field: 'to' });
    expect(await retire('2026-11-24')).toMatchObject({ field: 'to' });
    expect(await retire('2026-11-01')).toMatchObject({ state: 'RETIRED', availableActions: [] });
    expect(await retire('2026-11-01')).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await register({ name: '灯', from: '2026-11-01' })).toMatchObject({ state: 'IN_USE' });
    expect((await ask(db, BRAND, { id: community.id })).area.brand).toMatchObject({ name: '灯' });
  });

  it.each([
    ['name', { name: ' ' }],
    ['from', { from: '2026-11-24' }],
    ['areaId', { areaId: 'GRID' }],
  ])('is not registered with a wrong %s', async (field, wrong) => {
    const { community, register } = await aCommunity();
    const grid = await anArea(db, { level: 'GRID' }, community);

    expect(await register('areaId' in wrong ? { areaId: grid.id } : wrong)).toMatchObject({ field });
  });

  it('is the affair of those whose area it is', async () => {
    const { elsewhere, register } = await aCommunity();
    const { id } = await register();

    expect(await register({}, elsewhere)).toMatchObject(none);
    for (const [act, input] of [
      ['reviseBrand', { name: '灯' }],
      ['retireBrand', { to: '2026-11-01' }],
    ] as const) {
      expect(await run(db, act, { id, ...input }, { actor: elsewhere })).toMatchObject(none);
    }
  });

  it('lives as its table says', () => {
    expect(brandStates.reachable('IN_USE')).toEqual(new Set(['IN_USE', 'RETIRED']));
  });
});

test('brands are found by name and state; many in as many statements as one', async () => {
  const { street, organiser } = await aCommunity();
  for (let nth = 0; nth < 5; nth++) {
    const { id: areaId } = await anArea(db, {}, street);
    await run(db, 'registerBrand', { areaId, name: `品牌${nth}`, from: '2022-01-01' }, { actor: organiser });
  }
  const list = async (first: number, where: object = {}) =>
    (await ask(db, BRANDS, { first, where: { withinId: street.id, ...where } })).brands;

  expect(await list(5)).toMatchObject({ totalCount: 5 });
  expect(await list(5, { name: '牌3', state: 'IN_USE' })).toMatchObject({ totalCount: 1 });
  const one = await countStatements(() => list(1));
  const five = await countStatements(() => list(5));
  expect(five.statements.length).toBe(one.statements.length);
});

const BRAND = 'query ($id: ID!) { area(id: $id) { brand { name from } } }';
const BRANDS = /* GraphQL */ `
  query ($first: Int!, $where: BrandFilter) {
    brands(first: $first, where: $where) {
      totalCount nodes { name area { name brand { name } } history { action } }
    }
  }
`;
