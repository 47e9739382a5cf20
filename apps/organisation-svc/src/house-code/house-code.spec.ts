import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, ask, run } from '../testing';
import { codeIn, newCode, payloadOf } from './code';
import { houseCodeStates } from './house-code.states';

const db = testDatabase(tables);

/** A unit with three doors in a grid of a community, and the clerk of that community. */
async function aUnitWithDoors(doors = 3) {
  const { street, elsewhere } = await aCounty(db);
  const community = await anArea(db, { name: '圣泉社区' }, street);
  const grid = await anArea(db, { level: 'GRID', name: '第1网格' }, community);
  const unit = await anArea(db, { level: 'UNIT', name: '1单元' }, grid);
  const households = [];
  for (let door = 1; door <= doors; door++) {
    households.push(await anArea(db, { level: 'HOUSEHOLD', name: `${door}号`, householdCount: 1 }, unit));
  }
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const issue = (withinId = community.id, actor = clerk) =>
    run(db, 'issueHouseCodes', { withinId }, { actor });
  const codes = async (actor = clerk) =>
    (await ask(db, CODES, { where: { withinId: community.id } }, { actor })).houseCodes.nodes;
  return { community, unit, households, clerk, elsewhere, issue, codes };
}

describe('a house code (X12)', () => {
  it('is issued to every household that has none, once', async () => {
    const { community, households, issue, codes } = await aUnitWithDoors();

    expect(await issue()).toMatchObject({ __typename: 'Area', id: community.id });
    await issue();

    expect((await codes()).map((code: { household: object }) => code.household)).toEqual(
      households.map(({ id }) => ({ id })),
    );
    expect((await ask(db, REGISTER, { id: community.id })).area.householdRegister).toEqual({
      households: 3,
      coded: 3,
      registered: 0,
      rate: 0,
      inUnits: 3,
      headed: 0,
    });
  });

  it('is a picture of random letters, which tell nothing of whoever lives there', async () => {
    const { households, community, issue, codes } = await aUnitWithDoors(2);
    await issue();

    const [one, other] = await codes();

    expect(one.doorCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(other.doorCode).not.toBe(one.doorCode);
    expect(one.payload).toBe(one.doorCode);
    expect(one.qr).toMatch(/^<svg [^>]*>.*<\/svg>$/s);
    for (const told of [community.code, households[0]!.code, households[0]!.name, '圣泉']) {
      expect(one.payload).not.toContain(told);
    }
    expect(payloadOf(one.doorCode, 'https://example.invalid/h/{code}')).toBe(
      `https://example.invalid/h/${one.doorCode}`,
    );
    expect(codeIn(`https://example.invalid/h/${one.doorCode.toLowerCase()}`)).toBe(one.doorCode);
  });

  it('is drawn from all the letters', () => {
    expect(newCode(Buffer.from([...Array(26).keys()]))).toBe('0123456789ABCDEFGHJKMNPQRS');
    expect(new Set(Array.from({ length: 1000 }, () => newCode())).size).toBe(1000);
  });

  it('is not told to anybody whose area it is not, nor by its events and history', async () => {
    const { clerk, elsewhere, issue, codes } = await aUnitWithDoors(1);
    await issue();
    const [{ id, doorCode }] = await codes();

    for (const actor of [elsewhere, anActor('RESIDENT'), null]) {
      expect((await ask(db, ONE, { id }, { actor })).houseCode).toMatchObject({
        doorCode: null,
        payload: null,
        qr: null,
      });
    }
    expect((await ask(db, ONE, { id }, { actor: clerk })).houseCode.doorCode).toBe(doorCode);
    const written = JSON.stringify([
      await db.query('select * from history where record_id = $1', [id]),
      await db.query('select * from outbox where subject = $1', [id]),
    ]);
    expect(written).not.toContain(doorCode);
  });

  it('is renewed, and the old one answers that it was revoked', async () => {
    const { clerk, issue, codes } = await aUnitWithDoors(1);
    await issue();
    const [old] = await codes();
    const renew = (reason: string) => run(db, 'renewHouseCode', { id: old.id, reason }, { actor: clerk });

    expect(await renew(' ')).toMatchObject({ field: 'reason' });
    const renewed = await renew('门牌遗失');

    expect(renewed).toMatchObject({ __typename: 'HouseCode', state: 'ACTIVE', issuedOn: '2026-11-23' });
    expect(renewed.doorCode).not.toBe(old.doorCode);
    expect((await ask(db, SCAN, { code: old.doorCode }, { actor: null })).scanHouseCode).toMatchObject({
      __typename: 'HouseCodeRevoked',
      revokedOn: '2026-11-23',
      reason: 'This house code was revoked on 2026-11-23; scan the plate that hangs there now.',
    });
    expect((await ask(db, SCAN, { code: renewed.doorCode }, { actor: null })).scanHouseCode).toMatchObject({
      __typename: 'HouseCode',
      state: 'ACTIVE',
      household: { name: '1号' },
    });
    expect(await renew('再换')).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect((await ask(db, ONE, { id: old.id })).houseCode.successor).toEqual({ id: renewed.id });
  });

  it('is revoked without another, until one is issued', async () => {
    const { clerk, issue, codes } = await aUnitWithDoors(1);
    await issue();
    const [{ id }] = await codes();

    expect(await run(db, 'revokeHouseCode', { id, reason: '房屋拆除' }, { actor: clerk })).toMatchObject({
      state: 'REVOKED',
      availableActions: [],
    });
    expect(await codes()).toEqual([]);
    await issue();
    expect(await codes()).toHaveLength(1);
  });

  it('ends with its household, and so does who registered by it', async () => {
    const { community, households, clerk, issue, codes } = await aUnitWithDoors(1);
    await issue();
    const [{ id, doorCode }] = await codes();
    const register = (name: string) =>
      run(
        db,
        'registerByHouseCode',
        { code: doorCode, kind: 'RESIDENT', name, birthDate: '1985-03-14', consents: true },
        { actor: clerk },
      );
    const stays = await register('张明秋');
    const waits = await register('李文');
    await run(db, 'confirmResidentRegistration', { id: stays.id }, { actor: clerk });
    const organiser = anActor('ORGANISER', { areaId: community.id });

    expect(
      await run(
        db,
        'closeArea',
        { id: households[0]!.id, on: '2026-11-20', reason: '拆除' },
        { actor: organiser },
      ),
    ).toMatchObject({ __typename: 'Area', state: 'CLOSED' });

    expect(await ask(db, ENDED, { id, stays: stays.id, waits: waits.id }, { actor: clerk })).toEqual({
      houseCode: { state: 'REVOKED', revokedOn: '2026-11-20' },
      stays: { state: 'ENDED', maskedName: '张**' },
      waits: { state: 'REJECTED', maskedName: '*' },
    });
  });

  it('is not guessed, issued, renewed or revoked from outside', async () => {
    const { community, elsewhere, issue, codes } = await aUnitWithDoors(1);
    await issue();
    const [{ id }] = await codes();

    expect(await issue(community.id, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    for (const act of ['renewHouseCode', 'revokeHouseCode']) {
      expect(await run(db, act, { id, reason: '试试' }, { actor: elsewhere })).toMatchObject({
        __typename: 'NotFound',
      });
    }
    for (const code of ['', newCode(), '\u202e', `' or 1=1 --`]) {
      expect((await ask(db, SCAN, { code }, { actor: null })).scanHouseCode).toMatchObject({
        __typename: 'NotFound',
        id: '',
      });
    }
  });

  it('costs as many statements for many households as for few', async () => {
    const few = await aUnitWithDoors(2);
    const many = await aUnitWithDoors(12);

    const forFew = await countStatements(() => few.issue());
    const forMany = await countStatements(() => many.issue());
    const listFew = await countStatements(() => few.codes());
    const listMany = await countStatements(() => many.codes());

    expect(forMany.statements.length).toBe(forFew.statements.length);
    expect(listMany.answer).toHaveLength(12);
    expect(listMany.statements.length).toBe(listFew.statements.length);
  });

  it('counts heads of households by the post that the locality names for them', async () => {
    const county = await anArea(db, { level: 'COUNTY', code: '350322' });
    const community = await anArea(db, { code: '350322999999' }, county);
    const household = await anArea(db, { level: 'HOUSEHOLD', code: '3503229999990001' }, community);
    await anAppointment(db, household, { post: 'HOUSEHOLD_HEAD' });

    expect((await ask(db, REGISTER, { id: community.id })).area.householdRegister).toMatchObject({
      households: 1,
      headed: 1,
      inUnits: 0,
    });
  });

  it('lives as the table says', () => {
    expect([...houseCodeStates.reachable('ACTIVE')].sort()).toEqual([...houseCodeStates.states].sort());
  });
});

const CODES = /* GraphQL */ `
  query ($where: HouseCodeFilter) {
    houseCodes(first: 100, where: $where) {
      nodes { id doorCode payload qr household { id } }
    }
  }
`;
const ONE = 'query ($id: ID!) { houseCode(id: $id) { doorCode payload qr successor { id } } }';
const SCAN = /* GraphQL */ `
  query ($code: String!) {
    scanHouseCode(code: $code) {
      __typename
      ... on HouseCode { state household { name } }
      ... on HouseCodeRevoked { revokedOn reason: message }
      ... on NotFound { id }
    }
  }
`;
const ENDED = /* GraphQL */ `
  query ($id: ID!, $stays: ID!, $waits: ID!) {
    houseCode(id: $id) { state revokedOn }
    stays: residentRegistration(id: $stays) { state maskedName }
    waits: residentRegistration(id: $waits) { state maskedName }
  }
`;
const REGISTER = /* GraphQL */ `
  query ($id: ID!) {
    area(id: $id) { householdRegister { households coded registered rate inUnits headed } }
  }
`;
