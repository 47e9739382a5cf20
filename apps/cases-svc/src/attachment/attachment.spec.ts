import { randomUUID } from 'node:crypto';
import { type Asking, anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { aSignedCase } from '../case/case.testing';
import { tables } from '../tables';
import { ask } from '../testing';
import { attachmentStates } from './attachment.states';

const db = testDatabase(tables);

const run = async (act: string, input: object, asking: Asking) => {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) { __typename ... on CaseAttachment { id state name isInternal availableActions } ... on Refusal { code } ... on InvalidInput { field } }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
};

const photo = (caseId: string, given: object = {}) => ({
  caseId,
  purpose: 'BEFORE',
  name: '积水.jpg',
  mediaType: 'image/jpeg',
  sizeBytes: 240_000,
  sha256: 'a'.repeat(64),
  storageKey: 'cases/2026/11/0001.jpg',
  ...given,
});

const listed = async (id: string, actor: Asking['actor']) =>
  (await ask(db, LIST, { id }, { actor: actor ?? null })).case.attachments;

describe('an attachment', () => {
  it('is added by reference, with size and hash, and can be taken back', async () => {
    const { id, clerk } = await aSignedCase(db);
    const before = await run('attachToCase', photo(id), { actor: clerk });
    const after = photo(id, { purpose: 'AFTER', sha256: 'b'.repeat(64) });
    await run('attachToCase', after, { actor: clerk, now: new Date(NOW.getTime() + 1) });

    expect(await listed(id, clerk)).toEqual([
      { purpose: 'BEFORE', sizeBytes: 240_000, sha256: 'a'.repeat(64), history: [{ action: 'ATTACH' }] },
      { purpose: 'AFTER', sizeBytes: 240_000, sha256: 'b'.repeat(64), history: [{ action: 'ATTACH' }] },
    ]);
    const withdraw = (reason: string) =>
      run('withdrawAttachment', { id: before.id, reason }, { actor: clerk });
    expect(await withdraw(' ')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await withdraw('拍错了')).toMatchObject({ state: 'WITHDRAWN', availableActions: [] });
    expect(await withdraw('拍错了')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect(await listed(id, clerk)).toMatchObject([{ purpose: 'AFTER' }]);
  });

  it.each([
    ['purpose', { purpose: 'CAMERA' }],
    ['name', { name: '../../etc/passwd' }],
    ['name', { name: '照片‮gpj.exe' }],
    ['mediaType', { mediaType: 'text/html' }],
    ['sizeBytes', { sizeBytes: 0 }],
    ['sizeBytes', { sizeBytes: 200_000_000 }],
    ['sha256', { sha256: 'abc' }],
    ['storageKey', { storageKey: 'cases/../../secret' }],
    ['storageKey', { storageKey: 'https://elsewhere.example/x' }],
  ])('is refused when its %s cannot be right', async (field, given) => {
    const { id, clerk } = await aSignedCase(db);

    expect(await run('attachToCase', photo(id, given), { actor: clerk })).toMatchObject({ field });
  });

  it('is added once, and only to a case within reach', async () => {
    const { id, clerk } = await aSignedCase(db);
    await run('attachToCase', photo(id), { actor: clerk });

    expect(await run('attachToCase', photo(id), { actor: clerk })).toMatchObject({ field: 'sha256' });
    const stranger = anActor('DEPARTMENT_CLERK', { unitId: randomUUID() });
    expect(await run('attachToCase', photo(id), { actor: stranger })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('may be a camera, of which only the number is kept (D16)', async () => {
    const { id, community } = await aSignedCase(db);
    const attach = (camera: string) => run('attachCamera', { caseId: id, camera }, { actor: community });

    expect(await attach('http://camera')).toMatchObject({ field: 'camera' });
    expect(await attach('DY-CAM-0391')).toMatchObject({ name: 'DY-CAM-0391', isInternal: true });
  });

  it('is not seen by the person who asked when it is internal, nor by those who only count', async () => {
    const personId = randomUUID();
    const { id, clerk, street } = await aSignedCase(db, { reporterPersonId: personId });
    await run('attachToCase', photo(id, { isInternal: true }), { actor: clerk });
    const resident = anActor('RESIDENT', { personId });
    await run('attachToCase', photo(id, { sha256: 'c'.repeat(64), isInternal: true }), { actor: resident });

    expect(await listed(id, clerk)).toHaveLength(2);
    expect(await listed(id, resident)).toMatchObject([{ sha256: 'c'.repeat(64) }]);
    expect(await listed(id, anActor('DATA_ANALYST', { areaId: street.id }))).toBeNull();
  });

  it('costs as many statements for a list of cases as for one', async () => {
    const { id, hotline } = await aSignedCase(db);
    await run('attachToCase', photo(id), { actor: hotline });
    const cost = async (first: number) =>
      (await countStatements(() => ask(db, OF_LIST, { first }, { actor: hotline }))).statements.length;

    expect(await cost(50)).toBe(await cost(1));
  });

  it('has a life in which every state can be reached', () => {
    expect([...attachmentStates.reachable('ATTACHED')].sort()).toEqual([...attachmentStates.states].sort());
  });
});

const LIST =
  'query ($id: ID!) { case(id: $id) { attachments { purpose sizeBytes sha256 history { action } } } }';
const OF_LIST =
  'query ($first: Int!) { cases(first: $first) { nodes { attachments { history { action } } notes { text } } } }';
