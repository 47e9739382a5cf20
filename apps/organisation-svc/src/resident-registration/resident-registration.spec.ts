import { randomUUID } from 'node:crypto';
import { poolOf, type Scope, scopedReader, statement } from '@jinlin/database';
import { identityCheckDigit } from '@jinlin/graphql';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anArea, ask, run } from '../testing';

const db = testDatabase(tables);

let born = 0;
/** An identity number that nobody bears: there is no area 999999. */
const anIdentityNumber = (birth = '19850314') => {
  born += 1;
  const digits = `999999${birth}${String(born).padStart(3, '0')}`;
  return digits + identityCheckDigit(digits);
};

/** A household with a code on its door, somebody who scans it, and the worker of its grid. */
async function aDoor() {
  const { street, elsewhere } = await aCounty(db);
  const community = await anArea(db, {}, street);
  const grid = await anArea(db, { level: 'GRID' }, community);
  const household = await anArea(db, { level: 'HOUSEHOLD', name: '7号' }, grid);
  const worker = anActor('GRID_WORKER', { areaId: grid.id });
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id, scopes: ['pii:read'] });
  const resident = anActor('RESIDENT', { personId: randomUUID() });

  await run(db, 'issueHouseCodes', { withinId: household.id }, { actor: clerk });
  const { area } = await ask(
    db,
    'query ($id: ID!) { area(id: $id) { houseCode { id code: doorCode } } }',
    { id: household.id },
    { actor: clerk },
  );
  const { id: codeId, code } = area.houseCode;
  const register = (given: object = {}, actor = resident) =>
    run(
      db,
      'registerByHouseCode',
      { code, kind: 'RESIDENT', name: '张明秋', birthDate: '1985-03-14', consents: true, ...given },
      { actor },
    );
  const decide = (act: string, id: string, input: object = {}, actor = worker) =>
    run(db, `${act}ResidentRegistration`, { id, ...input }, { actor });
  const registered = async () =>
    (await ask(db, REGISTER, { id: community.id })).area.householdRegister.registered;
  return {
    community,
    household,
    codeId,
    code,
    worker,
    clerk,
    resident,
    elsewhere,
    register,
    decide,
    registered,
  };
}

