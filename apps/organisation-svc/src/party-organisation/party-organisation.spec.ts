import { countStatements, testDatabase } from '@jinlin/testing';
import { Area } from '../area/area.entity';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, aPartyOrganisation, aPerson, ask, run } from '../testing';

const db = testDatabase(tables);

const ON = '2026-07-01';

async function compounds() {
  const { street, organiser, elsewhere } = await aCounty(db);
  const one = await anArea(db, { level: 'COMPOUND', propertyMode: 'COMPANY' }, street);
  const two = await anArea(db, { level: 'COMPOUND', propertyMode: 'COMPANY' }, street);
  return { street, organiser, elsewhere, one, two };
}

describe('a Party organisation (S5, F3)', () => {
  it('is established in an area, which it covers as its own', async () => {
    const { organiser, one } = await compounds();
    const input = { name: '翠湖花园党支部', kind: 'COMPOUND_BRANCH', areaId: one.id, on: ON };

    const branch = await run(db, 'establishPartyOrganisation', input, { actor: organiser });

    expect(branch).toMatchObject({ state: 'ACTIVE', coverage: [{ kind: 'OWN', area: { id: one.id } }] });
  });

  it('covers its neighbours jointly, so that coverage has two measures (F3)', async () => {
    const { street, organiser, one, two } = await compounds();
    await anArea(db, { level: 'COMPOUND', propertyMode: 'NONE' }, street);
    const input = { name: '翠湖花园党支部', kind: 'COMPOUND_BRANCH', areaId: one.id, on: ON };
    const { id } = await run(db, 'establishPartyOrganisation', input, { actor: organiser });

    await run(db, 'coverArea', { id, areaId: two.id, kind: 'JOINT' }, { actor: organiser });

    const { area } = await ask(db, COVERAGE, { id: street.id });
    expect(area.partyCoverage).toMatchObject({ areas: 3, ownOrganisation: 1, covered: 2 });
    expect(area.partyCoverage.coveredRate).toBeCloseTo(66.7, 1);
    const before = await ask(db, COVERAGE, { id: street.id, asOf: '2026-06-30' });
    expect(before.area.partyCoverage).toMatchObject({ areas: 3, covered: 0, coveredRate: 0 });
  });

  it('is dissolved when none is left below it', async () => {
    const { organiser, one } = await compounds();
    const committee = await aPartyOrganisation(db, one);
    const group = await aPartyOrganisation(db, one, { kind: 'BUILDING_GROUP', parentId: committee.id });
    const dissolve = (id: string) =>
      run(db, 'dissolvePartyOrganisation', { id, on: ON, reason: '合并' }, { actor: organiser });

    expect(await dissolve(committee.id)).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await dissolve(group.id)).toMatchObject({ state: 'DISSOLVED' });
    expect(await dissolve(committee.id)).toMatchObject({ state: 'DISSOLVED', availableActions: [] });
    expect(await dissolve(committee.id)).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it.each([
    ['name', { name: ' ' }],
    ['on', { on: '2027-01-01' }],
    ['coverage', { coverage: 'TWICE' }],
  ])('is not established with a wrong %s', async (field, wrong) => {
    const { organiser, one } = await compounds();
    const twice = [1, 2].map(() => ({ areaId: one.id, kind: 'OWN' }));
    const coverage = 'coverage' in wrong ? { coverage: twice } : {};
    const input = { name: '党支部', kind: 'COMPOUND_BRANCH', areaId: one.id, on: ON, ...wrong, ...coverage };

    expect(await run(db, 'establishPartyOrganisation', input, { actor: organiser })).toMatchObject({ field });
  });

  it('is not dissolved without a reason, tomorrow, or before it was', async () => {
    const { organiser, one } = await compounds();
    const { id } = await aPartyOrganisation(db, one);
    const dissolve = (given: object) =>
      run(db, 'dissolvePartyOrganisation', { id, on: ON, reason: '合并', ...given }, { actor: organiser });

    expect(await dissolve({ reason: '' })).toMatchObject({ field: 'reason' });
    expect(await dissolve({ on: '2027-01-01' })).toMatchObject({ field: 'on' });
    expect(await dissolve({ on: '2021-06-30' })).toMatchObject({ field: 'on' });
  });

  it('is out of reach from outside', async () => {
    const { elsewhere, organiser, one } = await compounds();
    const { id } = await aPartyOrganisation(db, one);
    const { street: far } = await aCounty(db);
    const input = { name: '党支部', kind: 'COMPOUND_BRANCH', areaId: one.id, on: ON };
    const none = { __typename: 'NotFound' };

    expect(await run(db, 'establishPartyOrganisation', input, { actor: elsewhere })).toMatchObject(none);
    expect(
      await run(db, 'establishPartyOrganisation', { ...input, parentId: far.id }, { actor: organiser }),
    ).toMatchObject(none);
    expect(
      await run(db, 'coverArea', { id, areaId: far.id, kind: 'JOINT' }, { actor: organiser }),
    ).toMatchObject(none);
    expect(
      await run(db, 'movePartyOrganisation', { id, areaId: far.id, on: ON }, { actor: organiser }),
    ).toMatchObject(none);
    expect(
      await run(db, 'dissolvePartyOrganisation', { id, on: ON, reason: '合并' }, { actor: elsewhere }),
    ).toMatchObject(none);
  });

  it('moves to another seat with its secretary, and is still found where it sat before', async () => {
    const { organiser, one, two } = await compounds();
    const { id } = await aPartyOrganisation(db, one);
    const secretary = await anAppointment(db, one, { post: 'COMPOUND_SECRETARY', partyOrganisationId: id });
    const move = (given: object = {}) =>
      run(db, 'movePartyOrganisation', { id, areaId: two.id, on: ON, ...given }, { actor: organiser });

    expect(await move({ on: '2027-01-01' })).toMatchObject({ field: 'on' });
    expect(await move({ on: '2021-06-30' })).toMatchObject({ field: 'on' });
    expect(await move({ areaId: one.id })).toMatchObject({ field: 'areaId' });
    expect(await move()).toMatchObject({ state: 'ACTIVE' });
    expect(await move({ areaId: one.id })).toMatchObject({ field: 'on' });

    const seats = { id, before: '2026-06-30', on: ON, secretary: secretary.id };
    expect(await ask(db, SEATS, seats)).toEqual({
      before: { area: { id: one.id } },
      now: { area: { id: two.id }, history: [{ action: 'MOVE' }] },
      appointment: { area: { id: two.id } },
    });
  });

  it('does not move away from the community that its members are registered in (D7)', async () => {
    const { county, organiser } = await aCounty(db);
    const [community, other] = [await anArea(db, {}, county), await anArea(db, {}, county)];
    const compound = await anArea(db, { level: 'COMPOUND', propertyMode: 'NONE' }, community);
    const { id } = await aPartyOrganisation(db, community);
    const member = { personId: (await aPerson(db, community)).id, areaId: community.id, from: ON };
    const registration = await run(
      db,
      'registerMemberAt',
      { ...member, kind: 'RESIDENCE', memberClass: 'RETIRED' },
      { actor: organiser },
    );
    await run(db, 'assignMember', { id: registration.id, partyOrganisationId: id }, { actor: organiser });
    const move = (areaId: string) =>
      run(db, 'movePartyOrganisation', { id, areaId, on: ON }, { actor: organiser });

    expect(await move(other.id)).toMatchObject({
      field: 'areaId',
      message: expect.stringContaining('1 members'),
    });
    expect(await move(compound.id)).toMatchObject({ state: 'ACTIVE' });
  });

  it('covers nothing more once it is dissolved', async () => {
    const { organiser, one, two } = await compounds();
    const { id } = await aPartyOrganisation(db, one, { state: 'DISSOLVED', dissolvedOn: ON });

    expect(
      await run(db, 'coverArea', { id, areaId: two.id, kind: 'JOINT' }, { actor: organiser }),
    ).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
  });
});

test('Party organisations are listed by kind and place, each with its secretary and those below it', async () => {
  const { street, one, two } = await compounds();
  const committee = await aPartyOrganisation(db, street, { kind: 'STREET_WORK_COMMITTEE', name: '党工委' });
  for (const area of [one, two]) {
    const branch = await aPartyOrganisation(db, area, { parentId: committee.id });
    await anAppointment(db, area, { post: 'COMPOUND_SECRETARY', partyOrganisationId: branch.id });
  }

  const list = (first: number) => ask(db, LIST, { id: street.id, first });
  const { area } = await list(2);

  expect(area.partyOrganisations).toEqual({
    totalCount: 2,
    nodes: [1, 2].map(() => ({
      parent: { name: '党工委', children: { totalCount: 2 } },
      secretary: { person: { maskedName: '张**' } },
    })),
  });
  const one_ = await countStatements(() => list(1));
  const many = await countStatements(() => list(100));
  expect(many.statements.length).toBe(one_.statements.length);
});

test('the branches of old compounds are listed apart from the others (H24)', async () => {
  const { street, one, two } = await compounds();
  await db.manager.update(Area, one.id, { isOld: true });
  const { id } = await aPartyOrganisation(db, one);
  await aPartyOrganisation(db, two);

  const { partyOrganisations } = await ask(db, OF_OLD_COMPOUNDS, { id: street.id });

  expect(partyOrganisations).toEqual({ totalCount: 1, nodes: [{ id }] });
});

const SEATS = /* GraphQL */ `
  query ($id: ID!, $before: LocalDate!, $on: LocalDate!, $secretary: ID!) {
    before: partyOrganisation(id: $id, asOf: $before) { area { id } }
    now: partyOrganisation(id: $id, asOf: $on) { area { id } history { action } }
    appointment(id: $secretary) { area { id } }
  }
`;
const OF_OLD_COMPOUNDS = /* GraphQL */ `
  query ($id: ID!) {
    partyOrganisations(first: 5, where: { withinId: $id, compound: { isOld: true } }) { totalCount nodes { id } }
  }
`;
const COVERAGE = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate) {
    area(id: $id, asOf: $asOf) {
      partyCoverage(level: COMPOUND) { areas ownOrganisation covered ownRate coveredRate }
    }
  }
`;
const LIST = /* GraphQL */ `
  query ($id: ID!, $first: Int!) {
    area(id: $id) {
      partyOrganisations(first: $first, where: { kinds: [COMPOUND_BRANCH] }) {
        totalCount
        nodes { parent { name children(first: 5) { totalCount } } secretary { person { maskedName } } }
      }
    }
  }
`;

test('an organisation is read as of a day, where it was seated then, and not before it was established', async () => {
  const { street } = await aCounty(db);
  const { id } = await aPartyOrganisation(db, street, { establishedOn: '2021-07-01' });
  const asOf = async (on: string) => (await ask(db, ORGANISATION_ON, { id, on })).partyOrganisation;

  expect(await asOf('2021-06-30')).toBeNull();
  expect(await asOf('2021-07-01')).toEqual({ area: { name: '符阳街道' } });
});

const ORGANISATION_ON =
  'query ($id: ID!, $on: LocalDate!) { partyOrganisation(id: $id, asOf: $on) { area { name } } }';
