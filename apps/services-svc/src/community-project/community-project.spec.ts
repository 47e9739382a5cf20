import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask, aUnit, run } from '../testing';
import { communityProjectStates } from './community-project.states';

const db = testDatabase(tables);

async function aCommunity() {
  const community = await anArea(db);
  const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const enterprise = await aUnit(db, { kind: 'ENTERPRISE' });
  const act = (name: string, input: object, by = actor) => run(db, name, input as never, { actor: by });
  const start = (given: object = {}) =>
    act('startCommunityProject', {
      title: '楼院保洁',
      kind: 'CLEANING',
      enterpriseId: enterprise.id,
      areaId: community.id,
      startedOn: '2026-05-01',
      ...given,
    });
  return { community, enterprise, act, start };
}

describe('a project of the community-run economy (D28)', () => {
  it('is started by an enterprise and ended with a reason', async () => {
    const { act, start } = await aCommunity();
    const { id } = await start();
    const end = (reason: string) => act('endCommunityProject', { id, reason });

    expect(await end(' ')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await end('合同到期')).toMatchObject({ state: 'ENDED', endedOn: '2026-11-23' });
    expect(await end('合同到期')).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is refused with the name of what is wrong', async () => {
    const { act, start } = await aCommunity();
    const association = await aUnit(db);
    const elsewhere = anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id });
    const { id } = await start();

    expect(await start({ title: '' })).toMatchObject({ message: '"title" must not be blank.' });
    expect(await start({ startedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await start({ enterpriseId: association.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await start({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await act('endCommunityProject', { id, reason: '误' }, elsewhere)).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

test('projects are counted as of a day; three in as many statements as one', async () => {
  const { community, enterprise, act, start } = await aCommunity();
  const { id } = await start();
  await start();
  await start({ kind: 'PROPERTY' });
  await act('endCommunityProject', { id, reason: '合同到期' });
  const list = async (where: object, first = 1) =>
    (await ask(db, LIST, { first, where: { areaId: community.id, enterpriseId: enterprise.id, ...where } }))
      .communityProjects;

  expect((await list({ runningOn: '2026-04-30' })).totalCount).toBe(0);
  expect((await list({ runningOn: '2026-11-22' })).totalCount).toBe(3);
  expect((await list({ runningOn: '2026-11-23', kind: 'CLEANING' })).totalCount).toBe(1);
  const one = await countStatements(() => list({}, 1));
  const three = await countStatements(() => list({}, 3));
  expect(three.statements.length).toBe(one.statements.length);
});

test('every state of a project can be reached', () => {
  expect([...communityProjectStates.reachable('RUNNING')].sort()).toEqual(
    [...communityProjectStates.states].sort(),
  );
});

const LIST = /* GraphQL */ `
  query ($first: Int!, $where: CommunityProjectFilter) {
    communityProjects(first: $first, where: $where) {
      totalCount
      nodes { area { id } enterprise { id } history { action } }
    }
  }
`;
