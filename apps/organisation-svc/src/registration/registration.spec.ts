import { randomUUID } from 'node:crypto';
import { countStatements, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, aPartyOrganisation, aPerson, ask, aUnit, run } from '../testing';
import { registrationStates } from './registration.states';
import { aDualStreet, aRegistration, aSentMember } from './registration.testing';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };
const FROM = '2026-11-20';

describe('a unit (D18)', () => {
  it('registers at a community, and gets a receipt', async () => {
    const { there, unit, organiser } = await aDualStreet(db);

    const registration = await run(
      db,
      'registerUnitAt',
      { unitId: unit.id, areaId: there.id, from: FROM },
      { actor: organiser },
    );

    expect(registration).toMatchObject({ kind: 'UNIT', state: 'ACTIVE', community: { id: there.id } });
    expect(registration.receipt).toMatch(new RegExp(`^${there.code}-2026-\\d{6}$`));
  });

  it('registers at one place once, and is told where it did', async () => {
    const { here, unit, clerk } = await aDualStreet(db);
    const again = { clientKey: 'again', unitId: unit.id, areaId: here.id, from: FROM };

    const { registerUnitAt } = await ask(db, AGAIN, { input: again }, { actor: clerk });

    expect(registerUnitAt).toEqual({
      code: 'ALREADY_REGISTERED_HERE',
      registration: { unit: { id: unit.id }, community: { id: here.id } },
    });
  });

  it.each([
    ['areaId', { areaId: 'STREET' }],
    ['from', { from: '2026-11-24' }],
  ])('does not register with a wrong %s', async (field, wrong) => {
    const { there, street, unit, organiser } = await aDualStreet(db);
    const input = { unitId: unit.id, from: FROM, ...wrong, areaId: 'areaId' in wrong ? street.id : there.id };

    expect(await run(db, 'registerUnitAt', input, { actor: organiser })).toMatchObject({ field });
  });

  it('does not register outside one’s area, or when it is closed', async () => {
    const { there, street, unit, organiser, elsewhere } = await aDualStreet(db);
    const closed = await aUnit(db, street, { state: 'CLOSED' });
    const input = { areaId: there.id, from: FROM };

    expect(
      await run(db, 'registerUnitAt', { ...input, unitId: unit.id }, { actor: elsewhere }),
    ).toMatchObject(none);
    expect(
      await run(db, 'registerUnitAt', { ...input, unitId: closed.id }, { actor: organiser }),
    ).toMatchObject(none);
  });
});