describe('registering oneself by a house code (X12)', () => {
  it('counts once the grid has confirmed it, and makes a person of the register', async () => {
    const { household, register, decide, registered } = await aDoor();

    const handedIn = await register({ phone: '15412345678', identityNumber: anIdentityNumber() });
    expect(handedIn).toMatchObject({
      state: 'SUBMITTED',
      maskedName: '张**',
      maskedPhone: '154****5678',
      birthYear: 1985,
      isMinor: false,
      person: null,
    });
    expect(await registered()).toBe(0);

    const confirmed = await decide('confirm', handedIn.id);
    expect(confirmed).toMatchObject({
      state: 'CONFIRMED',
      availableActions: ['END'],
      person: { maskedName: '张**' },
    });
    expect(await registered()).toBe(1);
    expect(
      await db.query('select area_id, birth_year from person where id = $1', [
        (confirmed.person as { id: string }).id,
      ]),
    ).toEqual([{ area_id: household.id, birth_year: 1985 }]);

    expect(await decide('end', handedIn.id, { reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(await decide('end', handedIn.id, { reason: '搬离' })).toMatchObject({ state: 'ENDED' });
    expect(await registered()).toBe(0);
  });

  it('is for those who have come back, too', async () => {
    const { register } = await aDoor();
    const returnee = { kind: 'RETURNEE', returnedOn: '2026-11-20', cameFrom: '广东省' };

    expect(await register(returnee)).toMatchObject({ kind: 'RETURNEE', returnedOn: '2026-11-20' });
    expect(await register({ name: '李文', returnedOn: '2026-11-20' })).toMatchObject({ field: 'kind' });
    expect(await register({ ...returnee, name: '李文', returnedOn: '2026-11-24' })).toMatchObject({
      field: 'returnedOn',
    });
  });

  it('needs consent, and a guardian’s for somebody under fourteen', async () => {
    const { register } = await aDoor();
    const child = { name: '张小雨', birthDate: '2012-11-24' };

    expect(await register({ consents: false })).toMatchObject({ __typename: 'ConsentMissing' });
    expect(await register(child)).toMatchObject({
      __typename: 'ConsentMissing',
      message: 'Whoever is under 14 is registered only with the consent of a guardian.',
    });
    expect(await register({ ...child, guardianConsents: true })).toMatchObject({ isMinor: true });
    expect(await register({ name: '张大雨', birthDate: '2012-11-23' })).toMatchObject({
      state: 'SUBMITTED',
    });
    expect(await register({ birthDate: null })).toMatchObject({ field: 'birthDate' });
    expect(await register({ birthDate: '2026-11-24' })).toMatchObject({ field: 'birthDate' });
    expect(await register({ name: ' ' })).toMatchObject({ field: 'name' });
  });

  it('is refused by a code that was revoked, by one that is none, and by a token without a person', async () => {
    const { codeId, clerk, register } = await aDoor();
    await run(db, 'renewHouseCode', { id: codeId, reason: '换发' }, { actor: clerk });

    expect(await register()).toMatchObject({ __typename: 'HouseCodeRevoked' });
    expect(await register({ code: '0'.repeat(26) })).toMatchObject({ __typename: 'NotFound' });
    const door = await aDoor();
    await expect(door.register({}, anActor('RESIDENT'))).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });

  it('is done once by whoever does it twice; what others did is for the grid alone to know', async () => {
    const { register, decide, worker } = await aDoor();
    const identityNumber = anIdentityNumber();
    const { id } = await register({ identityNumber });
    const other = anActor('RESIDENT', { personId: randomUUID() });

    expect(await register({ identityNumber })).toMatchObject({ __typename: 'RegisteredAlready' });
    const twin = await register({ identityNumber }, other);
    expect(twin).toMatchObject({ state: 'SUBMITTED' });

    await decide('confirm', id);
    expect(await decide('confirm', twin.id)).toMatchObject({ __typename: 'RegisteredAlready' });
    expect((await ask(db, ONE, { id: twin.id }, { actor: worker })).residentRegistration.isTwice).toBe(true);
    expect((await ask(db, ONE, { id: twin.id }, { actor: other })).residentRegistration.isTwice).toBe(false);
  });

  it('is done once, however often it is sent at the same moment', async () => {
    const { register } = await aDoor();

    const answers = await Promise.all([1, 2, 3].map(() => register()));

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'RegisteredAlready',
      'RegisteredAlready',
      'ResidentRegistration',
    ]);
  });

  it('is taken ten times a day from one person, and twenty times until the grid has gone through them', async () => {
    const { register } = await aDoor();
    const handIn = async (names: number, actor: ReturnType<typeof anActor>) => {
      let last = await register({ name: `张${names}` }, actor);
      for (let n = 1; n < names; n++) last = await register({ name: `张第${n}` }, actor);
      return last;
    };
    const one = anActor('RESIDENT', { personId: randomUUID() });
    const other = anActor('RESIDENT', { personId: randomUUID() });

    expect(await handIn(10, one)).toMatchObject({ state: 'SUBMITTED' });
    expect(await register({ name: '张十一' }, one)).toMatchObject({ __typename: 'TooManyRegistrations' });
    expect(await handIn(10, other)).toMatchObject({ state: 'SUBMITTED' });
    expect(await register({ name: '张廿一' })).toMatchObject({
      __typename: 'TooManyRegistrations',
      message: expect.stringContaining('20'),
    });
  });

  it('finds who is on the register already', async () => {
    const { community, clerk, register, decide } = await aDoor();
    const identityNumber = anIdentityNumber();
    const known = await run(
      db,
      'registerPerson',
      { name: '张明秋', identityNumber, areaId: community.id },
      { actor: clerk },
    );
    const { id } = await register({ identityNumber });

    expect(await decide('confirm', id)).toMatchObject({ person: { id: known.id } });
  });
});

describe('what a registration tells of somebody', () => {
  it('is erased when it is turned away or taken back', async () => {
    const { register, decide, resident } = await aDoor();
    const rejected = await register({ phone: '15412345678' });
    const withdrawn = await register({ name: '李文' });

    expect(await decide('reject', rejected.id, { reason: '' })).toMatchObject({ field: 'reason' });
    expect(await decide('reject', rejected.id, { reason: '不住此处' })).toMatchObject({
      state: 'REJECTED',
      maskedName: '*',
      maskedPhone: null,
      birthYear: null,
    });
    expect(await decide('withdraw', withdrawn.id, {}, resident)).toMatchObject({ state: 'WITHDRAWN' });
    expect(await sealedOf(rejected.id, withdrawn.id)).toEqual([]);
  });

  it('stands nowhere in clear', async () => {
    const { register, decide } = await aDoor();
    const given = { name: '诸葛晴川', phone: '15487654321', cameFrom: '广东省深圳市', kind: 'RETURNEE' };
    const { id } = await register(given);
    await decide('confirm', id);

    const written = JSON.stringify([
      await db.query('select * from resident_registration'),
      await db.query('select * from person'),
      await db.query('select * from history where record_id = $1', [id]),
      await db.query('select * from outbox'),
      await db.query('select * from client_key where record_id = $1', [id]),
    ]);
    for (const clear of [given.name, given.phone, given.cameFrom]) expect(written).not.toContain(clear);
  });

  it('is opened for a purpose within one’s area, and the reading is recorded', async () => {
    const { clerk, worker, register, elsewhere } = await aDoor();
    const { id } = await register({ kind: 'RETURNEE', cameFrom: '广东省', phone: '15412345678' });
    const open = (actor: typeof clerk, purpose = '核实返乡人员') =>
      ask(db, CLEAR, { id, purpose }, { actor });

    expect((await open(clerk)).residentRegistration.inClear).toEqual({
      name: '张明秋',
      phone: '15412345678',
      birthDate: '1985-03-14',
      cameFrom: '广东省',
    });
    expect(
      await db.query('select record_type, purpose from access_record where record_id = $1', [id]),
    ).toEqual([{ record_type: 'ResidentRegistration', purpose: '核实返乡人员' }]);
    await expect(open(worker)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    await expect(open(clerk, ' ')).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect((await open({ ...elsewhere, scopes: ['pii:read'] })).residentRegistration).toBeNull();
  });

  it('is kept by the database to the area and to who handed it in, even from a query without a filter', async () => {
    const { community, register, resident } = await aDoor();
    const { id } = await register();
    const seen = async (scope: Partial<Scope>) => {
      const read = scopedReader(poolOf(db), {
        reach: 'AREA',
        areaPath: null,
        unitId: null,
        personId: null,
        ...scope,
      });
      const rows = await read.rows<{ id: string }>(EVERYTHING);
      await read.end();
      return rows.some((row) => row.id === id);
    };

    expect(await seen({ areaPath: community.path })).toBe(true);
    expect(await seen({ personId: resident.personId })).toBe(true);
    expect(await seen({ personId: randomUUID() })).toBe(false);
    expect(await seen({})).toBe(false);
  });

  it('is not decided on from outside, nor by who handed it in', async () => {
    const { register, decide, elsewhere } = await aDoor();
    const { id } = await register();
    const far = anActor('GRID_WORKER', { areaId: elsewhere.areaId });

    for (const [act, input] of [
      ['confirm', {}],
      ['reject', { reason: '试试' }],
      ['withdraw', {}],
      ['end', { reason: '试试' }],
    ] as const) {
      expect(await decide(act, id, input, far)).toMatchObject({ __typename: 'NotFound' });
    }
  });
});

describe('the registrations', () => {
  it('are listed by what a grid asks for, in as many statements for many as for few', async () => {
    const { community, worker, register, decide } = await aDoor();
    const { id } = await register();
    await decide('confirm', id);
    await register({ name: '李文', kind: 'RETURNEE' });
    const list = (where: object = {}) =>
      ask(db, LIST, { where: { withinId: community.id, ...where } }, { actor: worker });
    const count = async (where: object) => (await list(where)).residentRegistrations.totalCount;

    const two = await countStatements(() => list());
    for (let n = 0; n < 5; n++) await register({ name: `王${n}` });
    const many = await countStatements(() => list());

    expect(await count({ state: 'CONFIRMED' })).toBe(1);
    expect(await count({ kind: 'RETURNEE' })).toBe(1);
    expect(await count({ from: '2026-11-24' })).toBe(0);
    expect(await count({ to: '2026-11-23' })).toBe(7);
    expect(many.answer.residentRegistrations.nodes).toHaveLength(7);
    expect(many.statements.length).toBe(two.statements.length);
  });

  it('of others are not listed for a resident', async () => {
    const { community, resident, register, worker } = await aDoor();
    await register();
    await register({ name: '李文' }, worker);

    const { residentRegistrations } = await ask(
      db,
      LIST,
      { where: { withinId: community.id } },
      { actor: resident },
    );

    expect(residentRegistrations.totalCount).toBe(1);
  });
});

const sealedOf = async (...ids: string[]) => {
  const read = scopedReader(poolOf(db), { reach: 'ALL', areaPath: null, unitId: null, personId: null });
  const rows = await read.rows(statement('select id from resident_secret where id = any($1::uuid[])'), [ids]);
  await read.end();
  return rows;
};

const EVERYTHING = statement(
  'select r.id from resident_registration r join resident_secret s on s.id = r.id',
);
const REGISTER = 'query ($id: ID!) { area(id: $id) { householdRegister { registered } } }';
const ONE = 'query ($id: ID!) { residentRegistration(id: $id) { isTwice } }';
const CLEAR = /* GraphQL */ `
  query ($id: ID!, $purpose: String!) {
    residentRegistration(id: $id) { inClear(purpose: $purpose) { name phone birthDate cameFrom } }
  }
`;
const LIST = /* GraphQL */ `
  query ($where: ResidentRegistrationFilter) {
    residentRegistrations(first: 10, where: $where) {
      totalCount
      nodes { id isTwice household { name } person { id } history { action } }
    }
  }
`;
