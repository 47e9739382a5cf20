import { holderId } from '@jinlin/localities';
import { loadOnce } from '@jinlin/service';
import { testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { ask, seal } from '../testing';
import { load } from './load';

const db = testDatabase(tables);

beforeAll(async () => {
  await loadOnce(db, load(seal), () => {});
}, 60_000);

test('loading again changes nothing', async () => {
  expect(await loadOnce(db, load(seal), () => {})).toBe(false);
});

/** Every figure is counted through the API; `count` says of which field it is the count. */
const areas = (where: string, asOf = '') => `areas(first: 1, where: { ${where} } ${asOf}) { totalCount }`;
const units = (where: string) => `units(first: 1, where: { ${where} }) { totalCount }`;
const organisations = (where: string) => `partyOrganisations(first: 1, where: { ${where} }) { totalCount }`;
const people = (code: string, post: string, more = '') =>
  `appointments(first: 1, where: { withinCode: "${code}", post: "${post}", isServing: true ${more} }) { totalCount: peopleCount }`;
const before = ', asOf: "2022-01-01"';

const figures: [figure: string, counted: number, query: string][] = [
  ['H.streets (H1)', 2, areas('level: TOWNSHIP, withinCode: "510522", isInProgramme: true')],
  ['H.urbanCommunities (H1)', 13, areas('level: COMMUNITY, withinCode: "510522", isInProgramme: true')],
  ['H.firstSecretaries (H1)', 13, people('510522', 'FIRST_SECRETARY', 'rank: COUNTY_LEADER')],
  [
    'H.linkedUnits (H3)',
    78,
    'unitLinks(first: 1, where: { withinCode: "510522", isServing: true }) { totalCount: unitCount }',
  ],
  [
    'H.leadUnits (H3)',
    13,
    'unitLinks(first: 1, where: { withinCode: "510522", isServing: true, role: LEAD }) { totalCount: unitCount }',
  ],
  [
    'matchings of first secretaries (H2)',
    13,
    'secretaryMatchings(first: 1, where: { withinCode: "510522", state: APPOINTED }) { totalCount }',
  ],
  ['part-time deputy secretaries (H3)', 13, people('510522', 'DEPUTY_SECRETARY')],
  [
    'the regulation due in October 2022 (S19)',
    1,
    'policyDocuments(first: 1, where: { withinCode: "210100", state: UNDER_REVIEW, dueBy: "2022-10-31" }) { totalCount }',
  ],
  ['H.modelCompounds (H22)', 6, areas('level: COMPOUND, withinCode: "510522", compound: { isModel: true }')],
  [
    'H.oldCompounds (H23)',
    18,
    areas('withinCode: "510522", compound: { isOld: true, isUnderRenovation: true }'),
  ],
  [
    'H.compoundBranches (H24)',
    21,
    organisations('kinds: [COMPOUND_BRANCH], withinCode: "510522", compound: { isOld: true }'),
  ],
  ['H.redProperty (H24)', 22, units('kind: PROPERTY_COMPANY, withinCode: "510522", isRed: true')],
  ['H.socialOrganisations (H27)', 38, units('kind: SOCIAL_ORGANISATION, withinCode: "510522"')],
  ['H.buildingHeads (H28)', 428, people('510522', 'BUILDING_HEAD')],
  ['H.partyGroupLeaders (H28)', 96, people('510522', 'PARTY_GROUP_LEADER')],
  ['H.gridMembers (H28)', 90, people('510522', 'GRID_MEMBER')],
  ['H.buildingPartyMembers (H28)', 1946, people('510522', 'BUILDING_PARTY_MEMBER')],
  ['S.districts (S3)', 13, areas('level: COUNTY, withinCode: "210100"')],
  ['S.streetBigCommittees (S8)', 110, organisations('kinds: [BIG_WORK_COMMITTEE], withinCode: "210100"')],
  [
    'S.communityBigCommittees (S8)',
    955,
    organisations('kinds: [BIG_COMMUNITY_COMMITTEE], withinCode: "210100"'),
  ],
  ['S.socialOrganisations (S10)', 10_950, units('kind: SOCIAL_ORGANISATION, withinCode: "210100"')],
  ['S.enclosedCompounds (S12)', 679, areas('withinCode: "210100", compound: { isEnclosed: true }')],
  [
    'S.propertyIntroduced (S12)',
    1471,
    areas('withinCode: "210100", compound: { hasIntroducedProperty: true }'),
  ],
  ['S.compounds (S12)', 6588, areas('withinCode: "210100", compound: { isManaged: true }')],
  ['S.compoundHeads (S13)', 6588, people('210100', 'COMPOUND_HEAD')],
  ['S.emergencyHeads (S13)', 11_000, people('210100', 'EMERGENCY_POINT_HEAD')],
  ['S.honourHeads (S13)', 13_200, people('210100', 'HONOUR_POINT_HEAD')],
  ['S.grids (S14)', 14_265, areas('level: GRID, withinCode: "210100"')],
  ['S.communitySecretaries (S16)', 955, people('210100', 'FIRST_SECRETARY', 'source: SECONDED')],
  ['D.communities (D13)', 45, areas('level: COMMUNITY, withinCode: "522701", isInProgramme: true')],
  [
    'D.communitiesBefore (D13)',
    26,
    areas('level: COMMUNITY, withinCode: "522701", isInProgramme: true', before),
  ],
  ['D.grids (D5)', 484, areas('level: GRID, withinCode: "522701", isUrban: true')],
  ['D.compoundBranches (D5)', 93, organisations('kinds: [COMPOUND_BRANCH], withinCode: "522701"')],
  ['D.gridGroups (D5)', 200, organisations('kinds: [GRID_GROUP], withinCode: "522701"')],
  ['D.jointHouseholdHeads (D5)', 6742, people('522701', 'JOINT_HOUSEHOLD_HEAD')],
  ['D.allianceLeaders (D8)', 38, people('522701', 'PART_TIME_COMMITTEE_MEMBER')],
  [
    'D.crossPosts (D14)',
    24,
    'crossPosts(first: 1, withinCode: "522701", posts: ["COMPOUND_SECRETARY", "OWNERS_COMMITTEE_DIRECTOR"]) { totalCount }',
  ],
  ['F.compounds (F3)', 3847, areas('level: COMPOUND, withinCode: "350100"')],
  [
    'F.compoundOrganisations (F3)',
    2716,
    organisations('kinds: [COMPOUND_BRANCH, JOINT_BRANCH], withinCode: "350100"'),
  ],
  ['F.boutiqueCompounds (F18)', 56, areas('withinCode: "350100", compound: { isModel: true }')],
  ['F.inServiceSecretaries (F4)', 668, people('350100', 'COMPOUND_SECRETARY', 'source: IN_SERVICE_MEMBER')],
  ['F.retiredSecretaries (F4)', 621, people('350100', 'COMPOUND_SECRETARY', 'source: RETIRED_MEMBER')],
  ['X.households (X12)', 512, areas('level: HOUSEHOLD, withinCode: "350322104009"')],
  ['X.grids (X12)', 6, areas('level: GRID, withinCode: "350322104009"')],
  ['X.units (X12)', 25, areas('level: UNIT, withinCode: "350322104009"')],
  ['X.lawLeaders (X16)', 7, people('350322103001', 'LAW_LEADER')],
  ['X.lawSavvy (X16)', 139, people('350322103001', 'LAW_SAVVY_PERSON')],
];

test.each(figures)('%s is %i', async (_, counted, query) => {
  const [answer] = Object.values(await ask(db, `{ ${query} }`));

  expect(answer).toEqual({ totalCount: counted });
});

test('F.workCoverage (F3) is 100 %, although every compound has not its own organisation', async () => {
  const { areaByCode } = await ask(
    db,
    '{ areaByCode(code: "350100") { partyCoverage(level: COMPOUND) { areas ownOrganisation ownRate coveredRate } } }',
  );

  expect(areaByCode.partyCoverage).toMatchObject({ areas: 3847, ownOrganisation: 2716, coveredRate: 100 });
  expect(areaByCode.partyCoverage.ownRate).toBeCloseTo(70.6, 1);
});

test('the secretaries of a community of Hejiang bear the ids that the seeds of other services name them by (H23)', async () => {
  const [community] = await db.query(`select id from area where code = '510522001001'`);

  const { area } = await ask(
    db,
    `query ($id: ID!) { area(id: $id) {
       first: appointments(first: 1, post: "FIRST_SECRETARY") { nodes { person { id } } }
       community: appointments(first: 1, post: "COMMUNITY_SECRETARY") { nodes { person { id } } }
     } }`,
    community,
  );

  const holds = (post: string) => ({ nodes: [{ person: { id: holderId(post, community.id) } }] });
  expect(area).toEqual({ first: holds('FIRST_SECRETARY'), community: holds('COMMUNITY_SECRETARY') });
});

test('S.workersPer10k (S16) is 20', async () => {
  const { areaByCode } = await ask(
    db,
    '{ areaByCode(code: "210100") { staffing { workersPer10kResidents } } }',
  );

  expect(areaByCode.staffing).toEqual({ workersPer10kResidents: 20 });
});

test('Hejiang has eleven duties (H5), and most of the three ones were done in the spring of 2022 (H10)', async () => {
  const { dutyCatalogue, areaByCode } = await ask(
    db,
    `{
      dutyCatalogue(localityCode: "510522") { slot }
      areaByCode(code: "510522") { dutyFulfilment(period: "2022-Q2") { expected fulfilled overdue rate } }
    }`,
  );

  expect(dutyCatalogue).toHaveLength(11);
  expect(areaByCode.dutyFulfilment.rate).toBeGreaterThan(85);
  expect(areaByCode.dutyFulfilment.overdue).toBeGreaterThan(0);
});

test('the compound that a community’s committee took over tells in whose hands it was and is (D1)', async () => {
  const { areas } = await ask(
    db,
    `{ areas(first: 1, where: { withinCode: "522701001003", level: COMPOUND, name: "水榭花都" }) {
         nodes {
           compound { propertyMode managements { mode to custodian { name } } }
           history { action }
         }
       } }`,
  );

  expect(areas.nodes).toEqual([
    {
      compound: {
        propertyMode: 'PARTY_COMMITTEE_CUSTODY',
        managements: [
          { mode: 'COMPANY', to: '2021-09-01', custodian: null },
          {
            mode: 'PARTY_COMMITTEE_CUSTODY',
            to: null,
            custodian: { name: expect.stringContaining('平桥社区') },
          },
        ],
      },
      history: [{ action: 'TAKE_INTO_CUSTODY' }],
    },
  ]);
});
