import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { FamilyDoctorContractAction, FamilyDoctorContractState } from '../generated/graphql';
import { tables } from '../tables';
import { anArea, aSite, ask, askArea, run } from '../testing';
import { familyDoctorStates } from './family-doctor.states';

const db = testDatabase(tables);

/** A community with a clinic, and a household in it. */
async function aCommunity() {
  const community = await anArea(db, { householdCount: 4 });
  const household = await anArea(db, { level: 'HOUSEHOLD', path: `${community.path}h1/`, householdCount: 1 });
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id, scopes: ['pii:read'] });
  const clinic = await aSite(db, community, { kind: 'VILLAGE_CLINIC', name: '桂圆林卫生室' });
  const act = (name: string, input: object, actor = clerk, now?: Date) =>
    run(db, name, input as never, { actor, ...(now && { now }) });
  const sign = (given: object = {}) =>
    act('signFamilyDoctor', {
      siteId: clinic.id,
      doctor: '周全科',
      name: '李桂兰',
      phone: '13600003333',
      areaId: household.id,
      people: 3,
      groups: ['ELDERLY', 'CHRONIC'],
      signedOn: '2025-12-01',
      ...given,
    });
  const covered = async (on: string) =>
    (
      await askArea(
        db,
        [community.id],
        `familyDoctors(on: "${on}") { families people households rate runningOut }`,
        {
          actor: clerk,
        },
      )
    )[0].familyDoctors;
  return { community, household, clerk, clinic, act, sign, covered };
}

