import { anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anArea, ask, aUnit, run } from '../testing';

const db = testDatabase(tables);

async function aPlan() {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const housing = await aUnit(db, county, { name: '住房局' });
  const health = await aUnit(db, county, { name: '卫生局' });
  const clerk = anActor('DEPARTMENT_CLERK', { unitId: housing.id });
  const item = (given: object = {}) => ({
    areaId: county.id,
    number: 1,
    list: 'TASK',
    content: '健全小区党组织',
    ownerIds: [housing.id],
    districtIds: [street.id],
    dueAt: '2026-12-31',
    ...given,
  });
  const register = (given: object = {}) => run(db, 'registerPlanItem', item(given), { actor: organiser });
  return { county, street, organiser, elsewhere, housing, health, clerk, item, register };
}

describe('an item of a plan (S3)', () => {
  it('is registered, reported on by the unit responsible, and done', async () => {
    const { organiser, clerk, register } = await aPlan();

    const { id, ...planned } = await register();
    const report = (percent: number) =>
      run(db, 'reportPlanProgress', { id, percent, note: `已完成${percent}%` }, { actor: clerk });

    expect(planned).toMatchObject({ state: 'PLANNED', percent: 0, isOverdue: false });
    expect(await report(40)).toMatchObject({ state: 'RUNNING', percent: 40 });
    expect(await report(40)).toMatchObject({ state: 'RUNNING', percent: 40 });
    expect(await run(db, 'finishPlanItem', { id, note: '验收合格' }, { actor: organiser })).toMatchObject({
      state: 'DONE',
      percent: 100,
      doneOn: '2026-11-23',
      availableActions: [],
    });
    expect((await ask(db, TOLD, { id })).planItem).toEqual({
      reports: [
        { percent: 40, note: '已完成40%' },
        { percent: 40, note: '已完成40%' },
      ],
      history: ['REGISTER', 'REPORT', 'REPORT', 'FINISH'].map((action) => ({ action })),
    });
  });

  it('never goes back, nor beyond the whole', async () => {
    const { clerk, register } = await aPlan();
    const { id } = await register();
    const report = (percent: number, note = '推进中') =>
      run(db, 'reportPlanProgress', { id, percent, note }, { actor: clerk });
    await report(60);

    expect(await report(59)).toMatchObject({ field: 'percent' });
    expect(await report(101)).toMatchObject({ field: 'percent' });
    expect(await report(70, ' ')).toMatchObject({ field: 'note' });
  });

  it('is overdue from the day after its last', async () => {
    const { register } = await aPlan();
    const { id } = await register({ dueAt: '2026-11-23' });
    const isOverdue = async (now: Date) =>
      (await ask(db, 'query ($id: ID!) { planItem(id: $id) { isOverdue } }', { id }, { now })).planItem;

    expect(await isOverdue(NOW)).toEqual({ isOverdue: false });
    expect(await isOverdue(new Date('2026-11-24T00:00:00+08:00'))).toEqual({ isOverdue: true });
  });

  it('is cancelled with a reason, and past all else then', async () => {
    const { organiser, clerk, register } = await aPlan();
    const { id } = await register();
    const cancel = (reason: string) => run(db, 'cancelPlanItem', { id, reason }, { actor: organiser });

    expect(await cancel('')).toMatchObject({ field: 'reason' });
    expect(await cancel('并入第2项')).toMatchObject({ state: 'CANCELLED' });
    expect(
      await run(db, 'reportPlanProgress', { id, percent: 1, note: '推进' }, { actor: clerk }),
    ).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await run(db, 'finishPlanItem', { id, note: '完成' }, { actor: organiser })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
  });

  it('needs a unit, a number of its own, words, and districts of the area', async () => {
    const { register, item, elsewhere, housing } = await aPlan();
    await register();
    const farAway = await anArea(db, { level: 'COUNTY' });

    expect(await register({ number: 2, ownerIds: [] })).toMatchObject({ field: 'ownerIds' });
    expect(await register({ number: 2, ownerIds: [farAway.id] })).toMatchObject({ __typename: 'NotFound' });
    expect(await register({ number: 2, districtIds: [farAway.id] })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await register({ number: 0 })).toMatchObject({ field: 'number' });
    expect(await register({ number: 2, content: ' ' })).toMatchObject({ field: 'content' });
    expect(await register()).toMatchObject({ __typename: 'PlanNumberTaken' });
    expect(
      await run(db, 'registerPlanItem', item({ ownerIds: [housing.id] }), { actor: elsewhere }),
    ).toMatchObject({ __typename: 'NotFound' });
  });

  it('is not reported on by a unit that is not responsible, nor moved from outside', async () => {
    const { register, health, elsewhere } = await aPlan();
    const { id } = await register();
    const other = anActor('DEPARTMENT_CLERK', { unitId: health.id });

    for (const [act, actor, input] of [
      ['reportPlanProgress', other, { percent: 1, note: '推进' }],
      ['reportPlanProgress', elsewhere, { percent: 1, note: '推进' }],
      ['cancelPlanItem', elsewhere, { reason: '取消' }],
    ] as const) {
      expect(await run(db, act, { id, ...input }, { actor })).toMatchObject({ __typename: 'NotFound' });
    }
  });
});

