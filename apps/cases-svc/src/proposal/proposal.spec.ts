import { randomUUID } from 'node:crypto';
import { type Asking, anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { aCase, anArea, ask } from '../testing';
import { tickProposals } from './proposal.clock';
import { proposalStates } from './proposal.states';

const db = testDatabase(tables);

const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const tick = (now = NOW) => tickProposals(db, localities, now);

const run = async (act: string, input: object, asking: Asking) => {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) {
      __typename
      ... on GovernanceProposal { id state remark measure { key label } availableActions }
      ... on Refusal { code message }
    }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
};

/** An open compound (兰心园) in a community, with so many complaints of late. */
async function aCompound(complaints: number) {
  const community = await anArea(db, { level: 'COMMUNITY', code: '350322100001', name: '洪桥社区' });
  const compound = await anArea(db, {
    level: 'COMPOUND',
    code: '350322100001C001',
    name: '兰心园',
    path: `${community.path}k/`,
  });
  const grid = await anArea(db, { code: '350322100001001', path: `${compound.path}g/` });
  for (let i = 0; i < complaints; i++) await aComplaint(grid, i + 1);
  return { community, compound, grid, clerk: anActor('COMMUNITY_CLERK', { areaId: community.id }) };
}

const aComplaint = (grid: { id: string; path: string }, days: number) =>
  aCase(db, {
    localityCode: '350322',
    requestType: 'COMPLAINT',
    areaId: grid.id,
    areaPath: grid.path,
    openedAt: daysAgo(days),
  });

const proposalsOf = async (areaId: string, actor: Asking['actor'], first = 10) =>
  (await ask(db, LIST, { areas: [{ __typename: 'Area', id: areaId }], first }, { actor: actor ?? null }))
    ._entities[0].governanceProposals;

describe('a compound that people complain of again and again (X9)', () => {
  it('has a proposal raised for it by the clock, once, and is governed by what is agreed on', async () => {
    const { community, compound, clerk } = await aCompound(3);

    await Promise.all([tick(), tick(), tick()]);
    await tick(new Date(NOW.getTime() + 60_000));

    const { totalCount, nodes } = await proposalsOf(community.id, clerk);
    expect(totalCount).toBe(1);
    expect(nodes[0]).toMatchObject({
      state: 'RAISED',
      compound: { id: compound.id },
      complaintCount: 3,
      ruleVersion: '350322/repeatedComplaints/1',
      cases: [{ openedAt: daysAgo(3).toISOString() }, {}, {}],
    });

    const accept = {
      id: nodes[0].id,
      measure: 'SELF_MANAGEMENT_COMMITTEE',
      remark: '社区、小区、业委会共建自管会',
    };
    expect(await run('acceptProposal', { ...accept, measure: 'WAIT' }, { actor: clerk })).toMatchObject({
      message: expect.stringContaining('SELF_MANAGEMENT_COMMITTEE, NEIGHBOUR_LIVING_ROOM'),
    });
    expect(await run('acceptProposal', { ...accept, remark: '' }, { actor: clerk })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run('acceptProposal', accept, { actor: clerk })).toMatchObject({
      state: 'ACCEPTED',
      measure: { label: 'A self-management committee' },
    });
    const finish = (result: string) => run('finishProposal', { id: accept.id, result }, { actor: clerk });
    expect(await finish(' ')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await finish('自管会已成立,建成邻里客厅')).toMatchObject({ state: 'DONE', availableActions: [] });
  });

  it('is left alone below the number that the rule names, and when the complaints lie too far back', async () => {
    const two = await aCompound(2);
    const old = await aCompound(0);
    for (const days of [50, 51, 52]) await aComplaint(old.grid, days);

    await tick();

    expect(await proposalsOf(two.community.id, two.clerk)).toMatchObject({ totalCount: 0 });
    expect(await proposalsOf(old.community.id, old.clerk)).toMatchObject({ totalCount: 0 });
  });

  it('has another raised only for new complaints', async () => {
    const { community, grid, clerk } = await aCompound(4);
    const leader = anActor('LEADER', { areaId: community.id });
    await tick();
    const [{ id }] = (await proposalsOf(community.id, clerk)).nodes;

    expect(await run('declineProposal', { id, reason: '' }, { actor: leader })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    await run('declineProposal', { id, reason: '已另案处理' }, { actor: leader });
    await tick();
    expect(await proposalsOf(community.id, clerk)).toMatchObject({ totalCount: 1 });

    for (let i = 0; i < 3; i++) await aComplaint(grid, 0);
    await tick();
    expect(await proposalsOf(community.id, clerk)).toMatchObject({ totalCount: 2 });
  });

  it('is not seen from elsewhere, and a list of proposals costs as much as one', async () => {
    const { community, clerk } = await aCompound(3);
    const elsewhere = await aCompound(3);
    await tick();
    const [{ id }] = (await proposalsOf(community.id, clerk)).nodes;

    expect(await proposalsOf(community.id, elsewhere.clerk)).toMatchObject({ totalCount: 0 });
    expect(await run('finishProposal', { id, result: '办结' }, { actor: elsewhere.clerk })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const cost = async (first: number) =>
      (await countStatements(() => proposalsOf(community.id, clerk, first))).statements.length;
    expect(await cost(100)).toBe(await cost(1));
  });

  it('has proposals whose every state can be reached', () => {
    expect([...proposalStates.reachable('RAISED')].sort()).toEqual([...proposalStates.states].sort());
  });
});

const LIST = `query ($areas: [_Any!]!, $first: Int!) {
  _entities(representations: $areas) {
    ... on Area {
      governanceProposals(first: $first) {
        totalCount
        nodes { id state compound { id } complaintCount ruleVersion cases { openedAt } history { action } }
      }
    }
  }
}`;
