import { randomUUID } from 'node:crypto';
import { type Asking, anActor, testDatabase } from '@jinlin/testing';
import { aSignedCase } from '../case/case.testing';
import { tables } from '../tables';
import { ask } from '../testing';
import { exclusionStates } from './exclusion.states';

const db = testDatabase(tables);

const run = async (act: string, input: object, asking: Asking) => {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { ${act}(input: $input) { ${SEEN} } }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
};

const proposed = async () => {
  const desk = await aSignedCase(db);
  const input = { caseId: desk.id, kind: 'IN_COURT', evidence: '法院受理通知书（2026）第12号' };
  const exclusion = await run('proposeExclusion', input, { actor: desk.clerk });
  return { ...desk, input, exclusion };
};

describe('an exclusion from the three rates (剔除)', () => {
  it('is asked for with its kind and evidence, and granted by somebody else', async () => {
    const { id, exclusion, hotline } = await proposed();

    expect(exclusion).toMatchObject({
      state: 'PROPOSED',
      kind: { label: 'In court, arbitration or review' },
      ruleVersion: '510522/threeRates/1',
    });
    const decide = { id: exclusion.id, grant: true, remark: '属实' };
    expect(await run('decideExclusion', { ...decide, remark: ' ' }, { actor: hotline })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run('decideExclusion', decide, { actor: hotline })).toMatchObject({
      state: 'GRANTED',
      remark: '属实',
      availableActions: [],
    });
    const { case: seen } = await ask(db, OF_CASE, { id }, { actor: hotline });
    expect(seen.exclusions).toEqual([
      { state: 'GRANTED', history: [{ action: 'PROPOSE' }, { action: 'GRANT' }] },
    ]);
  });

  it('is asked for once while one is open or granted, and again after a refusal', async () => {
    const { input, exclusion, clerk, hotline } = await proposed();

    expect(await run('proposeExclusion', input, { actor: clerk })).toMatchObject({
      code: 'ALREADY_PROPOSED',
    });
    await run('decideExclusion', { id: exclusion.id, grant: false, remark: '证据不足' }, { actor: hotline });
    expect(await run('proposeExclusion', input, { actor: clerk })).toMatchObject({ state: 'PROPOSED' });
  });

  it('is refused for a kind that the rule does not know, without evidence, and for a case out of reach', async () => {
    const { id, clerk } = await aSignedCase(db);
    const propose = (given: object, actor = clerk) =>
      run('proposeExclusion', { caseId: id, kind: 'IN_COURT', evidence: '证据', ...given }, { actor });

    expect(await propose({ kind: 'TOO_HARD' })).toMatchObject({
      message: expect.stringContaining('IN_COURT, BEYOND_THE_LAW'),
    });
    expect(await propose({ evidence: '' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await propose({}, anActor('DEPARTMENT_CLERK', { unitId: randomUUID() }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is not seen by the person whose case it is', async () => {
    const personId = randomUUID();
    const { id, clerk } = await aSignedCase(db, { reporterPersonId: personId });
    await run(
      'proposeExclusion',
      { caseId: id, kind: 'NOT_REAL', evidence: '现场核实不存在' },
      { actor: clerk },
    );

    const see = async (actor: typeof clerk) => (await ask(db, OF_CASE, { id }, { actor })).case.exclusions;
    expect(await see(clerk)).toHaveLength(1);
    expect(await see(anActor('RESIDENT', { personId }))).toEqual([]);
  });

  it('is listed for whoever decides on it', async () => {
    const { exclusion, hotline, commander } = await proposed();
    const elsewhere = await proposed();
    const list = async (actor: typeof hotline) => (await ask(db, LIST, {}, { actor })).caseExclusions;

    expect(await list(hotline)).toEqual({
      totalCount: 1,
      nodes: [{ id: exclusion.id, case: { id: expect.any(String) } }],
    });
    expect(await list(commander)).toMatchObject({ totalCount: 1 });
    expect((await list(elsewhere.hotline)).nodes[0].id).not.toBe(exclusion.id);
  });

  it('has a life in which every state can be reached', () => {
    expect([...exclusionStates.reachable('PROPOSED')].sort()).toEqual([...exclusionStates.states].sort());
  });
});

const SEEN = `
  __typename
  ... on CaseExclusion { id state kind { key label } remark ruleVersion availableActions }
  ... on Refusal { code message }
`;
const OF_CASE = 'query ($id: ID!) { case(id: $id) { exclusions { state history { action } } } }';
const LIST =
  'query { caseExclusions(first: 10, where: { states: [PROPOSED] }) { totalCount nodes { id case { id } } } }';