describe('a member (H21)', () => {
  it('registers at the workplace’s community and at home, once each', async () => {
    const { here, there, unit, clerk, clerkThere } = await aDualStreet(db);
    const person = await aPerson(db, here);
    const member = { personId: person.id, memberClass: 'IN_SERVICE', unitId: unit.id, from: FROM };
    const atWork = { ...member, kind: 'WORKPLACE', areaId: here.id };

    expect(await run(db, 'registerMemberAt', atWork, { actor: clerk })).toMatchObject({ kind: 'WORKPLACE' });
    expect(
      await run(
        db,
        'registerMemberAt',
        { ...member, kind: 'RESIDENCE', areaId: there.id },
        { actor: clerkThere },
      ),
    ).toMatchObject({ kind: 'RESIDENCE' });
    expect(await run(db, 'registerMemberAt', atWork, { actor: clerk })).toMatchObject({
      __typename: 'AlreadyRegisteredHere',
    });
  });

  it('who moves is registered by the clerk of the new home, who never sees the old one; history stays', async () => {
    const { here, there, unit, clerkThere, desk } = await aDualStreet(db);
    const { person, registration } = await aSentMember(db, unit, here, { kind: 'RESIDENCE' });
    const moved = {
      personId: person.id,
      kind: 'RESIDENCE',
      memberClass: 'IN_SERVICE',
      unitId: unit.id,
      areaId: there.id,
      from: FROM,
    };
    expect((await ask(db, ONE, { id: registration.id }, { actor: clerkThere })).registration).toBeNull();

    await run(db, 'registerMemberAt', moved, { actor: clerkThere });

    const before = await ask(db, ONE, { id: registration.id }, { actor: desk });
    expect(before.registration).toMatchObject({
      state: 'ENDED',
      to: FROM,
      history: [{ action: 'END', reason: 'MOVED' }],
    });
    const seenThere = await ask(db, OF_PERSON, { id: person.id }, { actor: clerkThere });
    expect(seenThere.person.registrations.nodes).toEqual([{ state: 'ACTIVE' }]);
    const seenByUnit = await ask(db, OF_PERSON, { id: person.id }, { actor: desk });
    expect(seenByUnit.person.registrations.nodes).toEqual([{ state: 'ACTIVE' }, { state: 'ENDED' }]);
  });

  it('registers once, however many clerks try at the same moment', async () => {
    const { here, unit, clerk } = await aDualStreet(db);
    const person = await aPerson(db, here);
    const input = {
      personId: person.id,
      kind: 'WORKPLACE',
      memberClass: 'IN_SERVICE',
      unitId: unit.id,
      areaId: here.id,
      from: FROM,
    };

    const answers = await Promise.all(
      [1, 2, 3].map(() => run(db, 'registerMemberAt', input, { actor: clerk })),
    );

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'AlreadyRegisteredHere',
      'AlreadyRegisteredHere',
      'Registration',
    ]);
  });

  it.each([
    ['unit', 'unitId', { unitId: null }],
    ['workplace without the unit', 'areaId', { kind: 'WORKPLACE', areaId: 'THERE' }],
    ['kind', 'kind', { kind: 'UNIT' }],
    ['day', 'from', { from: '2026-11-24' }],
    ['membership', 'personId', { memberClass: 'RETIRED', personId: 'NO_MEMBER' }],
  ])('does not register with a wrong %s', async (_, field, wrong) => {
    const { here, there, unit, organiser } = await aDualStreet(db);
    const person = await aPerson(db, here, 'personId' in wrong ? { politicalStatus: 'NONE' } : {});
    const input = {
      kind: 'RESIDENCE',
      memberClass: 'IN_SERVICE',
      unitId: unit.id,
      from: FROM,
      ...wrong,
      personId: person.id,
      areaId: 'areaId' in wrong ? there.id : here.id,
    };

    expect(await run(db, 'registerMemberAt', input, { actor: organiser })).toMatchObject({ field });
  });

  it('does not move before they came', async () => {
    const { here, there, unit, organiser } = await aDualStreet(db);
    const { person } = await aSentMember(db, unit, here, { kind: 'RESIDENCE' });
    const input = {
      personId: person.id,
      kind: 'RESIDENCE',
      memberClass: 'RETIRED',
      areaId: there.id,
      from: '2022-02-28',
    };

    expect(await run(db, 'registerMemberAt', input, { actor: organiser })).toMatchObject({ field: 'from' });
  });

  it.each([
    ['areaId', 'areaId'],
    ['personId', 'personId'],
    ['unitId', 'unitId'],
  ])('is not registered where %s names nothing', async (field) => {
    const { here, unit, clerk } = await aDualStreet(db);
    const person = await aPerson(db, here);
    const input = {
      personId: person.id,
      kind: 'WORKPLACE',
      memberClass: 'IN_SERVICE',
      unitId: unit.id,
      areaId: here.id,
      from: FROM,
      [field]: '00000000-0000-4000-8000-000000000000',
    };

    expect(await run(db, 'registerMemberAt', input, { actor: clerk })).toMatchObject(none);
  });

  it('is shown to the community, the unit and themselves, and to nobody else', async () => {
    const { here, unit, clerk, clerkThere, desk, elsewhere } = await aDualStreet(db);
    const { registration, self } = await aSentMember(db, unit, here);
    const seenBy = async (actor: typeof clerk | null) =>
      (await ask(db, ONE, { id: registration.id }, { actor })).registration !== null;

    expect(await Promise.all([clerk, desk, self].map(seenBy))).toEqual([true, true, true]);
    expect(await Promise.all([clerkThere, elsewhere, null].map(seenBy))).toEqual([false, false, false]);
  });

  it('is put into a branch or group of the community, and into another later (D7)', async () => {
    const { here, there, unit, clerk, elsewhere } = await aDualStreet(db);
    const { registration } = await aSentMember(db, unit, here);
    const grid = await anArea(db, { level: 'GRID' }, here);
    const [branch, group, foreign] = [
      await aPartyOrganisation(db, here),
      await aPartyOrganisation(db, grid, { name: '网格党小组', kind: 'GRID_GROUP' }),
      await aPartyOrganisation(db, there),
    ];
    const assign = (partyOrganisationId: string, actor = clerk, id = registration.id) =>
      run(db, 'assignMember', { id, partyOrganisationId }, { actor });
    const membersOf = async (id: string, actor: typeof clerk | null = clerk) =>
      (await ask(db, MEMBERS_OF, { id }, { actor })).partyOrganisation.assignedMembers.totalCount;

    expect(await assign(foreign.id)).toMatchObject({ field: 'partyOrganisationId' });
    expect(await assign(branch.id, elsewhere)).toMatchObject(none);
    expect(await assign(randomUUID())).toMatchObject(none);
    expect(await assign(branch.id)).toMatchObject({ partyOrganisation: { id: branch.id } });
    expect(await assign(group.id)).toMatchObject({ partyOrganisation: { id: group.id } });

    expect([await membersOf(branch.id), await membersOf(group.id)]).toEqual([0, 1]);
    expect(await membersOf(group.id, elsewhere)).toBe(0);
    const where = { withinId: here.id, isOfMember: true, isAssigned: true, partyOrganisationId: group.id };
    expect((await ask(db, LIST, { where }, { actor: clerk })).registrations.totalCount).toBe(1);
  });

  it('is in a branch that cannot be dissolved meanwhile; a unit is in none (D7)', async () => {
    const { here, unit, clerk, organiser } = await aDualStreet(db);
    const { registration } = await aSentMember(db, unit, here);
    const ofUnit = await aRegistration(db, here, { kind: 'UNIT', unitId: (await aUnit(db, here)).id });
    const { id: partyOrganisationId } = await aPartyOrganisation(db, here);
    const dissolve = () =>
      run(
        db,
        'dissolvePartyOrganisation',
        { id: partyOrganisationId, on: FROM, reason: '撤并' },
        { actor: organiser },
      );

    await run(db, 'assignMember', { id: registration.id, partyOrganisationId }, { actor: clerk });
    expect(
      await run(db, 'assignMember', { id: ofUnit.id, partyOrganisationId }, { actor: clerk }),
    ).toMatchObject({ field: 'id' });
    expect(await dissolve()).toMatchObject({ field: 'id', message: expect.stringContaining('1 members') });
    await run(db, 'endRegistration', { id: registration.id, to: FROM, reason: '迁出' }, { actor: clerk });
    expect(await dissolve()).toMatchObject({ state: 'DISSOLVED' });
  });
});