describe('a plan (S3)', () => {
  it('is listed by what a desk asks for, and its units are counted once each', async () => {
    const { county, street, housing, health, register } = await aPlan();
    await register();
    await register({ number: 2, list: 'ENGINEERING', ownerIds: [housing.id, health.id], districtIds: [] });
    await register({ number: 3, dueAt: '2026-01-31' });
    const count = async (where: object) =>
      (await ask(db, LIST, { where: { withinId: county.id, ...where } })).planItems;

    expect(await count({})).toEqual({ totalCount: 3, unitCount: 2 });
    expect(await count({ list: 'TASK' })).toEqual({ totalCount: 2, unitCount: 1 });
    expect(await count({ unitId: health.id })).toMatchObject({ totalCount: 1 });
    expect(await count({ districtId: street.id })).toMatchObject({ totalCount: 2 });
    expect(await count({ isOverdue: true })).toMatchObject({ totalCount: 1 });
    expect(await count({ dueBefore: '2026-06-01', state: 'PLANNED' })).toMatchObject({ totalCount: 1 });
    expect(await count({ content: '党组织' })).toMatchObject({ totalCount: 3 });
  });

  it('tells by unit and by district how far it has come, in one statement each', async () => {
    const { county, housing, health, clerk, organiser, register } = await aPlan();
    const { id } = await register();
    await register({ number: 2, ownerIds: [housing.id, health.id], dueAt: '2026-01-31' });
    const struck = await register({ number: 3 });
    await run(db, 'reportPlanProgress', { id, percent: 50, note: '过半' }, { actor: clerk });
    await run(db, 'cancelPlanItem', { id: struck.id, reason: '合并' }, { actor: organiser });

    const { answer, statements } = await countStatements(() =>
      ask(db, PROGRESS, { id: county.id }, { actor: null }),
    );

    expect(answer.area.planProgressByUnit.nodes).toEqual([
      { unit: { name: '住房局' }, progress: { items: 2, done: 0, overdue: 1, meanPercent: 25 } },
      { unit: { name: '卫生局' }, progress: { items: 1, done: 0, overdue: 1, meanPercent: 0 } },
    ]);
    expect(answer.area.planProgressByDistrict.nodes).toEqual([
      { district: { name: '符阳街道' }, progress: { items: 2, done: 0, overdue: 1, meanPercent: 25 } },
    ]);
    // The area, the two progresses, the units and the districts by name.
    expect(statements).toHaveLength(5);
  });
});

describe('progress of a day past (S3)', () => {
  it('is what had been reported by the end of that day', async () => {
    const { county, organiser, clerk, register } = await aPlan();
    const on = (day: string) => new Date(`${day}T09:00:00+08:00`);
    const act = (name: string, input: Record<string, unknown>, day: string, actor = clerk) =>
      run(db, name, input, { actor, now: on(day) });
    const { id } = await register();
    await act('reportPlanProgress', { id, percent: 40, note: '过半' }, '2026-12-01');
    await act('reportPlanProgress', { id, percent: 70, note: '推进' }, '2026-12-05');
    await act('finishPlanItem', { id, note: '验收' }, '2027-01-05', organiser);

    const progress = async (asOf: string) => {
      const { area } = await ask(db, PROGRESS_THEN, { id: county.id, asOf });
      return area.planProgressByUnit.nodes.map((node: { progress: object }) => node.progress);
    };

    expect(await progress('2026-11-22')).toEqual([]);
    expect(await progress('2026-11-23')).toEqual([{ items: 1, done: 0, overdue: 0, meanPercent: 0 }]);
    expect(await progress('2026-12-04')).toEqual([{ items: 1, done: 0, overdue: 0, meanPercent: 40 }]);
    expect(await progress('2027-01-01')).toEqual([{ items: 1, done: 0, overdue: 1, meanPercent: 70 }]);
    expect(await progress('2027-01-05')).toEqual([{ items: 1, done: 1, overdue: 0, meanPercent: 100 }]);
  });

  it('counts a district that was merged as what it became, by today’s boundaries', async () => {
    const { county, street, organiser, register } = await aPlan();
    const other = await anArea(db, { level: 'TOWNSHIP', name: '临港街道' }, county);
    await register();
    const into = { survivorId: other.id };
    const merger = { ids: [street.id, other.id], into, on: '2026-11-23' };
    await run(db, 'mergeAreas', merger, { actor: organiser });

    const districts = async (boundaries: string, asOf: string | null = null) =>
      (await ask(db, DISTRICTS, { id: county.id, boundaries, asOf })).area.planProgressByDistrict.nodes;

    expect(await districts('THEN')).toEqual([{ district: { name: '符阳街道' }, progress: { items: 1 } }]);
    expect(await districts('TODAY')).toEqual([{ district: { name: '临港街道' }, progress: { items: 1 } }]);
    expect(await districts('TODAY', '2026-11-23')).toEqual([
      { district: { name: '临港街道' }, progress: { items: 1 } },
    ]);
  });
});

const PROGRESS_THEN = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate) {
    area(id: $id, asOf: $asOf) {
      planProgressByUnit(first: 10) { nodes { progress { items done overdue meanPercent } } }
    }
  }
`;
const DISTRICTS = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate, $boundaries: Boundaries!) {
    area(id: $id, asOf: $asOf) {
      planProgressByDistrict(first: 10, boundaries: $boundaries) {
        nodes { district { name } progress { items } }
      }
    }
  }
`;
const TOLD = 'query ($id: ID!) { planItem(id: $id) { reports { percent note } history { action } } }';
const LIST = 'query ($where: PlanItemFilter) { planItems(first: 1, where: $where) { totalCount unitCount } }';
const PROGRESS = /* GraphQL */ `
  query ($id: ID!) {
    area(id: $id) {
      planProgressByUnit(first: 10) {
        nodes { unit { name } progress { items done overdue meanPercent } }
      }
      planProgressByDistrict(first: 10) {
        nodes { district { name } progress { items done overdue meanPercent } }
      }
    }
  }
`;
