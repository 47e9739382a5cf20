import { brokenLink } from '@jinlin/history';
import { idOf } from '@jinlin/localities';
import { loadOnce } from '@jinlin/service';
import { anActor, NOW, testDatabase, withReach } from '@jinlin/testing';
import { tables } from '../tables';
import { ask, askArea, seal } from '../testing';
import { load } from './load';

const db = testDatabase(tables);

const progress = jest.fn();

beforeAll(async () => {
  await loadOnce(db, load(seal, { now: NOW }), progress);
});

const shown = {
  桂圆林: '510522001006',
  多福: '210103005024',
  平桥: '522701001003',
  军门: '350102004001',
  圣泉: '350322104009',
};

describe('the published figures, counted from the loaded records', () => {
  it.each([
    ['communities whose premises reform is complete (H26)', '510522', { isReformed: true }, 13],
    ['culture and sports facilities (H17)', '510522', { kinds: ['CULTURE_SPORT'] }, 29],
    [
      'stations under construction (S18)',
      '210100',
      { kinds: ['PARTY_MASS_STATION'], states: ['BUILDING'] },
      649,
    ],
    ['community colleges (S21)', '210100', { kinds: ['COMMUNITY_COLLEGE'] }, 5],
    ['community education centres (S21)', '210100', { kinds: ['EDUCATION_CENTRE'] }, 13],
    ['residents’ schools (S21)', '210100', { kinds: ['RESIDENTS_SCHOOL'] }, 100],
    ['village clinics (S22)', '210100', { kinds: ['VILLAGE_CLINIC'] }, 520],
    ['halls of traditional medicine (S22)', '210100', { kinds: ['TCM_HALL'] }, 193],
    [
      'centres, stations and points upgraded (D23)',
      '522701',
      { kinds: ['SERVICE_CENTRE', 'PARTY_MASS_STATION', 'SERVICE_POINT'], isUpgraded: true },
      86,
    ],
    ['self-service stations (D23)', '522701', { kinds: ['SELF_SERVICE_24H'] }, 2],
    ['schools built or expanded (D23)', '522701', { kinds: ['SCHOOL'], isUpgraded: true }, 20],
    ['day-care centres (D24)', '522701', { kinds: ['DAY_CARE'] }, 4],
    ['elderly service centres (D24)', '522701', { kinds: ['ELDERLY_CENTRE'] }, 10],
    ['home-care centres of five stars (F19)', '350100', { kinds: ['HOME_CARE_CENTRE'], leastStars: 5 }, 1],
    ['mobile offices (H7)', '510522', { kinds: ['MOBILE_OFFICE'] }, 2],
    ['premises found sound (H9)', '510522', { premisesLayouts: ['SOUND'] }, 13],
    ['night schools (D20)', '522701', { kinds: ['NIGHT_SCHOOL'] }, 1],
    ['neighbourhood centres (X8)', '350322', { kinds: ['NEIGHBOURHOOD_CENTRE'] }, 1],
    ['neighbour houses and activity areas (F6)', '350100', { kinds: ['NEIGHBOUR_HOUSE'] }, 1152],
  ])('%s', async (_, areaCode, where, published) => {
    const { serviceSites } = await ask(db, COUNT, { where: { areaCode, ...where } });

    expect(serviceSites.totalCount).toBe(published);
  });

  it('has more than 1 850 stations planned or under way, and hardly more (S18)', async () => {
    const where = { areaCode: '210100', kinds: ['PARTY_MASS_STATION'], states: ['PLANNED', 'BUILDING'] };
    const { serviceSites } = await ask(db, COUNT, { where });

    expect(serviceSites.totalCount).toBeGreaterThan(1850);
    expect(serviceSites.totalCount).toBeLessThan(1850 * 1.05);
  });

  it('has the school places that were added (D23)', async () => {
    const { serviceSites } = await ask(db, PLACES, { where: { areaCode: '522701', kinds: ['SCHOOL'] } });

    expect(serviceSites.totalCapacity).toEqual([
      { unit: 'COMPULSORY_PLACE', added: 18905 },
      { unit: 'PRESCHOOL_PLACE', added: 6625 },
    ]);
  });

  it.each([
    ['teams of Party members', 100],
    ['activities of such teams', 400],
    ['rule-of-law services', 180],
    ['people served by them', 9000],
  ])('has more %s than %d, and hardly more (D19, X16)', async (what, published) => {
    const { teams, activities, law } = await ask(db, VOLUNTEERS);
    const counted = {
      'teams of Party members': teams.totalCount,
      'activities of such teams': activities.totalCount,
      'rule-of-law services': law.totalCount,
      'people served by them': law.audience,
    }[what];

    expect(counted).toBeGreaterThan(published);
    expect(counted).toBeLessThan(published * 1.05);
  });

  it('has the fund and the services of social organisations that were published (S10, S11)', async () => {
    const { donations, activities, services } = await ask(db, GIVING);

    expect(donations.amount).toBeGreaterThan(760_000_000);
    expect(donations.amount).toBeLessThan(760_000_000 * 1.05);
    expect(activities.totalCount).toBeGreaterThan(160);
    expect(activities.totalCount).toBeLessThan(160 * 1.05);
    expect(activities.peopleAided).toBe(21_000);
    expect(services.totalCount).toBeGreaterThan(2770);
    expect(services.totalCount).toBeLessThan(2770 * 1.05);
    expect(services.beneficiaries).toBe(536_000);
  });

  it('has the vacancies and subsidies of 2022, and no family left without work (S20)', async () => {
    const id = idOf('area', '210100');
    const { jobPostings, employmentSubsidies } = await ask(db, EMPLOYMENT);
    const [{ zeroEmployment }] = await askArea(db, [id], 'zeroEmployment(on: "2022-08-18") { found open }', {
      actor: anActor('LEADER', { areaId: id }),
    });

    expect(jobPostings.vacancies).toBe(1_238_000);
    expect(employmentSubsidies.amount).toBe(26_500_000_000);
    expect(zeroEmployment).toEqual({ found: 120, open: 0 });
  });

  it('has the recognitions and the projects that were published (S22, S23, D28)', async () => {
    const { healthy, mutualAid, communityProjects } = await ask(db, RECOGNISED);

    expect(healthy.totalCount).toBe(144);
    expect(mutualAid.totalCount).toBe(109);
    expect(communityProjects.totalCount).toBe(27);
  });

  it('has every elder of Shenyang visited who was due in August 2022 (S23, IND-7)', async () => {
    const id = idOf('area', '210100');
    const actor = anActor('LEADER', { areaId: id });

    const [{ elderCare }] = await askArea(
      db,
      [id],
      'elderCare(month: "2022-08-01") { dueThisMonth monthlyVisitRate }',
      {
        actor,
      },
    );

    expect(elderCare.dueThisMonth).toBeGreaterThan(4000);
    expect(elderCare.monthlyVisitRate).toBe(100);
  });
});