describe('a registration', () => {
  it('is ended by its community with a reason', async () => {
    const { here, unit, clerk } = await aDualStreet(db);
    const { registration } = await aSentMember(db, unit, here);
    const end = (given: object = {}) =>
      run(
        db,
        'endRegistration',
        { id: registration.id, to: FROM, reason: '调离', ...given },
        { actor: clerk },
      );

    expect(await end({ reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(await end({ to: '2026-11-24' })).toMatchObject({ field: 'to' });
    expect(await end({ to: '2022-02-28' })).toMatchObject({ field: 'to' });
    expect(await end()).toMatchObject({ state: 'ENDED', to: FROM, availableActions: [] });
    expect(await end()).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is not ended from outside: not where others lie, nor by who only reads it', async () => {
    const { here, unit, clerkThere, elsewhere } = await aDualStreet(db);
    const ofUnit = await aRegistration(db, here, { kind: 'UNIT', unitId: (await aUnit(db, here)).id });
    const { registration } = await aSentMember(db, unit, here);

    for (const { id } of [ofUnit, registration]) {
      for (const actor of [clerkThere, elsewhere]) {
        expect(await run(db, 'endRegistration', { id, to: FROM, reason: '调离' }, { actor })).toMatchObject(
          none,
        );
      }
    }
  });

  it('lives as its table says', () => {
    expect(registrationStates.reachable('ACTIVE')).toEqual(new Set(['ACTIVE', 'ENDED']));
  });
});

test('how each class of members is managed is a rule that can be asked for (D7)', async () => {
  const { memberManagement } = await ask(db, '{ memberManagement { memberClass mode managedBy } }');

  expect(memberManagement).toHaveLength(5);
  expect(memberManagement[0]).toEqual({
    memberClass: 'IN_SERVICE',
    mode: 'DUAL',
    managedBy: ['HOME_UNIT', 'COMMUNITY'],
  });
});

test('registrations are listed by kind, class, state, unit and place', async () => {
  const { street, here, there, unit, organiser } = await aDualStreet(db);
  const { person } = await aSentMember(db, unit, here);
  await aRegistration(db, there, { kind: 'RESIDENCE', personId: person.id, unitId: unit.id });
  await aSentMember(db, unit, here, { memberClass: 'RETIRED', state: 'ENDED', toOn: '2023-01-01' });
  const figures = async (where: object) =>
    (await ask(db, LIST, { where: { withinId: street.id, ...where } }, { actor: organiser })).registrations;

  expect(await figures({})).toEqual({ totalCount: 4, peopleCount: 2, unitsCount: 1 });
  expect(await figures({ kind: 'UNIT' })).toMatchObject({ totalCount: 1, peopleCount: 0 });
  expect(await figures({ isOfMember: true, state: 'ACTIVE' })).toMatchObject({
    totalCount: 2,
    peopleCount: 1,
  });
  expect(await figures({ memberClass: 'RETIRED' })).toMatchObject({ totalCount: 1 });
  expect(await figures({ personId: person.id })).toMatchObject({ totalCount: 2 });
  expect(await figures({ unitId: unit.id, withinId: there.id })).toMatchObject({ totalCount: 1 });
});

test('the members that twenty units sent are read in as many statements as those of one', async () => {
  const { street, here, organiser } = await aDualStreet(db);
  const refs = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const unit = await aUnit(db, street);
      await aSentMember(db, unit, here);
      return { __typename: 'Unit', id: unit.id };
    }),
  );

  const one = await countStatements(() => ask(db, SENT, { refs: refs.slice(0, 1) }, { actor: organiser }));
  const twenty = await countStatements(() => ask(db, SENT, { refs }, { actor: organiser }));

  expect(twenty.statements.length).toBe(one.statements.length);
  expect(twenty.answer._entities[19].sentMembers).toMatchObject({
    totalCount: 1,
    nodes: [
      {
        person: { maskedName: '张**' },
        registrations: [
          { kind: 'WORKPLACE', management: { mode: 'DUAL' }, community: { name: '百花亭社区' } },
        ],
        service: { claims: 0, participations: 0, hours: 0 },
        claims: { nodes: [] },
        evaluations: [],
      },
    ],
  });
});

