import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { aCounty, anArea, ask, aUnit, run } from '../testing';

const db = testDatabase(tables);

async function aLedger() {
  const { county, street, elsewhere } = await aCounty(db);
  const community = await anArea(db, { name: '桂圆林社区' }, street);
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const stranger = anActor('COMMUNITY_CLERK', { areaId: elsewhere.areaId });
  const enter = (given: object = {}, actor = clerk) =>
    run(
      db,
      'enterCommunityIncome',
      {
        areaId: community.id,
        year: 2026,
        model: 'ASSET_LEASE',
        amount: 10_000_000,
        sourceDocument: '桂圆林租〔2026〕3号',
        ...given,
      },
      { actor },
    );
  const reverse = (id: string, reason = '金额有误', actor = clerk) =>
    run(db, 'reverseCommunityIncome', { id, reason }, { actor });
  return { county, street, community, clerk, stranger, enter, reverse };
}

const economyOf = async (id: string, year = 2026) =>
  (await ask(db, ECONOMY, { id, year })).area.communityEconomy;

describe('the income ledger of a community (H25)', () => {
  it('adds up by model and year', async () => {
    const { county, community, enter } = await aLedger();
    await enter();
    await enter({ model: 'PROPERTY_MANAGEMENT', amount: 250 });
    await enter({ amount: 5_000_000 });
    await enter({ year: 2025, amount: 1 });

    expect(await economyOf(county.id)).toEqual({
      total: 15_000_250,
      byModel: [
        { model: { key: 'ASSET_LEASE', title: 'Idle assets put to use' }, total: 15_000_000, communities: 1 },
        { model: { key: 'PROPERTY_MANAGEMENT', title: 'Property management' }, total: 250, communities: 1 },
      ],
      earningCommunities: 1,
      newlyEarningCommunities: 0,
    });
    expect((await ask(db, LIST, { where: { withinId: community.id, year: 2026 } })).communityIncome).toEqual({
      totalCount: 3,
      total: 15_000_250,
      communityCount: 1,
    });
  });

  it('is corrected by a reversing entry and a right one; nothing booked is changed', async () => {
    const { community, enter, reverse } = await aLedger();
    const { id } = await enter({ amount: 99 });

    const reversal = await reverse(id);
    await enter({ amount: 100 });

    expect(reversal).toMatchObject({
      state: 'REVERSAL',
      amount: -99,
      reverses: { id },
      availableActions: [],
    });
    expect(await economyOf(community.id)).toMatchObject({ total: 100 });
    const { communityIncomeEntry } = await ask(db, ENTRY, { id });
    expect(communityIncomeEntry).toEqual({
      state: 'REVERSED',
      amount: 99,
      reversedBy: { id: reversal.id },
      history: [
        { action: 'ENTER', reason: null },
        { action: 'REVERSE', reason: '金额有误' },
      ],
    });
  });

  it('takes an entry back once, and never a reversal', async () => {
    const { enter, reverse } = await aLedger();
    const { id } = await enter();
    const reversal = await reverse(id);

    expect(await reverse(id)).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await reverse(reversal.id)).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('takes an entry back once also when fifty try at the same moment', async () => {
    const { community, enter, reverse } = await aLedger();
    const { id } = await enter();

    const answers = await Promise.all(Array.from({ length: 50 }, () => reverse(id)));

    expect(answers.filter(({ __typename }) => __typename === 'CommunityIncomeEntry')).toHaveLength(1);
    expect(await economyOf(community.id)).toMatchObject({ total: 0, earningCommunities: 0 });
  });

  it('knows who earns for the first time (从无到有)', async () => {
    const { street, county, enter, clerk } = await aLedger();
    const other = await anArea(db, {}, street);
    const wide = { ...clerk, areaId: county.id };
    await enter({ year: 2025 });
    await enter();
    await enter({ areaId: other.id, amount: 1 }, wide);

    expect(await economyOf(county.id)).toMatchObject({ earningCommunities: 2, newlyEarningCommunities: 1 });
    expect(await economyOf(county.id, 2025)).toMatchObject({
      earningCommunities: 1,
      newlyEarningCommunities: 1,
    });
  });

  it('refuses what is nothing, of no year, of no model, of no document, of no community', async () => {
    const { street, clerk, county, enter, reverse } = await aLedger();
    const { id } = await enter();

    expect(await enter({ amount: 0 })).toMatchObject({ field: 'amount' });
    expect(await enter({ amount: -5 })).toMatchObject({ field: 'amount' });
    expect(await enter({ amount: 1e14 })).toMatchObject({ field: 'amount' });
    expect(await enter({ year: 2027 })).toMatchObject({ field: 'year' });
    expect(await enter({ year: 1999 })).toMatchObject({ field: 'year' });
    expect(await enter({ model: 'LOTTERY' })).toMatchObject({ field: 'model' });
    expect(await enter({ sourceDocument: ' ' })).toMatchObject({ field: 'sourceDocument' });
    expect(await enter({ areaId: street.id }, { ...clerk, areaId: county.id })).toMatchObject({
      field: 'areaId',
    });
    expect(await reverse(id, ' ')).toMatchObject({ field: 'reason' });
  });

  it('is kept only by those within whose area the community lies', async () => {
    const { stranger, enter, reverse } = await aLedger();
    const { id } = await enter();

    expect(await enter({}, stranger)).toMatchObject({ __typename: 'NotFound' });
    expect(await reverse(id, '越权', stranger)).toMatchObject({ __typename: 'NotFound' });
  });

  it('names the models of its locality', async () => {
    const models = async (localityCode: string) =>
      (
        await ask(
          db,
          'query ($localityCode: AreaCode!) { communityIncomeModels(localityCode: $localityCode) { key } }',
          { localityCode },
        )
      ).communityIncomeModels;

    expect(await models('510522')).toHaveLength(5);
    expect(await models('522701')).toContainEqual({ key: 'OUTDOOR_ADVERTISING' });
  });

  it('tells of a hundred communities in as many statements as of one', async () => {
    const { street, enter } = await aLedger();
    await enter();
    const asked = async () =>
      (
        await countStatements(() =>
          ask(
            db,
            `query ($id: ID!) {
              area(id: $id) { children(first: 100) { nodes { communityEconomy(year: 2026) { total byModel { model { key } } } } } }
              communityIncome(first: 100, where: { withinId: $id }) { nodes { community { name } model { key } reversedBy { id } } }
            }`,
            { id: street.id },
          ),
        )
      ).statements.length;

    const few = await asked();
    for (let more = 0; more < 5; more++) await anArea(db, {}, street);
    await enter({ amount: 7 });
    expect(await asked()).toBe(few);
  });

  it('adds up whatever is entered and reversed in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ amount: fc.integer({ min: 1, max: 1e9 }), isReversed: fc.boolean() }), {
          minLength: 1,
          maxLength: 8,
        }),
        async (entries) => {
          const { community, enter, reverse } = await aLedger();
          for (const { amount, isReversed } of entries) {
            const { id } = await enter({ amount });
            if (isReversed) await reverse(id);
          }

          const kept = entries.filter(({ isReversed }) => !isReversed);
          const total = kept.reduce((sum, { amount }) => sum + amount, 0);
          expect(await economyOf(community.id)).toMatchObject({ total });
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe('an enterprise of a community (D28)', () => {
  async function anEnterprise() {
    const { county, street, elsewhere, organiser } = await aCounty(db);
    const community = await anArea(db, {}, street);
    const unit = await aUnit(db, community, { name: '便民服务公司', kind: 'ENTERPRISE' });
    const register = (given: object = {}, actor = organiser) =>
      run(
        db,
        'registerCommunityEnterprise',
        { unitId: unit.id, areaId: community.id, model: 'PAID_SERVICES', from: '2026-01-01', ...given },
        { actor },
      );
    return { county, street, community, unit, organiser, elsewhere, register };
  }

  it('earns for its community, until that no longer runs it', async () => {
    const { community, unit, organiser, register } = await anEnterprise();
    const { id } = await register();
    const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
    const entry = {
      areaId: community.id,
      year: 2026,
      model: 'PAID_SERVICES',
      amount: 120_000,
      sourceDocument: '服务合同1号',
      unitId: unit.id,
    };
    await run(db, 'enterCommunityIncome', entry, { actor: clerk });

    expect((await ask(db, ENTERPRISE, { id })).communityEnterprise).toEqual({
      state: 'RUNNING',
      income: 120_000,
    });
    expect(
      await run(db, 'endCommunityEnterprise', { id, to: '2026-11-23', reason: '停业' }, { actor: organiser }),
    ).toMatchObject({ state: 'ENDED', to: '2026-11-23', availableActions: [] });
    expect(await run(db, 'enterCommunityIncome', entry, { actor: clerk })).toMatchObject({
      __typename: 'NotFound',
    });
  });

  it('is run by one community, and is a unit that can earn', async () => {
    const { community, street, county, organiser, elsewhere, register } = await anEnterprise();
    const { id } = await register();
    const department = await aUnit(db, county);

    expect(await register()).toMatchObject({ __typename: 'AlreadyCommunityRun' });
    expect(await register({ unitId: department.id })).toMatchObject({ field: 'unitId' });
    expect(await register({ areaId: street.id })).toMatchObject({ field: 'areaId' });
    expect(await register({ model: 'LOTTERY' })).toMatchObject({ field: 'model' });
    expect(await register({ from: '2026-11-24' })).toMatchObject({ field: 'from' });
    expect(await register({ unitId: community.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await register({}, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    const end = (to: string, actor = organiser) =>
      run(db, 'endCommunityEnterprise', { id, to, reason: '停业' }, { actor });
    expect(await end('2025-12-31')).toMatchObject({ field: 'to' });
    expect(await end('2026-11-23', elsewhere)).toMatchObject({ __typename: 'NotFound' });
  });
});

const ECONOMY = /* GraphQL */ `
  query ($id: ID!, $year: Int!) {
    area(id: $id) {
      communityEconomy(year: $year) {
        total
        byModel { model { key title } total communities }
        earningCommunities
        newlyEarningCommunities
      }
    }
  }
`;
const LIST =
  'query ($where: CommunityIncomeFilter) { communityIncome(first: 1, where: $where) { totalCount total communityCount } }';
const ENTRY = /* GraphQL */ `
  query ($id: ID!) {
    communityIncomeEntry(id: $id) { state amount reversedBy { id } history { action reason } }
  }
`;
const ENTERPRISE = 'query ($id: ID!) { communityEnterprise(id: $id) { state income(year: 2026) } }';