describe('a family’s doctor (S22)', () => {
  it('is theirs for a year, and renewed in time without a gap', async () => {
    const { act, sign, covered } = await aCommunity();
    const { id, endsOn } = await sign();
    expect(endsOn).toBe('2026-11-30');

    expect(await act('renewFamilyDoctor', { id })).toMatchObject({ endsOn: '2027-11-30' });
    expect(await act('renewFamilyDoctor', { id })).toMatchObject({
      message: 'It runs until 2027-11-30, and can be renewed from 2027-10-01 on.',
    });
    expect(await covered('2025-11-30')).toMatchObject({ families: 0, rate: 0 });
    expect(await covered('2026-12-01')).toEqual({
      families: 1,
      people: 3,
      households: 4,
      rate: 25,
      runningOut: 0,
    });
    expect(await covered('2027-11-15')).toMatchObject({ families: 1, runningOut: 1 });
    expect(await covered('2027-12-01')).toMatchObject({ families: 0 });
  });

  it('that has run out is renewed from the day on which it is', async () => {
    const { act, sign } = await aCommunity();
    const { id, isInForce } = await sign({ signedOn: '2025-10-01' });

    expect(isInForce).toBe(false);
    expect(await act('renewFamilyDoctor', { id })).toMatchObject({ endsOn: '2027-11-22', isInForce: true });
  });

  it('is one alone, also when two sign at the same moment; another when the first has ended', async () => {
    const { act, sign, covered } = await aCommunity();

    const twice = await Promise.all([sign(), sign()]);

    expect(twice.map(({ __typename }) => __typename).sort()).toEqual([
      'FamilyDoctorContract',
      'InvalidInput',
    ]);
    const { id } = twice.find(({ __typename }) => __typename === 'FamilyDoctorContract');
    expect(await act('endFamilyDoctor', { id, reason: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('endFamilyDoctor', { id, reason: '搬离' })).toMatchObject({ state: 'ENDED' });
    expect(await act('renewFamilyDoctor', { id })).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await covered('2026-11-22')).toMatchObject({ families: 1 });
    expect(await covered('2026-11-23')).toMatchObject({ families: 0 });
    expect(await sign()).toMatchObject({ state: 'SIGNED' });
  });

  it('is refused with the name of what is wrong', async () => {
    const { community, sign } = await aCommunity();
    const closed = await aSite(db, community, { kind: 'VILLAGE_CLINIC', state: 'CLOSED' });
    const elsewhere = await aSite(db, community, { localityCode: '350322' });
    const canteen = await aSite(db, community, { kind: 'ELDER_CANTEEN' });

    expect(await sign({ doctor: '' })).toMatchObject({ message: '"doctor" must not be blank.' });
    expect(await sign({ name: ' ' })).toMatchObject({ message: '"name" must not be blank.' });
    expect(await sign({ people: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await sign({ signedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    for (const { id } of [closed, elsewhere, { id: randomUUID() }]) {
      expect(await sign({ siteId: id })).toMatchObject({ __typename: 'NotFound' });
    }
    expect(await sign({ siteId: canteen.id })).toMatchObject({
      message: 'Families sign up with a clinic; this is none (Elder canteen).',
    });
    expect(await sign({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
  });

  it('is known to the family and to who sees to it, and to nobody else; the database holds to it', async () => {
    const { community, clerk, sign } = await aCommunity();
    const personId = randomUUID();
    const { id } = await sign({ personId });
    const see = async (actor: typeof clerk | null, fields = 'id') =>
      (await ask(db, `query ($id: ID!) { familyDoctorContract(id: $id) { ${fields} } }`, { id }, { actor }))
        .familyDoctorContract;

    expect(await see(anActor('RESIDENT', { personId }), 'maskedName maskedPhone')).toEqual({
      maskedName: '李**',
      maskedPhone: '136****3333',
    });
    expect(await see(clerk, 'inClear(purpose: "上门随访") { name phone }')).toEqual({
      inClear: { name: '李桂兰', phone: '13600003333' },
    });
    for (const actor of [
      null,
      anActor('RESIDENT', { areaId: community.id, personId: randomUUID() }),
      anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id }),
    ]) {
      expect(await see(actor)).toBeNull();
    }
    expect(await db.query('select id from family_doctor_contract where id = $1', [id])).toEqual([]);
    expect(await askArea(db, [community.id], 'familyDoctors { families }', { actor: null })).toEqual([
      { familyDoctors: null },
    ]);
  });
});

test('whatever is tried, only the steps of the table happen (S22)', async () => {
  const tried = fc.constantFrom<FamilyDoctorContractAction>('RENEW', 'RENEW', 'END');

  await fc.assert(
    fc.asyncProperty(fc.array(tried, { minLength: 2, maxLength: 5 }), async (tries) => {
      const { act, sign } = await aCommunity();
      const { id, endsOn } = await sign();
      let state: FamilyDoctorContractState = 'SIGNED';
      let until: string = endsOn;

      for (const action of tries) {
        const name = action === 'RENEW' ? 'renewFamilyDoctor' : 'endFamilyDoctor';
        const input = { id, ...(action === 'END' && { reason: '搬离' }) };
        const answer = await act(name, input, undefined, new Date(`${until}T09:00:00+08:00`));
        const next: FamilyDoctorContractState | undefined = familyDoctorStates.next(state, action);
        expect(answer.__typename).toBe(next ? 'FamilyDoctorContract' : 'ActionNotAllowed');
        if (next && action === 'RENEW') expect(answer.endsOn > until).toBe(true);
        until = answer.endsOn ?? until;
        state = next ?? state;
      }
    }),
    { numRuns: 8 },
  );
});

test('contracts are found by what a clinic asks for; three in as many statements as one', async () => {
  const { community, clerk, clinic, sign } = await aCommunity();
  for (let nth = 0; nth < 3; nth++) await sign({ areaId: community.id });
  const where = {
    areaId: community.id,
    siteId: clinic.id,
    state: 'SIGNED',
    group: 'CHRONIC',
    runsOutBy: '2026-11-30',
  };
  const list = (first: number) => ask(db, LIST, { first, where }, { actor: clerk });

  expect((await list(3)).familyDoctorContracts.totalCount).toBe(3);
  const one = await countStatements(() => list(1));
  const three = await countStatements(() => list(3));
  expect(three.statements.length).toBe(one.statements.length);
});

test('every state of a contract can be reached', () => {
  expect([...familyDoctorStates.reachable('SIGNED')].sort()).toEqual([...familyDoctorStates.states].sort());
});

const LIST = /* GraphQL */ `
  query ($first: Int!, $where: FamilyDoctorContractFilter) {
    familyDoctorContracts(first: $first, where: $where) {
      totalCount
      nodes { site { name } area { id } history { action } }
    }
  }
`;
