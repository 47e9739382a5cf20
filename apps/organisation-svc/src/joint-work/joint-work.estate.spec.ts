import { countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask, aUnit, run } from '../testing';
import { aMembership, anAgreement, anAlliance, aPair, type PairOf } from './joint-work.testing';

const db = testDatabase(tables);

const ON = '2026-11-01';

/** Two communities side by side, and all joint work that may stand at the first. */
async function aBusyCommunity() {
  const pair = await aPair(db);
  const { community: one, unit, clerk, organiser } = pair;
  const two = await anArea(db, { name: '东山社区' }, pair.street);
  const alliance = await anAlliance(db, one);
  const membership = await aMembership(db, alliance, unit);
  const { agreement, commitment } = await anAgreement(db, pair);
  const settled = await anAgreement(db, pair, { state: 'KEPT', keptOn: '2026-10-20' });
  const order = await run(
    db,
    'placeTwoWayOrder',
    { areaId: one.id, allianceId: alliance.id, title: '检修水电', wantedBy: '2026-12-01' },
    { actor: clerk },
  );
  const activity = await run(
    db,
    'planJointActivity',
    { areaId: one.id, title: '清扫', organiserIds: [unit.id], on: '2026-12-01' },
    { actor: clerk },
  );
  const brand = await run(
    db,
    'registerBrand',
    { areaId: one.id, name: '桥', from: '2021-07-01' },
    { actor: clerk },
  );
  const merge = () =>
    run(
      db,
      'mergeAreas',
      { ids: [one.id, two.id], into: { survivorId: two.id }, on: ON },
      { actor: organiser },
    );
  return {
    ...pair,
    one,
    two,
    alliance,
    membership,
    agreement,
    commitment,
    settled,
    order,
    activity,
    brand,
    merge,
  };
}

const standing = ({ alliance, agreement, commitment, order, activity, brand, membership }: Busy) =>
  ask(db, STANDING, {
    alliance: alliance.id,
    agreement: agreement.id,
    commitment: commitment.id,
    order: order.id,
    activity: activity.id,
    brand: brand.id,
    membership: membership.id,
  });

type Busy = Awaited<ReturnType<typeof aBusyCommunity>>;

describe('joint work at a community that ends (H17, D13)', () => {
  it('goes on at what came after, and what is settled stays as it was', async () => {
    const busy = await aBusyCommunity();
    const { id } = busy.two;

    await busy.merge();

    expect(await standing(busy)).toEqual({
      alliance: { state: 'ACTIVE', area: { id } },
      agreement: { state: 'IN_FORCE', community: { id } },
      commitment: { state: 'PROMISED', history: [{ action: 'PASS_ON', reason: 'AREA_ENDED' }] },
      twoWayOrder: { state: 'PLACED', community: { id }, alliance: { id: busy.alliance.id } },
      jointActivity: { state: 'PLANNED', area: { id } },
      brand: { state: 'IN_USE', area: { id } },
      _entities: [{ state: 'MEMBER' }],
    });
    const source = 'query ($id: ID!) { commitment(id: $id) { state history { action } } }';
    expect((await ask(db, source, { id: busy.settled.commitment.id })).commitment).toEqual({
      state: 'KEPT',
      history: [],
    });
  });

  it('joins what is there already: members the alliance, orders too, and one brand remains', async () => {
    const busy = await aBusyCommunity();
    const { two, county, unit, organiser } = busy;
    const other = await anAlliance(db, two);
    await aMembership(db, other, await aUnit(db, county, { name: '卫生局' }));
    const own = { areaId: two.id, name: '灯', from: '2022-07-01' };
    await run(db, 'registerBrand', own, { actor: organiser });

    await busy.merge();

    expect(await standing(busy)).toMatchObject({
      alliance: { state: 'DISSOLVED' },
      twoWayOrder: { state: 'PLACED', alliance: { id: other.id } },
      brand: { state: 'RETIRED' },
      _entities: [{ state: 'LEFT' }],
    });
    const { alliance } = await ask(db, MEMBERS, { id: other.id });
    expect(alliance.members.nodes).toEqual(
      expect.arrayContaining([
        { unit: { id: unit.id }, from: ON, history: [{ action: 'JOIN', reason: 'AREA_ENDED' }] },
      ]),
    );
    expect(alliance.members.totalCount).toBe(2);
  });

  it('is not left behind: the community is not closed while it stands', async () => {
    const { one, alliance, organiser } = await aBusyCommunity();

    expect(
      await run(db, 'closeArea', { id: one.id, on: ON, reason: '撤销' }, { actor: organiser }),
    ).toMatchObject({
      __typename: 'WithoutSuccessor',
      message: `No successor is named for what stands there: 1 alliances (${alliance.name}), 2 co-construction agreements, 1 two-way orders, 1 planned activities, 1 brands (桥).`,
    });
  });

  it('takes no more statements for twenty agreements than for two', async () => {
    const counts: number[] = [];
    for (const size of [2, 20]) {
      const busy = await aBusyCommunity();
      for (let nth = 0; nth < size; nth++) await anAgreement(db, busy);
      const { statements } = await countStatements(busy.merge);
      counts.push(statements.length);
    }

    expect(counts[1]).toBe(counts[0]);
  });
});

describe('a unit in a grid that ends (X3, D13)', () => {
  const place = ({ unit, clerk }: PairOf, { id: areaId }: { id: string }) =>
    run(db, 'placeUnitInGrid', { unitId: unit.id, areaId, from: '2022-03-01' }, { actor: clerk });

  it('goes on in the grid that came after, once', async () => {
    const pair = await aPair(db, '350322');
    const [one, two] = [
      await anArea(db, { level: 'GRID' }, pair.community),
      await anArea(db, { level: 'GRID' }, pair.community),
    ];
    await place(pair, one);
    await place(pair, two);
    const other = { ...pair, unit: await aUnit(db, pair.county, { name: '卫生局' }) };
    await place(other, one);

    await run(
      db,
      'mergeAreas',
      { ids: [one.id, two.id], into: { survivorId: two.id }, on: ON },
      { actor: pair.organiser },
    );

    const { area } = await ask(db, IN_GRID, { id: two.id });
    expect(area.gridPlacements).toMatchObject({ totalCount: 2, unitsCount: 2 });
  });
});

const STANDING = /* GraphQL */ `
  query (
    $alliance: ID! $agreement: ID! $commitment: ID! $order: ID! $activity: ID! $brand: ID! $membership: ID!
  ) {
    alliance(id: $alliance) { state area { id } }
    agreement(id: $agreement) { state community { id } }
    commitment(id: $commitment) { state history { action reason } }
    twoWayOrder(id: $order) { state community { id } alliance { id } }
    jointActivity(id: $activity) { state area { id } }
    brand(id: $brand) { state area { id } }
    _entities(representations: [{ __typename: "AllianceMembership", id: $membership }]) {
      ... on AllianceMembership { state }
    }
  }
`;
const MEMBERS = /* GraphQL */ `
  query ($id: ID!) {
    alliance(id: $id) {
      members(first: 5, isServing: true) { totalCount nodes { unit { id } from history { action reason } } }
    }
  }
`;
const IN_GRID = /* GraphQL */ `
  query ($id: ID!) { area(id: $id) { gridPlacements(first: 5, isServing: true) { totalCount unitsCount } } }
`;