describe('what Duyun published of its sites', () => {
  it('gives every site for elders doctors (D24), and has premises from planned housing and state assets (D26)', async () => {
    const [{ medicalCare, serviceSites }] = await askArea(
      db,
      [idOf('area', '522701')],
      `medicalCare { sites share }
       serviceSites(first: 1, where: { premisesSources: [PLANNED_HOUSING, STATE_ASSETS] }) { totalSquareMetres }`,
    );

    expect(medicalCare).toEqual({ sites: 15, share: 100 });
    expect(serviceSites.totalSquareMetres).toBeGreaterThan(10_000);
  });

  it('has posts with the six haves, in 匀杨社区, 西苑社区 and compounds of 文峰街道 (D25)', async () => {
    const where = {
      areaCode: '522701',
      checklist: 'six-haves',
      isLatest: true,
      states: ['PASSED', 'MENDED'],
    };
    const { siteInspections } = await ask(db, INSPECTIONS, { where });

    expect(siteInspections.totalCount).toBe(6);
  });
});

test('Shenyang buys home care for 200 communities (S23)', async () => {
  const where = { areaCode: '210100', field: 'HOME_CARE', on: '2022-08-18' };
  const { serviceContracts } = await ask(db, CONTRACTS, { where });

  expect(serviceContracts.totalCount).toBe(200);
});

test('the mobile offices of Hejiang call in all thirteen communities in a week (H7)', async () => {
  const [{ mobileStops }] = await askArea(
    db,
    [idOf('area', '510522')],
    'mobileStops(first: 1) { totalCount }',
  );

  expect(mobileStops.totalCount).toBe(13);
});

test('the studio of 军门社区 has two representatives and one member (F17)', async () => {
  const { serviceSites } = await ask(db, STUDIO, { where: { areaCode: shown.军门, kinds: ['STUDIO'] } });

  expect(serviceSites.nodes[0].representatives.map(({ role }: { role: string }) => role)).toEqual([
    'PARTY_DELEGATE',
    'PEOPLES_DEPUTY',
    'CPPCC_MEMBER',
  ]);
});

