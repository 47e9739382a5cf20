import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, aSite, ask, run } from '../testing';
import { representativeStates } from './studio.states';

const db = testDatabase(tables);

/** A studio of a community of Fuzhou, and who plans it. */
async function aStudio() {
  const community = await anArea(db, { code: '350102004001', name: '军门社区' });
  const studio = await aSite(db, community, {
    localityCode: '350100',
    kind: 'STUDIO',
    name: '两代表一委员工作室',
  });
  const actor = anActor('STREET_COMMANDER', { areaId: community.id });
  const act = (name: string, input: object, by = actor) => run(db, name, { ...input }, { actor: by });
  const seat = (given: object = {}) =>
    act('seatRepresentative', {
      siteId: studio.id,
      role: 'PARTY_DELEGATE',
      name: '陈安宁',
      seatedOn: '2022-03-01',
      ...given,
    });
  return { community, studio, actor, act, seat };
}

describe('a studio of two representatives and one member (两代表一委员工作室, F17)', () => {
  it('names who receives people there, by role, and nobody who has left', async () => {
    const { studio, act, seat } = await aStudio();
    await seat({ role: 'CPPCC_MEMBER', name: '林和平' });
    await seat();
    const { id } = await seat({ role: 'PEOPLES_DEPUTY', name: '黄晓东' });
    expect(await act('releaseRepresentative', { id, reason: '换届' })).toMatchObject({ state: 'RELEASED' });
    expect(await act('releaseRepresentative', { id, reason: '换届' })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });

    const seats = async (all: boolean) =>
      (await ask(db, SEATS, { id: studio.id, all }, { actor: null })).serviceSite.representatives;
    expect(await seats(false)).toEqual([
      { role: 'PARTY_DELEGATE', maskedName: '陈**' },
      { role: 'CPPCC_MEMBER', maskedName: '林**' },
    ]);
    expect(await seats(true)).toHaveLength(3);
  });

  it('tells whole names to who plans it alone, with the scope and a purpose, and records the read', async () => {
    const { community, studio, actor, seat } = await aStudio();
    const { id } = await seat();
    const inClear = async (asking: object) =>
      (await ask(db, IN_CLEAR, { id: studio.id }, asking)).serviceSite.representatives[0].inClear;

    expect(await inClear({ actor: { ...actor, scopes: ['pii:read'] } })).toEqual({ name: '陈安宁' });
    await expect(inClear({ actor })).rejects.toThrow('pii:read');
    expect(await inClear({ actor: null })).toBeNull();
    const leader = anActor('GRID_WORKER', { areaId: community.id, scopes: ['pii:read'] });
    expect(await inClear({ actor: leader })).toBeNull();
    expect(await db.query('select purpose from access_record where record_id = $1', [id])).toEqual([
      { purpose: '核对名单' },
    ]);
  });

  it('is refused with the name of what is wrong', async () => {
    const { community, act, seat } = await aStudio();
    const station = await aSite(db, community, { localityCode: '350100' });
    const elsewhere = anActor('STREET_COMMANDER', { areaId: (await anArea(db)).id });
    const { id } = await seat();

    expect(await seat({ siteId: station.id })).toMatchObject({
      message: 'Representatives are seated at studios; this site is none.',
    });
    expect(await seat({ name: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await seat({ seatedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('releaseRepresentative', { id, reason: ' ' })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await act('releaseRepresentative', { id, reason: '换届' }, elsewhere)).toMatchObject({
      __typename: 'NotFound',
    });
  });

  it('cannot be changed out of reach, with the service’s own filter taken away', async () => {
    const { seat } = await aStudio();
    const { id } = await seat();

    const [, changed] = await db.query(
      `update studio_representative set role = 'CPPCC_MEMBER' where id = $1`,
      [id],
    );

    expect(changed).toBe(0);
  });
});

test('every state of a seat can be reached, and two seats cost as many statements as one', async () => {
  expect([...representativeStates.reachable('SERVING')].sort()).toEqual(
    [...representativeStates.states].sort(),
  );

  const { studio, seat } = await aStudio();
  await seat();
  const seats = () => ask(db, SEATS, { id: studio.id, all: true });
  const one = await countStatements(seats);
  await seat();
  const two = await countStatements(seats);
  expect(two.statements.length).toBe(one.statements.length);
});

const SEATS = /* GraphQL */ `
  query ($id: ID!, $all: Boolean!) {
    serviceSite(id: $id) { representatives(all: $all) { role maskedName } }
  }
`;
const IN_CLEAR = /* GraphQL */ `
  query ($id: ID!) {
    serviceSite(id: $id) { representatives { inClear(purpose: "核对名单") { name } } }
  }
`;
