import { anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { aDesk, aSignedCase, run } from '../case/case.testing';
import { tables } from '../tables';
import { aCase, ask } from '../testing';
import { alike } from './likeness';

const db = testDatabase(tables);

type Desk = Awaited<ReturnType<typeof aDesk>>;

const PARKING = { title: '江南小区停车位不足,车辆乱停', category: '0401' };

const beside = ({ grid }: Desk, given: object = {}) =>
  aCase(db, { areaId: grid.id, areaPath: grid.path, ...PARKING, ...given });

const suggested = async (id: string, actor: Desk['hotline']) =>
  (await ask(db, SUGGESTED, { id }, { actor })).case.possibleDuplicates;

describe('what a case may be over again', () => {
  it('is suggested by place, time and words, recently closed cases too', async () => {
    const desk = await aDesk(db, { ...PARKING, title: '江南小区车辆乱停,停车难' });
    const closed = await beside(desk, {
      state: 'CLOSED',
      outcome: 'RESOLVED',
      openedAt: new Date(NOW.getTime() - 9 * 86_400_000),
      closedAt: new Date(NOW.getTime() - 86_400_000),
    });
    await beside(desk, { title: '电梯故障停运', category: '0204' });
    await beside(desk, { openedAt: new Date(NOW.getTime() - 90 * 86_400_000) });

    expect(await suggested(desk.id, desk.hotline)).toEqual([
      {
        case: { id: closed.id },
        likeness: expect.any(Number),
        reasons: ['SAME_PLACE', 'SAME_CATEGORY', 'SIMILAR_WORDS'],
      },
    ]);
  });

  it('is not told to those who do not read texts', async () => {
    const desk = await aDesk(db, PARKING);
    await beside(desk);

    expect(await suggested(desk.id, anActor('DATA_ANALYST', { areaId: desk.street.id }))).toBeNull();
  });

  it('costs as many statements for a list of cases as for one', async () => {
    const desk = await aDesk(db, PARKING);
    for (let i = 0; i < 5; i++) await beside(desk);
    const cost = async (first: number) =>
      (await countStatements(() => ask(db, LIST, { first }, { actor: desk.hotline }))).statements.length;

    expect(await cost(6)).toBe(await cost(1));
  });

  it.each([
    ['江南小区停车位不足,车辆乱停', '江南小区车辆乱停，停车难', 0.5],
    ['48号楼雨水倒灌', '前所街48号下雨天雨水倒灌进屋', 0.4],
    ['楼道灯不亮', '楼道的灯坏了不亮', 0.3],
  ])('“%s” and “%s” are alike', (a, b, atLeast) => {
    expect(alike(a, b)).toBeGreaterThan(atLeast);
  });

  it('is not “电梯故障停运” for “楼道灯不亮”, nor nothing for nothing', () => {
    expect(alike('楼道灯不亮', '电梯故障停运')).toBe(0);
    expect(alike('!', '')).toBe(0);
  });
});

describe('a merged case', () => {
  it('follows its main case and is answered with it, each caller by themselves (并案)', async () => {
    const desk = await aSignedCase(db, PARKING);
    const { id: mainId, clerk, hotline } = desk;
    const { id } = await beside(desk);

    expect(await run(db, 'mergeCase', { id, intoId: mainId }, { actor: hotline })).toMatchObject({
      state: 'MERGED',
      outcome: 'DUPLICATE',
    });
    await run(db, 'handleCase', { id: mainId, outcome: 'RESOLVED', note: '新增车位' }, { actor: clerk });
    await run(db, 'replyToCase', { id: mainId, reply: '已新增车位。' }, { actor: clerk });

    const { case: main } = await ask(db, MERGED, { id: mainId }, { actor: hotline });
    expect(main).toEqual({
      mainCase: null,
      reply: '已新增车位。',
      mergedCases: [{ id, state: 'REPLIED', reply: '已新增车位。', mainCase: { id: mainId } }],
    });
    const said = { wasContacted: true, wasSolved: true, satisfaction: 'SATISFIED' };
    await run(db, 'visitBackCase', { id, ...said }, { actor: hotline });
    expect(await run(db, 'closeCase', { id }, { actor: hotline })).toMatchObject({
      state: 'CLOSED',
      outcome: 'DUPLICATE',
    });
  });

  it('is answered at once when its main case has been', async () => {
    const desk = await aDesk(db, {
      ...PARKING,
      state: 'CLOSED',
      outcome: 'RESOLVED',
      reply: '已新增车位。',
      closedAt: NOW,
    });
    const { id } = await beside(desk);

    expect(await run(db, 'mergeCase', { id, intoId: desk.id }, { actor: desk.hotline })).toMatchObject({
      state: 'REPLIED',
    });
  });

  it('can be taken back, and takes along what was merged into it', async () => {
    const desk = await aDesk(db, PARKING);
    const [second, third] = [await beside(desk), await beside(desk)];
    const merge = (id: string, intoId: string) =>
      run(db, 'mergeCase', { id, intoId }, { actor: desk.hotline });
    await merge(third.id, second.id);
    await merge(second.id, desk.id);

    const { case: main } = await ask(db, MERGED, { id: desk.id }, { actor: desk.hotline });
    expect(main.mergedCases.map(({ id }: { id: string }) => id).sort()).toEqual([second.id, third.id].sort());
    const unmerge = (reason: string) =>
      run(db, 'unmergeCase', { id: second.id, reason }, { actor: desk.hotline });
    expect(await unmerge('')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await unmerge('并非同一事项')).toMatchObject({ state: 'REGISTERED', outcome: null });
  });

  it('is not its own, nor that of one that is merged, out of reach or handled', async () => {
    const desk = await aDesk(db, PARKING);
    const elsewhere = await aDesk(db, PARKING);
    const merged = await beside(desk);
    const merge = (id: string, intoId: string) =>
      run(db, 'mergeCase', { id, intoId }, { actor: desk.hotline });
    await merge(merged.id, desk.id);

    expect(await merge(desk.id, desk.id)).toMatchObject({ code: 'INVALID_INPUT' });
    const other = await beside(desk);
    expect(await merge(other.id, merged.id)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await merge(other.id, elsewhere.id)).toMatchObject({ code: 'NOT_FOUND' });
    const done = await beside(desk, { state: 'HANDLED', outcome: 'RESOLVED' });
    expect(await merge(done.id, desk.id)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('does not become its main case’s main case when both are merged into each other at once', async () => {
    const desk = await aDesk(db, PARKING);
    const other = await beside(desk);

    const answers = await Promise.all([
      run(db, 'mergeCase', { id: desk.id, intoId: other.id }, { actor: desk.hotline }),
      run(db, 'mergeCase', { id: other.id, intoId: desk.id }, { actor: { ...desk.hotline, id: 'another' } }),
    ]);

    expect(answers.map(({ state, code }) => state ?? code).sort()).toEqual(['INVALID_INPUT', 'MERGED']);
  });
});

const SUGGESTED =
  'query ($id: ID!) { case(id: $id) { possibleDuplicates { case { id } likeness reasons } } }';
const LIST =
  'query ($first: Int!) { cases(first: $first) { nodes { possibleDuplicates { likeness } mergedCases { id } } } }';
const MERGED =
  'query ($id: ID!) { case(id: $id) { reply mainCase { id } mergedCases { id state reply mainCase { id } } } }';
