import { loadOnce } from '@jinlin/service';
import { anActor, testDatabase, withReach } from '@jinlin/testing';
import { tables } from '../tables';
import { ask, seal } from '../testing';
import { load } from './load';

const db = testDatabase(tables);

beforeAll(async () => {
  await loadOnce(db, load(seal), () => {});
}, 60_000);

const figures: [figure: string, low: number, high: number, code: string, query: string][] = [
  [
    'H.dualRegistered (H21)',
    4401,
    4620,
    '510522',
    'registrations(first: 1, where: { withinCode: "510522", memberClass: IN_SERVICE, state: ACTIVE }) { figure: peopleCount }',
  ],
  [
    'H.claimedServiceProjects (H21)',
    8901,
    9345,
    '510522',
    'serviceClaims(first: 1, where: { withinCode: "510522", isWithdrawn: false }) { figure: totalCount }',
  ],
  [
    'H.serviceParticipations (H21)',
    11_001,
    11_550,
    '510522',
    'serviceParticipations(first: 1, where: { withinCode: "510522", to: "2022-07-21" }) { figure: totalCount }',
  ],
  [
    'D.dualUnits (D18)',
    112,
    112,
    '522701',
    'registrations(first: 1, where: { withinCode: "522701", kind: UNIT, state: ACTIVE }) { figure: unitsCount }',
  ],
  [
    'D.dualStaff (D18)',
    8101,
    8505,
    '522701',
    'registrations(first: 1, where: { withinCode: "522701", isOfMember: true, state: ACTIVE }) { figure: peopleCount }',
  ],
  [
    'F.pairedOrganisations (F7)',
    90,
    90,
    '350100',
    'pairings(first: 1, where: { withinCode: "350100", state: ADOPTED }) { figure: unitsCount }',
  ],
  [
    'F.pairedCommunities (F7)',
    201,
    201,
    '350100',
    'pairings(first: 1, where: { withinCode: "350100", state: ADOPTED }) { figure: communitiesCount }',
  ],
  [
    'F.visitPersonTimes (F11)',
    105_400,
    105_400,
    '350100',
    'memberVisits(first: 1, where: { withinCode: "350100" }) { figure: personTimes }',
  ],
];

test.each(figures)('%s lies from %i to %i', async (_, low, high, code, query) => {
  const { areaByCode } = await ask(db, `{ areaByCode(code: "${code}") { id } }`);
  const actor = anActor('DATA_ANALYST', { areaId: areaByCode.id });

  const [answer] = Object.values(await ask(db, `{ ${query} }`, {}, { actor })) as [{ figure: number }];

  expect(answer.figure).toBeGreaterThanOrEqual(low);
  expect(answer.figure).toBeLessThanOrEqual(high);
});

test('each unit of Fuzhou bears two communities or three: 2.23 on average (F7)', async () => {
  const { pairings } = await ask(
    db,
    '{ pairings(first: 1) { nodes { allocation { state meanLoad loads { communities } } } } }',
  );

  const { state, meanLoad, loads } = pairings.nodes[0].allocation;

  expect({ state, meanLoad }).toEqual({ state: 'ADOPTED', meanLoad: 2.23 });
  expect(new Set(loads.map(({ communities }: { communities: number }) => communities))).toEqual(
    new Set([2, 3]),
  );
});

test('every community of Hejiang has items that wait to be claimed', async () => {
  const { serviceItems } = await ask(
    db,
    '{ serviceItems(first: 1, where: { withinCode: "510522", state: OPEN, isFull: false }) { totalCount } }',
  );

  expect(serviceItems.totalCount).toBe(26);
});

test('what the units of Hejiang reported is what the records tell (H21)', async () => {
  const { areaByCode } = await ask(db, '{ areaByCode(code: "510522") { id } }');
  const actor = anActor('LEADER', { areaId: areaByCode.id });
  const { serviceReports } = await ask(db, REPORTS, {}, { actor });

  expect(serviceReports.nodes).toHaveLength(78);
  for (const { claims, participations, hours, unit } of serviceReports.nodes) {
    expect(unit.memberService).toEqual({ claims, participations, hours });
  }
});

test('items hold as many claims as they say, and never more than they need', async () => {
  const [{ wrong }] = await withReach(db, (manager) =>
    manager.query(
      `select count(*) as wrong from service_item i where claimed > needed or claimed <>
       (select count(*) from service_claim c where c.item_id = i.id and c.state <> 'WITHDRAWN')`,
    ),
  );

  expect(Number(wrong)).toBe(0);
});

const REPORTS = /* GraphQL */ `
  {
    serviceReports(first: 100, where: { withinCode: "510522", kind: UNIT, state: SUBMITTED, year: 2022 }) {
      nodes { claims participations hours unit { memberService { claims participations hours } } }
    }
  }
`;
