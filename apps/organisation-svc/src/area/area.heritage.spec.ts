import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { PartyCoverage } from '../party-organisation/party-coverage.entity';
import { anItem, aRegistration, aSentMember } from '../registration/registration.testing';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, aPartyOrganisation, ask, aUnit, aUnitLink, run } from '../testing';
import type { Area } from './area.entity';

const db = testDatabase(tables);

const ON = '2026-11-01';
const BEFORE = '2026-10-31';

/** Two communities side by side, and all that may stand at the first. */
async function aFullCommunity() {
  const { county, street, organiser } = await aCounty(db);
  const one = await anArea(db, { name: '大西门社区' }, street);
  const two = await anArea(db, { name: '东山社区' }, street);
  const committee = await aPartyOrganisation(db, one, {
    kind: 'COMMUNITY_COMMITTEE',
    name: '大西门社区党委',
  });
  await db.manager.insert(PartyCoverage, {
    partyOrganisationId: committee.id,
    areaId: one.id,
    kind: 'OWN',
    fromOn: committee.establishedOn,
  });
  const unit = await aUnit(db, one, { name: '大西门社区居委会', kind: 'RESIDENTS_COMMITTEE' });
  const office = await aUnit(db, county, { name: '城市管理局' });
  const registeredUnit = await aRegistration(db, one, { kind: 'UNIT', unitId: office.id });
  const member = await aSentMember(db, office, one);
  const link = await aUnitLink(db, one, { unitId: office.id, role: 'LEAD' });
  const secretary = await anAppointment(db, one, {
    post: 'COMMUNITY_SECRETARY',
    partyOrganisationId: committee.id,
  });
  const first = await anAppointment(db, one);
  const clerk = anActor('COMMUNITY_CLERK', { areaId: one.id });
  const item = await anItem(db, { here: one, clerk });
  const { registration } = member;
  await run(db, 'claimServiceItem', { itemId: item.id, registrationId: registration.id }, { actor: clerk });
  const plan = await run(
    db,
    'registerPlanItem',
    {
      areaId: one.id,
      number: 1,
      list: 'TASK',
      content: '建网格',
      ownerIds: [office.id],
      dueAt: '2026-12-31',
    },
    { actor: organiser },
  );
  const grids = [await anArea(db, { level: 'GRID' }, one), await anArea(db, { level: 'GRID' }, one)] as const;
  return {
    county,
    street,
    organiser,
    one,
    two,
    committee,
    unit,
    office,
    registeredUnit,
    member,
    link,
    secretary,
    first,
    item,
    plan,
    grids,
  };
}

type Full = Awaited<ReturnType<typeof aFullCommunity>>;

const aCode = () => `522701${randomUUID().replaceAll(/\D/g, '').padEnd(6, '7').slice(0, 6)}`;

const split = ({ one, grids, organiser }: Full, successors: object[]) =>
  run(
    db,
    'splitArea',
    {
      id: one.id,
      on: ON,
      successors: successors.map((given, at) => ({
        code: aCode(),
        name: at ? '小西门社区' : '大西门社区',
        childIds: [grids[at]!.id],
        ...given,
      })),
    },
    { actor: organiser },
  );

const successorsOf = async ({ one }: Full): Promise<{ id: string; name: string }[]> =>
  (await ask(db, 'query ($id: ID!) { area(id: $id) { successors { id name } } }', { id: one.id })).area
    .successors;

const standings = async (full: Full, place: { id: string }) => {
  const { organiser, committee, unit, registeredUnit, member, item, plan, secretary } = full;
  const answer = await ask(
    db,
    STANDING,
    {
      place: place.id,
      committee: committee.id,
      unit: unit.id,
      registeredUnit: registeredUnit.id,
      member: member.registration.id,
      item: item.id,
      plan: plan.id,
      secretary: secretary.id,
    },
    { actor: organiser },
  );
  return answer;
};

/** Everything that stood at the first community stands at `place`, in the words of the query. */
const allAt = ({ id }: { id: string }) => ({
  partyOrganisation: { area: { id }, coverage: [{ kind: 'OWN', area: { id } }] },
  unit: { area: { id } },
  registeredUnit: { state: 'ACTIVE', community: { id } },
  member: { state: 'ACTIVE', community: { id } },
  serviceItem: { state: 'OPEN', community: { id }, claims: { totalCount: 1 } },
  planItem: { area: { id } },
  secretary: { state: 'SERVING', area: { id } },
  area: { unitLinks: { nodes: [{ role: 'LEAD', from: ON, unit: { name: '城市管理局' } }] } },
});

