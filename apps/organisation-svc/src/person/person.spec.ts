import { openReader, poolOf, type Scope, scopedReader, statement } from '@jinlin/database';
import { identityCheckDigit } from '@jinlin/graphql';
import { anActor, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anArea, aPerson, ask, run } from '../testing';

const db = testDatabase(tables);

let born = 0;
/** An identity number that nobody bears: there is no area 999999. */
const anIdentityNumber = () => {
  born += 1;
  const digits = `99999919850314${String(born).padStart(3, '0')}`;
  return digits + identityCheckDigit(digits);
};

async function aCommunity() {
  const { street, organiser, elsewhere } = await aCounty(db);
  const community = await anArea(db, { name: '百花亭社区' }, street);
  return { street, community, organiser, elsewhere };
}

describe('a person', () => {
  it('is registered, and shown masked to everybody', async () => {
    const { community, organiser } = await aCommunity();
    const input = {
      name: '欧阳明秋',
      phone: '15412345678',
      identityNumber: anIdentityNumber(),
      areaId: community.id,
    };

    const person = await run(
      db,
      'registerPerson',
      { ...input, politicalStatus: 'PARTY_MEMBER' },
      { actor: organiser },
    );

    expect(person).toMatchObject({
      maskedName: '欧阳**',
      maskedPhone: '154****5678',
      birthYear: 1985,
      politicalStatus: 'PARTY_MEMBER',
    });
    expect((await ask(db, COMMUNITY, { id: person.id })).person).toEqual({
      community: { name: '百花亭社区' },
      isMinor: false,
    });
  });

  it('leaves no trace in clear in any table', async () => {
    const { community, organiser } = await aCommunity();
    const input = {
      name: '诸葛晴川',
      phone: '15487654321',
      identityNumber: anIdentityNumber(),
      areaId: community.id,
    };
    const { id } = await run(db, 'registerPerson', input, { actor: organiser });

    const written = JSON.stringify([
      await db.query('select * from person where id = $1', [id]),
      await db.query('select * from history where record_id = $1', [id]),
      await db.query('select * from outbox where subject = $1', [id]),
      await db.query('select * from client_key where record_id = $1', [id]),
    ]);

    for (const clear of [input.name, input.phone, input.identityNumber]) expect(written).not.toContain(clear);
  });

  it('is registered once, whoever asks; no more than the id is told', async () => {
    const { community, organiser } = await aCommunity();
    const other = await aCommunity();
    const input = { name: '张明秋', identityNumber: anIdentityNumber() };
    const { id } = await run(db, 'registerPerson', { ...input, areaId: community.id }, { actor: organiser });

    const again = await ask(
      db,
      AGAIN,
      { input: { clientKey: 'again', ...input, areaId: other.community.id } },
      { actor: other.organiser },
    );

    expect(again.registerPerson).toEqual({
      __typename: 'AlreadyRegistered',
      code: 'ALREADY_REGISTERED',
      message: 'Somebody with this identity number is registered.',
      personId: id,
    });
  });

  it('is registered once, however many clerks try at the same moment', async () => {
    const { community, organiser } = await aCommunity();
    const input = { name: '张明秋', identityNumber: anIdentityNumber(), areaId: community.id };

    const answers = await Promise.all(
      [1, 2, 3].map(() => run(db, 'registerPerson', input, { actor: organiser })),
    );

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'AlreadyRegistered',
      'AlreadyRegistered',
      'Person',
    ]);
  });

  it('is not registered without a name, or outside one’s area', async () => {
    const { community, organiser, elsewhere } = await aCommunity();
    const input = { name: ' ', areaId: community.id };

    expect(await run(db, 'registerPerson', input, { actor: organiser })).toMatchObject({ field: 'name' });
    expect(await run(db, 'registerPerson', { ...input, name: '张明秋' }, { actor: elsewhere })).toMatchObject(
      {
        __typename: 'NotFound',
      },
    );
  });

  it('is refused with a wrong check digit', async () => {
    const { community, organiser } = await aCommunity();
    const identityNumber = anIdentityNumber().replace(/.$/, (last) => (last === '1' ? '2' : '1'));
    const input = { clientKey: 'wrong', name: '张明秋', identityNumber, areaId: community.id };

    await expect(ask(db, AGAIN, { input }, { actor: organiser })).rejects.toThrow(/check digit/);
  });
});

