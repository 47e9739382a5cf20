import { countStatements, testDatabase } from '@jinlin/testing';
import { PartyCoverage } from '../party-organisation/party-coverage.entity';
import { aRegistration, aSentMember } from '../registration/registration.testing';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, aPartyOrganisation, ask, aUnit, aUnitLink, run } from '../testing';
import type { Area } from './area.entity';

const db = testDatabase(tables);

const ON = '2026-11-01';
const BEFORE = '2026-10-31';

const aCode = () => `5227${String(Math.random()).slice(2, 10)}`;

/** Two streets; in the first two communities with all that is read as of a day, in the second one more. */
async function twoStreets() {
  const { county, street, organiser } = await aCounty(db);
  const other = await anArea(db, { level: 'TOWNSHIP', name: '临港街道' }, county);
  const one = await anArea(db, { name: '大西门社区' }, street);
  const two = await anArea(db, { name: '东山社区' }, street);
  const third = await anArea(db, { name: '黄溪社区' }, other);
  const committee = await aPartyOrganisation(db, one, {
    kind: 'COMMUNITY_COMMITTEE',
    name: '大西门社区党委',
  });
  const coverage = { partyOrganisationId: committee.id, areaId: one.id, kind: 'OWN' as const };
  await db.manager.insert(PartyCoverage, { ...coverage, fromOn: committee.establishedOn });
  const secretary = await anAppointment(db, one, {
    post: 'COMMUNITY_SECRETARY',
    partyOrganisationId: committee.id,
  });
  await anAppointment(db, one);
  await aUnit(db, one, { name: '大西门社区居委会' });
  const office = await aUnit(db, county, { name: '城市管理局' });
  await aRegistration(db, one, { kind: 'UNIT', unitId: office.id });
  await aSentMember(db, office, one);
  await aUnitLink(db, one, { unitId: office.id });
  const act = (name: string, input: Record<string, unknown>) => run(db, name, input, { actor: organiser });
  return { county, street, other, one, two, third, committee, secretary, office, organiser, act };
}

type Streets = Awaited<ReturnType<typeof twoStreets>>;

const readThen = async ({ organiser }: Streets, { id }: Area, asOf: string | null = BEFORE) =>
  ask(db, THEN, { id, asOf }, { actor: organiser });

const changes: [string, (streets: Streets) => Promise<unknown>][] = [
  [
    'a merger',
    ({ act, one, two }) => act('mergeAreas', { ids: [one.id, two.id], into: { survivorId: two.id }, on: ON }),
  ],
  ['a move', ({ act, one, other }) => act('moveArea', { id: one.id, parentId: other.id, on: ON })],
  ['another name', ({ act, one }) => act('renameArea', { id: one.id, name: '大西门外社区', on: ON })],
  ['another code', ({ act, one }) => act('recodeArea', { id: one.id, code: aCode(), on: ON })],
  [
    'a split',
    ({ act, one }) =>
      act('splitArea', {
        id: one.id,
        on: ON,
        successors: [
          { code: aCode(), name: '甲社区', childIds: [], takesTheRest: true },
          { code: aCode(), name: '乙社区', childIds: [] },
        ],
      }),
  ],
];