describe('a split (D13)', () => {
  it('that leaves orphans is refused, and they are named', async () => {
    const full = await aFullCommunity();
    const { one, organiser, grids, committee } = full;
    const successors = [0, 1].map((at) => ({
      code: aCode(),
      name: '社区',
      childIds: [grids[at]!.id],
      takes: at ? [] : [committee.id],
    }));

    const { splitArea } = await ask(
      db,
      ORPHANS,
      { input: { clientKey: 'orphans', id: one.id, on: ON, successors } },
      { actor: organiser },
    );

    expect(splitArea).toMatchObject({
      code: 'WITHOUT_SUCCESSOR',
      message:
        'No successor is named for what stands there: 1 units (大西门社区居委会), 2 registrations, 1 linked units, 1 open service items, 1 items of plans.',
      count: 6,
    });
    expect(splitArea.records.map(({ __typename }: { __typename: string }) => __typename)).toEqual([
      'Unit',
      'Registration',
      'Registration',
      'CommunityUnitLink',
      'ServiceItem',
      'PlanItem',
    ]);
    expect(await standings(full, one)).toMatchObject({ unit: { area: { id: one.id } } });
  });

  it('gives all that stands there to the successor that takes the rest', async () => {
    const full = await aFullCommunity();

    expect(await split(full, [{}, { takesTheRest: true }])).toMatchObject({ state: 'CLOSED' });

    const heir = (await successorsOf(full)).find(({ name }) => name === '小西门社区')!;
    expect(await standings(full, heir)).toMatchObject(allAt(heir));
  });

  it('gives what is named to who is named, holders of posts too; other posts end with the area', async () => {
    const full = await aFullCommunity();
    const { unit, first, one } = full;
    const worker = await anAppointment(db, one, { post: 'COMMUNITY_WORKER' });

    await split(full, [{ takes: [unit.id, worker.id] }, { takesTheRest: true }]);

    const [small, large] = (await successorsOf(full)).sort((a, b) => b.name.localeCompare(a.name));
    const named = (await successorsOf(full)).find(({ name }) => name === '大西门社区')!;
    expect([small, large]).toHaveLength(2);
    expect((await standings(full, named)).unit).toEqual({ area: { id: named.id } });
    const {
      workers,
      first: ended,
      heir,
    } = await ask(db, POSTS, { one: one.id, heir: named.id, first: first.id });
    expect(workers.appointments.nodes).toEqual([{ state: 'ENDED', to: ON }]);
    expect(ended).toEqual({ state: 'ENDED', to: ON });
    expect(heir.appointments.nodes).toEqual([{ state: 'SERVING', from: ON }]);
    expect(heir.firstSecretary).toBeNull();
  });

  it.each([
    ['takes', (id: string) => [{ takes: [id] }, { takes: [id], takesTheRest: true }]],
    ['takesTheRest', () => [{ takesTheRest: true }, { takesTheRest: true }]],
  ])('is refused when %s leaves it open who takes what', async (field, successors) => {
    const full = await aFullCommunity();

    expect(await split(full, successors(full.unit.id))).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it('is refused when something is named that does not stand there', async () => {
    const full = await aFullCommunity();
    const elsewhere = await aUnit(db, full.two);

    expect(await split(full, [{ takes: [elsewhere.id] }, { takesTheRest: true }])).toMatchObject({
      __typename: 'NotFound',
      message: `Record ${elsewhere.id} does not exist.`,
    });
  });

  it('lets organisations seated elsewhere cover all that came of it', async () => {
    const full = await aFullCommunity();
    const { street, one, organiser } = full;
    const { id } = await aPartyOrganisation(db, street, { kind: 'STREET_WORK_COMMITTEE' });
    await run(db, 'coverArea', { id, areaId: one.id, kind: 'JOINT', on: '2026-10-01' }, { actor: organiser });

    await split(full, [{}, { takesTheRest: true }]);

    const heirs = (await successorsOf(full)).map((area) => area.id).sort();
    const { partyOrganisation } = await ask(db, COVERAGE, { id });
    expect(partyOrganisation.coverage.map(({ area }: { area: Area }) => area.id).sort()).toEqual(heirs);
    const covered = async (asOf: string) =>
      (await ask(db, COVERED, { id: street.id, asOf })).area.partyCoverage;
    expect(await covered(BEFORE)).toEqual({ areas: 2, ownOrganisation: 1, covered: 1 });
    expect(await covered(ON)).toEqual({ areas: 3, ownOrganisation: 1, covered: 2 });
  });

  it('is nobody’s whose own area it is: what comes of it lies beside it', async () => {
    const full = await aFullCommunity();
    const own = anActor('ORGANISER', { areaId: full.one.id });

    expect(await split({ ...full, organiser: own }, [{}, { takesTheRest: true }])).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

describe('a merger (D13)', () => {
  const merge = ({ one, two, organiser }: Full, given: object = {}) =>
    run(
      db,
      'mergeAreas',
      { ids: [one.id, two.id], into: { survivorId: two.id }, on: ON, ...given },
      { actor: organiser },
    );

  it('passes all that stood there on to the only successor', async () => {
    const full = await aFullCommunity();

    await merge(full);

    expect(await standings(full, full.two)).toMatchObject(allAt(full.two));
  });

  it('registers a unit once and keeps one lead unit, where both communities had them', async () => {
    const full = await aFullCommunity();
    const { two, office, organiser } = full;
    await aRegistration(db, two, { kind: 'UNIT', unitId: office.id });
    const other = await aUnit(db, two, { name: '住建局' });
    await aUnitLink(db, two, { unitId: other.id, role: 'LEAD' });

    await merge(full);

    const { registration, area } = await ask(
      db,
      TWICE,
      { id: full.registeredUnit.id, two: two.id },
      { actor: organiser },
    );
    expect(registration).toEqual({ state: 'ENDED', history: [{ reason: 'REGISTERED_WITH_SUCCESSOR' }] });
    expect(area.unitLinks.nodes).toEqual([
      { role: 'CONTACT', unit: { name: '城市管理局' } },
      { role: 'LEAD', unit: { name: '住建局' } },
    ]);
  });

  it('pairs what came after with the unit of either, and keeps numbers of plans apart', async () => {
    const full = await aFullCommunity();
    const { county, one, two, office, organiser } = full;
    const { id } = await run(
      db,
      'proposePairings',
      { areaId: county.id, units: [{ unitId: office.id }], communityIds: [one.id] },
      { actor: organiser },
    );
    await run(db, 'adoptPairings', { id, from: '2026-10-01' }, { actor: organiser });
    const item = { number: 1, list: 'TASK', content: '原有', ownerIds: [office.id], dueAt: '2026-12-31' };
    await run(db, 'registerPlanItem', { areaId: two.id, ...item }, { actor: organiser });

    await merge(full);

    const { area, planItem } = await ask(db, PAIRED, { two: two.id, plan: full.plan.id });
    expect(area.pairing).toEqual({ unit: { name: '城市管理局' }, from: ON });
    expect(planItem.number).toBe(2);
  });

  it('lets the holders go on who are named, and refuses a post that is taken', async () => {
    const full = await aFullCommunity();
    const { two, first } = full;
    await anAppointment(db, two);

    expect(await merge(full, { appointmentIds: [first.id] })).toMatchObject({ __typename: 'PostTaken' });
    expect(await merge(full, { appointmentIds: [full.secretary.id] })).toMatchObject({
      __typename: 'NotFound',
    });
  });

  it('takes no more statements for forty registrations than for four', async () => {
    const sizes = [4, 40];
    const counts: number[] = [];
    for (const size of sizes) {
      const full = await aFullCommunity();
      for (let i = 0; i < size; i++) await aSentMember(db, full.office, full.one);
      const { statements } = await countStatements(() => merge(full));
      counts.push(statements.length);
    }

    expect(counts[1]).toBe(counts[0]);
  });

  it('is told to the other services, the heir by an event of its own', async () => {
    const full = await aFullCommunity();

    await merge(full);

    const told = await db.query(`select data from outbox where subject = $1 and type = 'area.bequeath'`, [
      full.one.id,
    ]);
    expect(told).toEqual([
      { data: expect.objectContaining({ heirId: full.two.id, validTo: ON, path: full.one.path }) },
    ]);
  });
});

describe('a closing', () => {
  it('is refused while anything stands there that must pass on', async () => {
    const full = await aFullCommunity();
    const { grids, organiser } = full;
    for (const { id } of grids) await run(db, 'closeArea', { id, on: ON }, { actor: organiser });

    expect(await run(db, 'closeArea', { id: full.one.id, on: ON }, { actor: organiser })).toMatchObject({
      __typename: 'WithoutSuccessor',
    });
  });
});

/** Tables whose rows pass on, begin anew at the successor or end when their area does, alone or with what they belong to. */
const passingOrEnding = [
  'agreement alliance alliance_membership annual_assessment appointment assessment_item attendance_sheet brand',
  'career_move commitment committee community_enterprise community_unit_link community_worker deployment',
  'deployment_call deployment_shift emergency_period entry_request evaluation_round evaluation_sheet',
  'finance_disclosure grid_placement honour house_code issued_entry_list joint_activity pairing party_coverage',
  'party_organisation person person_secret plan_item policy_document power_list publication registration',
  'resident_registration',
  'resident_secret responsibility_area responsibility_place roster_sheet secretary_matching selection',
  'selection_candidate sent_down_matter service_claim service_item street_body supervision_item training_course',
  'two_way_order unit',
];

/** Tables of what happened at an area, or is kept of it: it stays there and stays readable. */
const staying = [
  'allocation area_version catalogued_duty community_income_entry compound_management finance_objection former_seat',
  'household_register import_run member_visit notice portfolio power_use service_evaluation service_participation',
  'service_report tag training_attendance worker_assessment',
];

test('of every table that names an area it is decided what becomes of its rows when the area ends', async () => {
  const named: { name: string }[] = await db.query(
    `select table_name as name from information_schema.columns
     where table_schema = current_schema() and column_name = 'area_id' order by table_name collate "C"`,
  );

  const decided = [...passingOrEnding, ...staying].flatMap((names) => names.split(' ')).sort();
  expect(named.map(({ name }) => name)).toEqual(decided);
});

const ORPHANS = /* GraphQL */ `
  mutation ($input: SplitAreaInput!) {
    splitArea(input: $input) {
      ... on WithoutSuccessor { code message count records { __typename } }
    }
  }
`;
const STANDING = /* GraphQL */ `
  query (
    $place: ID!, $committee: ID!, $unit: ID!, $registeredUnit: ID!, $member: ID!, $item: ID!, $plan: ID!, $secretary: ID!
  ) {
    partyOrganisation(id: $committee) { area { id } coverage { kind area { id } } }
    unit(id: $unit) { area { id } }
    registeredUnit: registration(id: $registeredUnit) { state community { id } }
    member: registration(id: $member) { state community { id } }
    serviceItem(id: $item) { state community { id } claims(first: 5) { totalCount } }
    planItem(id: $plan) { area { id } }
    secretary: appointment(id: $secretary) { state area { id } }
    area(id: $place) { unitLinks(first: 5, isServing: true) { nodes { role from unit { name } } } }
  }
`;
const POSTS = /* GraphQL */ `
  query ($one: ID!, $heir: ID!, $first: ID!) {
    workers: area(id: $one) { appointments(first: 5, post: "COMMUNITY_WORKER") { nodes { state to } } }
    first: appointment(id: $first) { state to }
    heir: area(id: $heir) {
      firstSecretary { id }
      appointments(first: 5, post: "COMMUNITY_WORKER") { nodes { state from } }
    }
  }
`;
const COVERAGE = 'query ($id: ID!) { partyOrganisation(id: $id) { coverage { kind area { id } } } }';
const COVERED = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate) {
    area(id: $id, asOf: $asOf) { partyCoverage(level: COMMUNITY) { areas ownOrganisation covered } }
  }
`;
const TWICE = /* GraphQL */ `
  query ($id: ID!, $two: ID!) {
    registration(id: $id) { state history { reason } }
    area(id: $two) { unitLinks(first: 5, isServing: true) { nodes { role unit { name } } } }
  }
`;
const PAIRED = /* GraphQL */ `
  query ($two: ID!, $plan: ID!) {
    area(id: $two) { pairing { from unit { name } } }
    planItem(id: $plan) { number }
  }
`;
