import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask, run } from '../testing';
import { certificationStates } from './certification.states';

const db = testDatabase(tables);

async function aCommunity() {
  const community = await anArea(db);
  const actor = anActor('STREET_COMMANDER', { areaId: community.id });
  const act = (name: string, input: object, by = actor) => run(db, name, input as never, { actor: by });
  const award = (given: object = {}) =>
    act('awardCertification', {
      kind: 'HEALTHY_COMMUNITY',
      areaId: community.id,
      awardedOn: '2026-05-01',
      ...given,
    });
  return { community, act, award };
}

describe('a recognition (S22, S23)', () => {
  it('is held once, also when two award it, and anew once it was taken back', async () => {
    const { act, award } = await aCommunity();
    const answers = await Promise.all([award(), award()]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Certification', 'InvalidInput']);
    const { id } = answers.find(({ __typename }) => __typename === 'Certification');
    const revoke = (reason: string) => act('revokeCertification', { id, reason });

    expect(await award({ kind: 'MUTUAL_AID_VILLAGE' })).toMatchObject({ state: 'HELD' });
    expect(await revoke(' ')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await revoke('复审未通过')).toMatchObject({ state: 'REVOKED', revokedOn: '2026-11-23' });
    expect(await revoke('复审未通过')).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await award()).toMatchObject({ state: 'HELD' });
  });

  it('is refused with the name of what is wrong', async () => {
    const { community, act, award } = await aCommunity();
    const grid = await anArea(db, { level: 'GRID', path: `${community.path}g/` });
    const elsewhere = anActor('STREET_COMMANDER', { areaId: (await anArea(db)).id });
    const { id } = await award();

    expect(await award({ areaId: grid.id })).toMatchObject({
      message: 'Communities and villages are recognised; this is neither.',
    });
    expect(await award({ awardedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await award({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await act('revokeCertification', { id, reason: '误' }, elsewhere)).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

test('recognitions are counted as of a day; two in as many statements as one', async () => {
  const { community, act, award } = await aCommunity();
  const { id } = await award();
  await award({ kind: 'MUTUAL_AID_VILLAGE' });
  await act('revokeCertification', { id, reason: '复审未通过' });
  const list = async (where: object, first = 1) =>
    (await ask(db, LIST, { first, where: { areaId: community.id, ...where } })).certifications;

  expect((await list({ heldOn: '2026-04-30' })).totalCount).toBe(0);
  expect((await list({ heldOn: '2026-11-22' })).totalCount).toBe(2);
  expect((await list({ heldOn: '2026-11-23' })).totalCount).toBe(1);
  expect((await list({ heldOn: '2026-11-22', kind: 'HEALTHY_COMMUNITY' })).totalCount).toBe(1);
  const one = await countStatements(() => list({}, 1));
  const two = await countStatements(() => list({}, 2));
  expect(two.statements.length).toBe(one.statements.length);
});

test('every state of a recognition can be reached', () => {
  expect([...certificationStates.reachable('HELD')].sort()).toEqual([...certificationStates.states].sort());
});

const LIST = /* GraphQL */ `
  query ($first: Int!, $where: CertificationFilter) {
    certifications(first: $first, where: $where) { totalCount nodes { area { id } history { action } } }
  }
`;
