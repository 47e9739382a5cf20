import { randomUUID } from 'node:crypto';
import { type Asking, anActor, NOW, testDatabase } from '@jinlin/testing';
import { aSignedCase } from '../case/case.testing';
import { tables } from '../tables';
import { ask } from '../testing';
import { noteStates } from './note.states';

const db = testDatabase(tables);

const run = async (act: string, input: object, asking: Asking) => {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) { __typename ... on CaseNote { id state kind availableActions } ... on Refusal { code } }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
};

const listed = async (id: string, actor: Asking['actor']) =>
  (await ask(db, LIST, { id }, { actor: actor ?? null })).case.notes;

describe('a note', () => {
  it('is for colleagues alone, or for whoever asked too (H8)', async () => {
    const personId = randomUUID();
    const { id, clerk, street } = await aSignedCase(db, { reporterPersonId: personId });
    const write = (audience: string, text: string, kind?: string, now = NOW) =>
      run('writeCaseNote', { caseId: id, audience, text, kind }, { actor: clerk, now });
    await write('INTERNAL', '需与水务会商');
    await write('PUBLIC', '已到现场踏勘', 'SURVEY', new Date(NOW.getTime() + 1));

    expect(await listed(id, clerk)).toEqual([
      { kind: 'REMARK', text: '需与水务会商', unit: { id: clerk.unitId } },
      { kind: 'SURVEY', text: '已到现场踏勘', unit: { id: clerk.unitId } },
    ]);
    expect(await listed(id, anActor('RESIDENT', { personId }))).toMatchObject([{ text: '已到现场踏勘' }]);
    expect(await listed(id, anActor('DATA_ANALYST', { areaId: street.id }))).toBeNull();
  });

  it('is taken back by whoever wrote it, with a reason', async () => {
    const { id, clerk, community } = await aSignedCase(db);
    const note = { caseId: id, audience: 'PUBLIC', text: '明日开工' };
    const { id: noteId } = await run('writeCaseNote', note, { actor: clerk });
    const withdraw = (actor: typeof clerk, reason: string) =>
      run('withdrawCaseNote', { id: noteId, reason }, { actor });

    expect(await withdraw(community, '误发')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await withdraw(clerk, '')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await withdraw(clerk, '误发')).toMatchObject({ state: 'WITHDRAWN', availableActions: [] });
    expect(await listed(id, clerk)).toEqual([]);
  });

  it('is refused when it says nothing, and about a case out of reach', async () => {
    const { id, clerk } = await aSignedCase(db);
    const write = (text: string, actor = clerk) =>
      run('writeCaseNote', { caseId: id, audience: 'PUBLIC', text }, { actor });

    expect(await write(' ')).toMatchObject({ code: 'INVALID_INPUT' });
    const stranger = anActor('DEPARTMENT_CLERK', { unitId: randomUUID() });
    expect(await write('已办', stranger)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('does not leave the service in an event', async () => {
    const { id, clerk } = await aSignedCase(db);
    const note = { caseId: id, audience: 'INTERNAL', text: '住户张安宁在家' };
    const { id: noteId } = await run('writeCaseNote', note, { actor: clerk });

    const told = await db.query('select data from outbox where subject = $1', [noteId]);
    expect(JSON.stringify(told)).not.toContain('张安宁');
  });

  it('has a life in which every state can be reached', () => {
    expect([...noteStates.reachable('WRITTEN')].sort()).toEqual([...noteStates.states].sort());
  });
});

test('replies are kept ready by the profile, and filled in', async () => {
  const { id, clerk } = await aSignedCase(db, {
    reference: `510522-2026-${randomUUID()}`,
    title: '路灯不亮',
  });

  const { case: seen } = await ask(
    db,
    'query ($id: ID!) { case(id: $id) { reference replyDrafts { key text } } }',
    { id },
    { actor: clerk },
  );

  expect(seen.replyDrafts).toEqual([
    {
      key: 'progress',
      text: `您好！您反映的“路灯不亮”（${seen.reference}）住房和城乡建设局正在办理，进展如下：`,
    },
  ]);
});

const LIST = 'query ($id: ID!) { case(id: $id) { notes { kind text unit { id } } } }';