test('the events of registrations say nothing of whom they are', async () => {
  const { here, unit, clerk } = await aDualStreet(db);
  const person = await aPerson(db, await anArea(db, {}, here));
  const { id } = await run(
    db,
    'registerMemberAt',
    {
      personId: person.id,
      kind: 'WORKPLACE',
      memberClass: 'IN_SERVICE',
      unitId: unit.id,
      areaId: here.id,
      from: FROM,
    },
    { actor: clerk, now: NOW },
  );

  const [event] = await db.query('select data from outbox where subject = $1', [id]);

  expect(JSON.stringify(event)).not.toContain(person.id);
});

const ONE = /* GraphQL */ `
  query ($id: ID!) { registration(id: $id) { state to history { action reason } } }
`;
const OF_PERSON = /* GraphQL */ `
  query ($id: ID!) { person(id: $id) { registrations(first: 5) { nodes { state } } } }
`;
const AGAIN = /* GraphQL */ `
  mutation ($input: RegisterUnitAtInput!) {
    registerUnitAt(input: $input) {
      ... on AlreadyRegisteredHere { code registration { unit { id } community { id } } }
    }
  }
`;
const MEMBERS_OF = /* GraphQL */ `
  query ($id: ID!) {
    partyOrganisation(id: $id) { assignedMembers(first: 1) { totalCount nodes { person { maskedName } } } }
  }
`;
const LIST = /* GraphQL */ `
  query ($where: RegistrationFilter) {
    registrations(first: 1, where: $where) { totalCount peopleCount unitsCount }
  }
`;
const SENT = /* GraphQL */ `
  query ($refs: [_Any!]!) {
    _entities(representations: $refs) {
      ... on Unit {
        registrations(first: 3) { totalCount }
        sentMembers(first: 10) {
          totalCount
          nodes {
            person { maskedName }
            registrations { kind management { mode } community { name } }
            service { claims participations hours }
            claims(first: 3) { nodes { id } }
            evaluations { score }
          }
        }
      }
    }
  }
`;