describe('a day past (D13)', () => {
  it.each(changes)('reads the same after %s, for every kind of record', async (_, change) => {
    const streets = await twoStreets();
    const { county, street, one, two } = streets;
    const before = [];
    for (const area of [county, street, one, two]) before.push(await readThen(streets, area));

    expect(await change(streets)).toMatchObject({ __typename: 'Area' });

    const after = [];
    for (const area of [county, street, one, two]) after.push(await readThen(streets, area));
    expect(after).toEqual(before);
    expect(before[2]).toMatchObject({
      area: {
        units: { totalCount: 1 },
        partyOrganisations: { totalCount: 1, nodes: [{ secretary: { person: { id: expect.any(String) } } }] },
        unitLinks: { totalCount: 1 },
        head: { person: { id: expect.any(String) } },
        partyCoverage: { ownOrganisation: 1 },
      },
      registrations: { totalCount: 2 },
      appointments: { totalCount: 2 },
    });
  });

  it('is found by the codes that areas bore then', async () => {
    const { act, one } = await twoStreets();
    await act('recodeArea', { id: one.id, code: aCode(), on: ON });

    const { units, partyOrganisations, appointments } = await ask(db, BY_CODE, {
      code: one.code,
      asOf: BEFORE,
    });

    expect([units, partyOrganisations, appointments].map(({ totalCount }) => totalCount)).toEqual([1, 1, 2]);
  });

  it('keeps units and Party organisations that have ended since, and not those that came later', async () => {
    const { act, one, committee } = await twoStreets();
    const { id } = await act('registerUnit', { name: '新办', kind: 'DEPARTMENT', areaId: one.id, on: ON });
    await act('closeUnit', { id, reason: '撤销', on: '2026-11-10' });
    await act('dissolvePartyOrganisation', { id: committee.id, on: ON, reason: '撤销' });

    const counts = async (asOf: string) => {
      const { area } = await ask(db, COUNTS, { id: one.id, asOf });
      return [area.units.totalCount, area.partyOrganisations.totalCount];
    };

    expect(await counts(BEFORE)).toEqual([1, 1]);
    expect(await counts(ON)).toEqual([2, 0]);
    expect(await counts('2026-11-10')).toEqual([1, 0]);
    expect(await act('closeUnit', { id, reason: '撤销', on: BEFORE })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
  });

  it('is not before a unit was registered', async () => {
    const { act, one } = await twoStreets();
    const { id } = await act('registerUnit', { name: '新办', kind: 'DEPARTMENT', areaId: one.id, on: ON });

    expect(await act('closeUnit', { id, reason: '撤销', on: BEFORE })).toMatchObject({ field: 'on' });
    expect(
      await act('registerUnit', { name: '新办', kind: 'DEPARTMENT', areaId: one.id, on: '2027-01-01' }),
    ).toMatchObject({ field: 'on' });
  });
});

describe('figures of a day past, by today’s boundaries', () => {
  const rolledUp = async ({ id }: Area, boundaries: string, asOf: string | null = BEFORE) =>
    (await ask(db, ROLLED_UP, { id, boundaries, asOf })).area;

  it('count what has moved where it lies today, and by those of the day where it lay', async () => {
    const streets = await twoStreets();
    const { act, street, other, one } = streets;
    await act('moveArea', { id: one.id, parentId: other.id, on: ON });

    expect(await rolledUp(street, 'THEN')).toMatchObject({ communities: 2, party: { ownOrganisation: 1 } });
    expect(await rolledUp(street, 'TODAY')).toMatchObject({ communities: 1, party: { ownOrganisation: 0 } });
    expect(await rolledUp(other, 'TODAY')).toMatchObject({
      communities: 2,
      party: { areas: 2, ownOrganisation: 1 },
      roles: { areasAtLevel: 2 },
    });
    expect(await rolledUp(other, 'TODAY', null)).toMatchObject({ communities: 2 });
  });

  it('count what was merged where the whole lies, and what was split where all of it lies together', async () => {
    const streets = await twoStreets();
    const { act, county, street, other, one, two } = streets;
    const [merge, , , , split] = changes.map(([, change]) => change);
    await merge!(streets);
    await act('moveArea', { id: two.id, parentId: other.id, on: '2026-11-05' });

    expect(await rolledUp(other, 'TODAY')).toMatchObject({ communities: 3 });
    expect(await rolledUp(street, 'TODAY')).toMatchObject({ communities: 0 });

    const more = await twoStreets();
    await split!(more);
    const { area } = await ask(db, 'query ($id: ID!) { area(id: $id) { successors { id } } }', {
      id: more.one.id,
    });
    await more.act('moveArea', { id: area.successors[0].id, parentId: more.other.id, on: '2026-11-05' });

    expect(await rolledUp(more.street, 'TODAY')).toMatchObject({ communities: 1 });
    expect(await rolledUp(more.county, 'TODAY')).toMatchObject({ communities: 3 });
    expect(await rolledUp(county, 'TODAY')).toMatchObject({ communities: 3 });
    expect(one.id).not.toBe(more.one.id);
  });

  it('take as many statements for many areas as for one', async () => {
    const all = [await twoStreets(), await twoStreets()];
    for (const { act, one, other } of all) await act('moveArea', { id: one.id, parentId: other.id, on: ON });
    const ids = all.flatMap(({ street, other, county }) => [street, other, county].map(({ id }) => id));
    const query = (asked: readonly string[]) =>
      `{ ${asked.map((id, at) => `a${at}: area(id: "${id}", asOf: "${BEFORE}") { ${FIGURES} }`).join(' ')} }`;

    const one = await countStatements(() => ask(db, query(ids.slice(0, 1)), { boundaries: 'TODAY' }));
    const six = await countStatements(() => ask(db, query(ids), { boundaries: 'TODAY' }));

    expect(six.statements.length).toBe(one.statements.length);
  });
});

const FIGURES = /* GraphQL */ `
  communities: descendantsCount(level: COMMUNITY, boundaries: TODAY)
  party: partyCoverage(level: COMMUNITY, boundaries: TODAY) { areas ownOrganisation covered }
  roles: roleCoverage(template: "four-plus-n", boundaries: TODAY) { areasAtLevel complete }
`;
const ROLLED_UP = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate, $boundaries: Boundaries!) {
    area(id: $id, asOf: $asOf) {
      communities: descendantsCount(level: COMMUNITY, boundaries: $boundaries)
      party: partyCoverage(level: COMMUNITY, boundaries: $boundaries) { areas ownOrganisation covered }
      roles: roleCoverage(template: "four-plus-n", boundaries: $boundaries) { areasAtLevel complete }
    }
  }
