import { randomUUID } from 'node:crypto';
import { type Asking, anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { run as runCase } from '../case/case.testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { anArea, ask } from '../testing';
import { tickNeighbourCalls } from './neighbour-call.clock';
import { neighbourCallStates } from './neighbour-call.states';

const db = testDatabase(tables);

const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
const tick = (count: number) => tickNeighbourCalls(db, localities, minutes(count));

const run = async (act: string, input: object, asking: Asking) => {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) { __typename ... on NeighbourCall { id state rung { key } availableActions } ... on Refusal { code } }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
};

/** Somebody dials 8251825 in 洪桥社区. */
async function aCall() {
  const community = await anArea(db, { level: 'COMMUNITY', code: '350322100001', name: '洪桥社区' });
  const grid = await anArea(db, { code: '350322100001001', path: `${community.path}g/` });
  const hotline = anActor('HOTLINE_CLERK', { areaId: community.id });
  const given = { areaId: grid.id, channel: 'good-neighbour', category: '0203', title: '水管爆了' };
  const { id: caseId } = await runCase(db, 'openCase', given, { actor: hotline });
  const { case: seen } = await ask(db, OF_CASE, { id: caseId }, { actor: hotline });
  return {
    caseId,
    community,
    grid,
    hotline,
    call: seen.neighbourCall,
    gridHead: anActor('GRID_WORKER', { areaId: grid.id }),
  };
}

const callOf = async (caseId: string, actor: Asking['actor']) =>
  (await ask(db, OF_CASE, { id: caseId }, { actor: actor ?? null })).case;

describe('a call to the good-neighbour hotline 8251825 (X8)', () => {
  it('rises by the clock from the grid head to the head of the unit to the volunteers, who help', async () => {
    const { caseId, call, gridHead } = await aCall();

    expect(call).toMatchObject({
      state: 'RINGING',
      rung: { key: 'GRID_HEAD', label: 'Grid head' },
      rungNumber: 1,
      rungCount: 3,
      risesAt: minutes(15).toISOString(),
      ruleVersion: '350322/neighbourCalls/1',
    });
    await tick(14);
    expect((await callOf(caseId, gridHead)).neighbourCall.rung.key).toBe('GRID_HEAD');
    await Promise.all([tick(15), tick(15), tick(15)]);
    expect((await callOf(caseId, gridHead)).neighbourCall.rung.key).toBe('UNIT_HEAD');
    await tick(30);
    const volunteers = await callOf(caseId, gridHead);
    expect(volunteers.neighbourCall.rung.key).toBe('VOLUNTEER');

    const { id } = call;
    expect(await run('answerNeighbourCall', { id }, { actor: gridHead, now: minutes(40) })).toMatchObject({
      state: 'ANSWERED',
      rung: { key: 'VOLUNTEER' },
      availableActions: ['FINISH'],
    });
    await tick(200);
    const finish = (result: string) =>
      run('finishNeighbourCall', { id, result }, { actor: gridHead, now: minutes(90) });
    expect(await finish('')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await finish('志愿者已关闭阀门并修好水管')).toMatchObject({ state: 'HELPED' });

    expect(await callOf(caseId, gridHead)).toMatchObject({
      state: 'RESOLVED_AT_GRID',
      outcome: 'RESOLVED',
      reply: '志愿者已关闭阀门并修好水管',
      neighbourCall: {
        history: ['RING', 'RISE', 'RISE', 'ANSWER', 'FINISH'].map((action) => ({ action })),
      },
    });
  });

  it('goes its usual way when nobody took it', async () => {
    const { caseId, hotline, call } = await aCall();

    for (const at of [15, 30, 60]) await tick(at);

    expect(await callOf(caseId, hotline)).toMatchObject({
      state: 'RECEIVED',
      neighbourCall: { state: 'UNANSWERED', risesAt: null },
    });
    expect(await run('answerNeighbourCall', { id: call.id }, { actor: hotline })).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
    });
  });

  it('is passed on by hand, with a reason, by whoever is near', async () => {
    const { call, gridHead } = await aCall();
    const elsewhere = await aCall();
    const passOn = (reason: string, actor = gridHead) =>
      run('passOnNeighbourCall', { id: call.id, reason }, { actor });

    expect(await passOn('')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await passOn('在外地', elsewhere.gridHead)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await passOn('在外地')).toMatchObject({ state: 'RINGING', rung: { key: 'UNIT_HEAD' } });
    expect(
      await run('finishNeighbourCall', { id: call.id, result: '办结' }, { actor: gridHead }),
    ).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('leaves a case alone that somebody has taken further', async () => {
    const { caseId, call, gridHead, hotline } = await aCall();
    await run('answerNeighbourCall', { id: call.id }, { actor: gridHead });
    await runCase(db, 'registerCase', { id: caseId }, { actor: hotline });
    await runCase(db, 'gradeCase', { id: caseId, grade: 'II', reason: '较急' }, { actor: hotline });

    await run('finishNeighbourCall', { id: call.id, result: '已送水' }, { actor: gridHead });

    expect(await callOf(caseId, hotline)).toMatchObject({
      state: 'GRADED',
      neighbourCall: { state: 'HELPED' },
    });
  });

  it('is none for other channels, and a list of calls costs as much as one', async () => {
    const { grid, community, hotline } = await aCall();
    const given = { areaId: grid.id, channel: 'hotline', category: '0203', title: '漏水' };
    const { id } = await runCase(db, 'openCase', given, { actor: hotline });
    expect((await callOf(id, hotline)).neighbourCall).toBeNull();

    const cost = async (first: number) =>
      (
        await countStatements(() =>
          ask(db, LIST, { areas: [{ __typename: 'Area', id: community.id }], first }, { actor: hotline }),
        )
      ).statements.length;
    expect(await cost(100)).toBe(await cost(1));
  });

  it('has a life in which every state can be reached', () => {
    expect([...neighbourCallStates.reachable('RINGING')].sort()).toEqual(
      [...neighbourCallStates.states].sort(),
    );
  });
});

const OF_CASE = `query ($id: ID!) {
  case(id: $id) {
    state outcome reply
    neighbourCall {
      id state rung { key label } rungNumber rungCount risesAt ruleVersion history { action }
    }
  }
}`;
const LIST = `query ($areas: [_Any!]!, $first: Int!) {
  _entities(representations: $areas) {
    ... on Area { neighbourCalls(first: $first) { totalCount nodes { case { title } rung { label } } } }
  }
}`;