test('everybody in 滨河街道 can be told what is within a quarter of an hour (S18, S23)', async () => {
  const [{ serviceCircle }] = await askArea(
    db,
    [idOf('area', '210103005')],
    `serviceCircle { homes coverage { kind { code } homes } bestPlaces(kind: "ELDER_CANTEEN") { isExact } }`,
  );

  expect(serviceCircle.homes).toBeGreaterThan(20);
  expect(serviceCircle.bestPlaces.isExact).toBe(true);
  expect(serviceCircle.coverage).toHaveLength(10);
  expect(serviceCircle.coverage[0]).toMatchObject({ kind: { code: 'PARTY_MASS_STATION' } });
});

test('the living room of 多福 holds what a good-neighbour living room holds (S28, X10)', async () => {
  const where = { areaCode: shown.多福, kinds: ['NEIGHBOUR_LIVING_ROOM'] };

  const { serviceSites } = await ask(db, ROOMS, { where });

  const codes = serviceSites.nodes[0].functions.map(({ code }: { code: string }) => code);
  expect(codes).toEqual(expect.arrayContaining(['CONSULTATION', 'MEDIATION', 'AGENCY', 'POLICY_ADVICE']));
});

test('the home-care centre of 苍霞新城 has five stars (F19)', async () => {
  const where = { areaCode: '350103007004', kinds: ['HOME_CARE_CENTRE'] };

  expect((await ask(db, ROOMS, { where })).serviceSites.nodes).toMatchObject([{ starRating: 5 }]);
});

describe('a community that the docs speak of', () => {
  it.each(Object.entries(shown))(
    '%s has a station, a living room, and a canteen that cooks',
    async (_, code) => {
      const id = idOf('area', code);
      const [{ serviceSites, stationSpace }] = await askArea(
        db,
        [id],
        `stationSpace { perHundredHouseholds threshold }
       serviceSites(first: 100, where: { states: [OPEN] }) { nodes { kind { code } canteen { meals { day seatsLeft } } } }`,
      );
      const kinds = serviceSites.nodes.map(({ kind }: { kind: { code: string } }) => kind.code);
      const canteen = serviceSites.nodes.find(({ canteen }: { canteen: unknown }) => canteen).canteen;

      expect(kinds).toEqual(
        expect.arrayContaining(['PARTY_MASS_STATION', 'NEIGHBOUR_LIVING_ROOM', 'ELDER_CANTEEN']),
      );
      expect(canteen.meals).toHaveLength(14);
      expect(stationSpace).toMatchObject({ threshold: 30, perHundredHouseholds: expect.any(Number) });
    },
  );

  it.each(Object.entries(shown))(
    '%s has elders of every tier, some of them still due this month',
    async (_, code) => {
      const id = idOf('area', code);
      const actor = anActor('COMMUNITY_CLERK', { areaId: id });

      const [{ elderCare }] = await askArea(
        db,
        [id],
        'elderCare { elders stillDue byTier { riskTier stillDue } }',
        { actor },
      );
      const { elderProfiles } = await ask(db, STILL_DUE, {}, { actor });

      expect(elderCare.byTier).toHaveLength(3);
      expect(elderCare.stillDue).toBeGreaterThan(0);
      expect(elderCare.stillDue).toBeLessThan(elderCare.elders);
      expect(elderProfiles.totalCount).toBe(elderCare.stillDue);
    },
  );
});

test('every community of Shenyang has an open station or living room', async () => {
  const [{ count }] = await db.query(`
    select count(*) from area
    where level = 'COMMUNITY' and valid_to is null and code like '2101%' and not exists (
      select from service_site site
      where site.area_id = area.id and state = 'OPEN' and kind in ('PARTY_MASS_STATION', 'NEIGHBOUR_LIVING_ROOM')
    )`);

  expect(count).toBe(0);
});

test('the loaded histories are whole, and loading tells nobody', async () => {
  const records = await db.query(
    'select record_id from history group by record_id order by random() limit 300',
  );

  for (const { record_id } of records) {
    const rows = await db.query(
      'select sequence, entry::text as entry, hash from history where record_id = $1 order by sequence',
      [record_id],
    );
    expect(brokenLink(rows)).toBeNull();
  }
  expect(await db.query('select count(*) from outbox')).toEqual([{ count: 0 }]);
});

test('loading a second time changes nothing', async () => {
  expect(await loadOnce(db, load(seal, { now: NOW }), progress)).toBe(false);
});

