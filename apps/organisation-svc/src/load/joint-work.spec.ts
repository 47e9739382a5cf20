import { loadOnce } from '@jinlin/service';
import { testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { ask, seal } from '../testing';
import { load } from './load';

const db = testDatabase(tables);

beforeAll(async () => {
  await loadOnce(db, load(seal), () => {});
}, 90_000);

const figures: [figure: string, counted: number, query: string][] = [
  [
    'H.agreements (H17)',
    89,
    'agreements(first: 1, where: { withinCode: "510522", isSigned: true, signedTo: "2022-07-21" }) { figure: totalCount }',
  ],
  [
    'units that signed them (H17)',
    89,
    'agreements(first: 1, where: { withinCode: "510522", isSigned: true }) { figure: unitsCount }',
  ],
  [
    'H.jointActivities (H17)',
    29,
    'jointActivities(first: 1, where: { withinCode: "510522", kind: JOINT, state: HELD, to: "2022-07-21" }) { figure: totalCount }',
  ],
  [
    'theme days of 13 communities at four festivals (H18)',
    52,
    'jointActivities(first: 1, where: { withinCode: "510522", kind: THEME_DAY, state: HELD }) { figure: totalCount }',
  ],
  [
    'brands, one a community (H17)',
    13,
    'brands(first: 1, where: { withinCode: "510522" }) { figure: totalCount }',
  ],
  [
    'the brand of the city of Duyun (D3)',
    1,
    'brands(first: 1, where: { withinCode: "522701", name: "五化" }) { figure: totalCount }',
  ],
  [
    'orders of units with communities (H15)',
    13,
    'twoWayOrders(first: 1, where: { withinCode: "510522", placedBy: UNIT }) { figure: totalCount }',
  ],
  [
    'joint meetings of streets (S6)',
    110,
    'alliances(first: 1, where: { withinCode: "210100", kind: "JOINT_MEETING", state: ACTIVE }) { figure: totalCount }',
  ],
  [
    'part-time members of big work committees (S8)',
    110,
    'appointments(first: 1, where: { withinCode: "210100", post: "PART_TIME_WORK_COMMITTEE_MEMBER", isServing: true }) { figure: totalCount }',
  ],
  [
    'part-time members of the big committees of 沈河区 (S8)',
    93,
    'appointments(first: 1, where: { withinCode: "210103", post: "PART_TIME_COMMITTEE_MEMBER", isServing: true }) { figure: totalCount }',
  ],
  [
    'S.dedicationPersonTimes (S9)',
    2_300_000,
    'attendanceSheets(first: 1, where: { withinCode: "210100", series: "dedication-day", to: "2022-08-18" }) { figure: personTimes }',
  ],
  [
    'alliances of Duyun (D8)',
    45,
    'alliances(first: 1, where: { withinCode: "522701", state: ACTIVE }) { figure: totalCount }',
  ],
  [
    'D.allianceLeaders (D8)',
    38,
    'appointments(first: 1, where: { withinCode: "522701", post: "PART_TIME_COMMITTEE_MEMBER", isServing: true }) { figure: peopleCount }',
  ],
  [
    'orders of communities with their alliances (D9)',
    45,
    'twoWayOrders(first: 1, where: { withinCode: "522701", placedBy: COMMUNITY }) { figure: totalCount }',
  ],
  [
    'F.redAlliances (F12)',
    368,
    'alliances(first: 1, where: { withinCode: "350100", kind: "NEIGHBOUR_RED_ALLIANCE", state: ACTIVE }) { figure: totalCount }',
  ],
];

test.each(figures)('%s: %i', async (_, counted, query) => {
  const [{ figure }] = Object.values(await ask(db, `{ ${query} }`)) as [{ figure: number }];

  expect(figure).toBe(counted);
});

test('S.dedicationYears (S9): 22 without a gap', async () => {
  const { activitySeries } = await ask(
    db,
    '{ activitySeries(localityCode: "210100", code: "dedication-day") { consecutiveYears personTimes years { year } } }',
  );

  expect(activitySeries).toMatchObject([{ consecutiveYears: 22, personTimes: 2_300_000 }]);
  expect(activitySeries[0].years).toHaveLength(22);
});

test('organs, enterprises, institutions and “two new” organisations are in grids (X3)', async () => {
  const of = async (unitKind: string) =>
    (await ask(db, GRIDS, { unitKind })).gridPlacements as { unitsCount: number; gridsCount: number };

  for (const kind of ['DEPARTMENT', 'ENTERPRISE', 'INSTITUTION', 'SOCIAL_ORGANISATION']) {
    expect((await of(kind)).unitsCount).toBeGreaterThan(0);
  }
});

test('the head of a member unit sits on the committee of its alliance (D8, S8)', async () => {
  const { alliances } = await ask(db, SEATS);

  for (const { members, partyOrganisation } of alliances.nodes) {
    expect(partyOrganisation.partTimeMembers.totalCount).toBe(1);
    expect(
      members.nodes.filter(({ committeeSeat }: { committeeSeat: object | null }) => committeeSeat),
    ).toHaveLength(1);
  }
});

test('most promises of units were kept, some late, a few not (H17)', async () => {
  const { areaByCode } = await ask(
    db,
    '{ areaByCode(code: "510522") { commitmentTally { promised kept keptLate broken } } }',
  );

  const { promised, kept, keptLate, broken } = areaByCode.commitmentTally;
  expect(promised).toBe(89);
  expect(kept + keptLate + broken).toBe(178);
  expect(kept).toBeGreaterThan(keptLate);
  expect(broken).toBeGreaterThan(0);
});

const GRIDS = /* GraphQL */ `
  query ($unitKind: UnitKind) {
    gridPlacements(first: 1, where: { withinCode: "350322", unitKind: $unitKind, isServing: true }) {
      unitsCount gridsCount
    }
  }
`;
const SEATS = /* GraphQL */ `
  {
    alliances(first: 5, where: { withinCode: "210100" }) {
      nodes {
        partyOrganisation { partTimeMembers(first: 5, isServing: true) { totalCount } }
        members(first: 5) { nodes { committeeSeat { id } } }
      }
    }
  }
`;