`;
const THEN = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate) {
    area(id: $id, asOf: $asOf) {
      name
      code
      ancestors { name }
      descendantsCount(level: COMMUNITY)
      children(first: 9) { nodes { name code } }
      units(first: 5) { totalCount nodes { name area { name } } }
      partyOrganisations(first: 5) {
        totalCount
        nodes { name area { name } coverage { kind area { name } } secretary { person { id } area { name } } }
      }
      unitLinks(first: 5, isServing: true) { totalCount nodes { unit { name } community { name } } }
      firstSecretary { person { id } }
      head { person { id } area { name } }
      appointments(first: 9, isServing: true) { nodes { post { code } person { id } area { name } } }
      partyCoverage(level: COMMUNITY) { areas ownOrganisation covered }
      roleCoverage(template: "four-plus-n") { areasAtLevel complete vacantSlots { missing areas post { code } } }
      vacancies(first: 9) { totalCount nodes { post { code } area { name } } }
    }
    registrations(first: 5, where: { withinId: $id }, asOf: $asOf) { totalCount nodes { community { name } receipt } }
    appointments(first: 9, where: { withinId: $id }, asOf: $asOf) { totalCount nodes { post { code } area { name } } }
    unitLinks(first: 5, where: { withinId: $id }, asOf: $asOf) { totalCount }
  }
`;
const BY_CODE = /* GraphQL */ `
  query ($code: AreaCode!, $asOf: LocalDate!) {
    units(first: 5, where: { withinCode: $code }, asOf: $asOf) { totalCount }
    partyOrganisations(first: 5, where: { withinCode: $code }, asOf: $asOf) { totalCount }
    appointments(first: 5, where: { withinCode: $code }, asOf: $asOf) { totalCount }
  }
`;
const COUNTS = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate) {
    area(id: $id, asOf: $asOf) { units(first: 1) { totalCount } partyOrganisations(first: 1) { totalCount } }
  }
`;