const COUNT = 'query ($where: ServiceSiteFilter) { serviceSites(first: 1, where: $where) { totalCount } }';
const PLACES = `
  query ($where: ServiceSiteFilter) { serviceSites(first: 1, where: $where) { totalCapacity { unit added } } }
`;
const ROOMS = `
  query ($where: ServiceSiteFilter) { serviceSites(first: 1, where: $where) { nodes { starRating functions { code } } } }
`;
const VOLUNTEERS = /* GraphQL */ `
  {
    teams: volunteerTeams(
      first: 1
      where: { areaCode: "522701", isOfPartyMembers: true, foundedBy: "2022-07-27" }
    ) { totalCount }
    activities: volunteerActivities(
      first: 1
      where: { areaCode: "522701", state: HELD, to: "2022-07-27" }
    ) { totalCount }
    law: volunteerActivities(
      first: 1
      where: { areaCode: "350322103001", kind: LAW, state: HELD, to: "2022-07-31" }
    ) { totalCount audience }
  }
`;
const GIVING = /* GraphQL */ `
  {
    donations(first: 1, where: { areaCode: "210100", state: RECEIVED, to: "2022-08-18" }) { amount }
    activities: fundActivities(
      first: 1
      where: { areaCode: "210100", state: HELD, to: "2022-08-18" }
    ) { totalCount peopleAided }
    services: socialServices(
      first: 1
      where: { areaCode: "210100", startedBy: "2022-08-18" }
    ) { totalCount beneficiaries }
  }
`;
const EMPLOYMENT = /* GraphQL */ `
  {
    jobPostings(
      first: 1
      where: { areaCode: "210100", from: "2022-01-01", to: "2022-08-18" }
    ) { vacancies }
    employmentSubsidies(
      first: 1
      where: { areaCode: "210100", state: PAID, paidFrom: "2022-01-01", paidTo: "2022-08-18" }
    ) { amount }
  }
`;
const RECOGNISED = /* GraphQL */ `
  {
    healthy: certifications(
      first: 1
      where: { areaCode: "210100", kind: HEALTHY_COMMUNITY, heldOn: "2022-08-18" }
    ) { totalCount }
    mutualAid: certifications(
      first: 1
      where: { areaCode: "210100", kind: MUTUAL_AID_VILLAGE, heldOn: "2022-08-18" }
    ) { totalCount }
    communityProjects(first: 1, where: { areaCode: "522701", runningOn: "2022-07-27" }) { totalCount }
  }
`;
const STILL_DUE = '{ elderProfiles(first: 1, where: { isStillDue: true }) { totalCount } }';

const INSPECTIONS = /* GraphQL */ `
  query ($where: SiteInspectionFilter) { siteInspections(first: 1, where: $where) { totalCount } }
`;
const CONTRACTS = /* GraphQL */ `
  query ($where: ServiceContractFilter) { serviceContracts(first: 1, where: $where) { totalCount } }
`;
const STUDIO = /* GraphQL */ `
  query ($where: ServiceSiteFilter) {
    serviceSites(first: 1, where: $where) { nodes { representatives { role } } }
  }
`;

test('elders of Duyun come to day care (D24)', async () => {
  const clerk = { actor: anActor('LEADER', { areaId: idOf('area', '522701') }) };
  const { dayCareEnrolments } = await ask(
    db,
    '{ dayCareEnrolments(first: 3, where: { states: [ENROLLED] }) { totalCount nodes { dayCare { places taken } carePlan { services } attendance { attended } } } }',
    {},
    clerk,
  );

  expect(dayCareEnrolments.totalCount).toBe(12);
  expect(dayCareEnrolments.nodes[0]).toMatchObject({
    dayCare: { taken: 3 },
    carePlan: { services: ['MEALS', 'ACTIVITIES'] },
  });
});

test('the spans between visits are loaded as their triggers would tell them (S23)', async () => {
  const differences = await withReach(db, async (tx) => {
    const [{ ids }] = await tx.query(
      'select array_agg(id) as ids from (select id from elder_profile order by id limit 300) e',
    );
    await tx.query(
      'create temporary table loaded_span on commit drop as select * from visit_span where elder_id = any($1)',
      [ids],
    );
    await tx.query(`select tell_visit_spans($1, '-infinity')`, [ids]);
    return tx.query(
      `(select * from loaded_span except select * from visit_span where elder_id = any($1)) union all
       (select * from visit_span where elder_id = any($1) except select * from loaded_span)`,
      [ids],
    );
  });

  expect(differences).toEqual([]);
});
