import { loadOnce } from '@jinlin/service';
import { anActor, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { ask, seal } from '../testing';
import { load } from './load';

const db = testDatabase(tables);

beforeAll(async () => {
  await loadOnce(db, load(seal), () => {});
}, 180_000);

const counted: [what: string, query: string, answer: object][] = [
  [
    'H.guiyuanlinIncome: more than 200 000 yuan by leasing assets in 2021, corrected once (H25)',
    'communityIncome(first: 1, where: { withinCode: "510522001006", year: 2021, model: "ASSET_LEASE" }) { total totalCount }',
    { total: 20_600_000, totalCount: 4 },
  ],
  [
    'five communities that came from none to some (H25)',
    'areaByCode(code: "510522") { communityEconomy(year: 2021) { earningCommunities newlyEarningCommunities } }',
    { communityEconomy: { earningCommunities: 13, newlyEarningCommunities: 5 } },
  ],
  [
    'D.communityEnterprises: 13 (D28)',
    'communityEnterprises(first: 1, where: { withinCode: "522701", state: RUNNING }) { totalCount }',
    { totalCount: 13 },
  ],
  [
    'S.frontlineMembers: more than 156 000 members (S25)',
    'rosterSheets(first: 1, where: { withinCode: "210100" }) { members unitCount placeCount }',
    { members: 156_400, unitCount: 51, placeCount: 955 },
  ],
  [
    '79 000 cadres of Fuzhou (F8)',
    'rosterSheets(first: 1, where: { withinCode: "350100" }) { people unitCount }',
    { people: 79_000, unitCount: 90 },
  ],
  [
    'what streets of Shenyang may decide and must see to (S7)',
    'powerHolders(first: 1, power: "PERSONNEL_ADVICE", withinCode: "210103", on: "2022-08-18") { totalCount }',
    { totalCount: expect.any(Number) },
  ],
  [
    'four powers of streets, and what was moved down to them (D10, D11)',
    'powerLists(first: 1, where: { withinCode: "522701", level: TOWNSHIP, on: "2022-07-27" }) { nodes { powers { mechanism kind } } }',
    {
      nodes: [
        {
          powers: [
            ...Array(4).fill({ mechanism: 'D10', kind: 'POWER' }),
            { mechanism: 'D11', kind: 'POWER' },
            ...Array(2).fill({ mechanism: 'D11', kind: 'DUTY' }),
          ],
        },
      ],
    },
  ],
  [
    'three natural villages of 蒲山村 as one net, in the care of its branch (X7)',
    'areaByCode(code: "350322108204") { responsibilityCoverage(level: GRID, kind: PARTY_ORGANISATION) { places covered } }',
    { responsibilityCoverage: { places: 3, covered: 3 } },
  ],
  [
    'one enforcement team at each street (D11)',
    'streetBodies(first: 1, where: { withinCode: "522701", kind: ENFORCEMENT_TEAM }) { totalCount streetCount }',
    { totalCount: 5, streetCount: 5 },
  ],
  [
    'a committee of the city and thirteen groups of districts (S2)',
    'committees(first: 1, where: { withinCode: "210100" }) { totalCount }',
    { totalCount: 14 },
  ],
  [
    'a compound that went from unpaid fees to a dividend (F22)',
    'financeDisclosures(first: 3, where: { withinCode: "350100" }) { nodes { state dividend } }',
    {
      nodes: [
        { state: 'CONFIRMED', dividend: 9_600_000 },
        { state: 'CONFIRMED', dividend: 0 },
        { state: 'CONFIRMED', dividend: 0 },
      ],
    },
  ],
  [
    'smallest units in town (X2)',
    'areaByCode(code: "350322104009") { organisationChain(template: "smallest-unit-urban") { places covered } }',
    {
      organisationChain: [
        { places: 1, covered: 1 },
        { places: 6, covered: 6 },
        { places: 25, covered: 25 },
      ],
    },
  ],
  [
    'the six Fu of Fengting (X4)',
    'areaByCode(code: "350322100") { groupedBy(grouping: "six-fu") { records } }',
    { groupedBy: Array(6).fill({ records: 1 }) },
  ],
  [
    'the plan under its five activities (S4)',
    'tags(first: 1, where: { withinCode: "210100", grouping: "five-activities" }) { totalCount }',
    { totalCount: 156 },
  ],
];

test.each(counted)('%s', async (_, query, answer) => {
  const [found] = Object.values(await ask(db, `{ ${query} }`));

  expect(found).toEqual(answer);
});

test('every community of the programme of Shenyang has money to work with (S26)', async () => {
  const { areaByCode } = await ask(db, '{ areaByCode(code: "210100") { readiness(year: 2022) { funded } } }');

  expect(areaByCode.readiness).toEqual({ funded: 955 });
});

test('members of Hejiang went where the flood was, each with a history (S25)', async () => {
  const { areaByCode } = await ask(db, '{ areaByCode(code: "510522") { id } }');
  const organiser = anActor('ORGANISER', { areaId: areaByCode.id });
  const { deployments } = await ask(
    db,
    `{ deployments(first: 1, where: { withinCode: "510522", state: RELEASED }) {
      peopleCount
      nodes { history { action } shifts { state } }
    } }`,
    {},
    { actor: organiser },
  );

  expect(deployments.peopleCount).toBe(20);
  expect(deployments.nodes[0].history.map(({ action }: { action: string }) => action)).toEqual([
    'SIGN_UP',
    'ASSIGN',
    'REPORT_IN',
    'PLAN_SHIFT',
    'RELEASE',
  ]);
});

test('compounds of 沈河区 are in somebody’s care (S25)', async () => {
  const { areaByCode } = await ask(
    db,
    '{ areaByCode(code: "210103") { responsibilityCoverage(level: COMPOUND, kind: MEMBER) { places covered rate } } }',
  );

  expect(areaByCode.responsibilityCoverage.covered).toBeGreaterThan(400);
  expect(areaByCode.responsibilityCoverage.rate).toBe(100);
});