describe('a person in clear', () => {
  const reading = { scopes: ['pii:read'] };

  it('is shown for a purpose within one’s area, and the reading is recorded', async () => {
    const { community, street } = await aCommunity();
    const { id } = await aPerson(db, community);
    const actor = anActor('ORGANISER', { areaId: street.id, ...reading });

    const { person } = await ask(db, IN_CLEAR, { id, purpose: '核实任职信息' }, { actor });

    expect(person.inClear).toEqual({ name: '张明秋', phone: '15412345678', identityNumber: null });
    expect(
      await db.query('select actor_id, role, record_type, purpose from access_record where record_id = $1', [
        id,
      ]),
    ).toEqual([{ actor_id: actor.id, role: 'ORGANISER', record_type: 'Person', purpose: '核实任职信息' }]);
  });

  it('is nothing from outside, and nothing is recorded', async () => {
    const { community } = await aCommunity();
    const { id } = await aPerson(db, community);
    const { street: far } = await aCommunity();
    const actor = anActor('ORGANISER', { areaId: far.id, ...reading });

    expect((await ask(db, IN_CLEAR, { id, purpose: '核实任职信息' }, { actor })).person.inClear).toBeNull();
    expect(await db.query('select 1 from access_record where record_id = $1', [id])).toEqual([]);
  });

  it('is refused without the scope, without a purpose, and to nobody', async () => {
    const { community, organiser, street } = await aCommunity();
    const { id } = await aPerson(db, community);
    const reader = anActor('ORGANISER', { areaId: street.id, ...reading });
    const ask_ = (purpose: string, actor: Parameters<typeof ask>[3]) =>
      ask(db, IN_CLEAR, { id, purpose }, actor);

    await expect(ask_('核实任职信息', { actor: organiser })).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    await expect(ask_('核实任职信息', { actor: null })).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    await expect(ask_(' ', { actor: reader })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('what is sealed of people', () => {
  const EVERYTHING_SEALED = statement('select id from person_secret');
  const within = (scope: Partial<Scope>): Scope => ({
    reach: 'AREA',
    areaPath: null,
    unitId: null,
    personId: null,
    ...scope,
  });
  const seen = async (scope: Scope) => {
    const read = scopedReader(poolOf(db), scope);
    const rows = await read.rows<{ id: string }>(EVERYTHING_SEALED);
    await read.end();
    return rows.map(({ id }) => id);
  };

  it('is kept by the database within the area, even from a query without a filter', async () => {
    const { community, street } = await aCommunity();
    const near = await aPerson(db, community);
    const far = await aPerson(db, (await aCommunity()).community);

    expect(await seen(within({ areaPath: street.path }))).toEqual([near.id]);
    expect(await seen(within({ personId: far.id }))).toEqual([far.id]);
    expect(await seen(within({}))).toEqual([]);
    expect(await openReader(poolOf(db)).rows(EVERYTHING_SEALED)).toEqual([]);
  });

  it('follows its area when that moves', async () => {
    const { community, street } = await aCommunity();
    const { street: other } = await aCommunity();
    const { id } = await aPerson(db, community);
    await db.query('update area set path = $2 where id = $1', [
      community.id,
      `${other.path}${community.label}/`,
    ]);

    expect(await seen(within({ areaPath: other.path }))).toEqual([id]);
    expect(await seen(within({ areaPath: street.path }))).toEqual([]);
  });
});

const COMMUNITY = 'query ($id: ID!) { person(id: $id) { community { name } isMinor } }';
const AGAIN = /* GraphQL */ `
  mutation ($input: RegisterPersonInput!) {
    registerPerson(input: $input) {
      __typename
      ... on Refusal { code message }
      ... on AlreadyRegistered { personId }
    }
  }
`;
const IN_CLEAR = /* GraphQL */ `
  query ($id: ID!, $purpose: String!) {
    person(id: $id) { inClear(purpose: $purpose) { name phone identityNumber } }
  }
`;
