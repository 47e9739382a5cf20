import { type anActor, NOW, testDatabase } from '@jinlin/testing';
import { run as runCase } from '../case/case.testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { aCase, ask } from '../testing';
import { tickWhistles } from './whistle.clock';
import { answer, aPlace, aWhistle, blowing, minutesAfter, run } from './whistle.testing';

const db = testDatabase(tables);

const tick = (minutes: number) => tickWhistles(db, localities, minutesAfter(NOW, minutes));

const seen = async (id: string, actor: ReturnType<typeof anActor>) =>
  (await ask(db, SEEN, { id }, { actor })).whistle;

describe('a unit that does not acknowledge a whistle', () => {
  it('is escalated by the clock, tier by tier and each once, however many clocks run (D6, D16)', async () => {
    const place = await aWhistle(db, { reason: 'EMERGENCY', assistingUnitIds: [] });
    const { id, communityClerk } = place;

    await tick(4);
    expect(await seen(id, communityClerk)).toMatchObject({ tier: 'COMMUNITY' });
    await Promise.all([tick(5), tick(5), tick(5)]);
    expect(await seen(id, communityClerk)).toMatchObject({
      tier: 'STREET',
      summons: [{ escalatedAt: minutesAfter(NOW, 5).toISOString() }],
    });
    await tick(11);
    await tick(30);

    const { tier, history, summons } = await seen(id, communityClerk);
    expect(tier).toBe('COUNTY');
    expect(history.filter(({ action }: { action: string }) => action === 'ESCALATE')).toHaveLength(2);
    expect(summons[0].history.filter(({ action }: { action: string }) => action === 'ESCALATE')).toHaveLength(
      2,
    );
    const told = await db.query(`select data from outbox where subject = $1 and type = 'whistle.escalate'`, [
      id,
    ]);
    expect(told).toHaveLength(2);
  });

  it('is left alone once it has, and its silence raises nobody else', async () => {
    const place = await aWhistle(db, { reason: 'EMERGENCY' });
    await answer(db, place.id, place.lead, 1);

    await tick(6);

    const { tier, summons } = await seen(place.id, place.communityClerk);
    expect(tier).toBe('STREET');
    expect(summons.map(({ escalatedAt }: { escalatedAt: string | null }) => escalatedAt !== null)).toEqual([
      false,
      true,
      true,
    ]);
    const found = await ask(
      db,
      'query { whistles(first: 5, where: { tier: STREET }) { nodes { id } } }',
      {},
      { actor: place.commander },
    );
    expect(found.whistles.nodes).toEqual([{ id: place.id }]);
  });
});

describe('the units called', () => {
  it('have a task each, at once or later (协同处置)', async () => {
    const place = await aPlace(db);
    const [second] = place.assistingUnits;
    const blow = (tasks: object[]) =>
      run(db, 'blowWhistle', blowing(place, { tasks }), { actor: place.communityClerk });

    expect(await blow([{ unitId: place.leadUnit.id, task: ' ' }])).toMatchObject({ field: 'tasks' });
    expect(await blow([{ unitId: place.grid.id, task: '疏导' }])).toMatchObject({ field: 'tasks' });
    const { id } = await blow([{ unitId: place.leadUnit.id, task: '牵头执法' }]);
    const assign = (unitId: string, task: string) =>
      run(db, 'assignWhistleTask', { id, unitId, task }, { actor: place.communityClerk });
    expect(await assign(second!.id, '')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await assign(place.grid.id, '疏导交通')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await assign(second!.id, '疏导交通')).toMatchObject({ __typename: 'Whistle' });

    const { summons } = await seen(id, place.communityClerk);
    expect(summons.map(({ task }: { task: string | null }) => task).sort()).toEqual(
      ['牵头执法', '疏导交通', null].sort(),
    );
    await answer(db, id, place.lead, 3);
    await run(db, 'finishWhistle', { id, outcome: 'DONE', result: '办结' }, { actor: place.lead });
    expect(await assign(second!.id, '善后')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('see the case that the whistle is about, and a case handed up is then whistled for', async () => {
    const place = await aPlace(db);
    const row = await aCase(db, {
      areaId: place.grid.id,
      areaPath: place.grid.path,
      state: 'REGISTERED',
    });
    const see = async () =>
      (
        await ask(
          db,
          'query ($id: ID!) { case(id: $id) { state } }',
          { id: row.id },
          { actor: place.assisting },
        )
      ).case;
    await runCase(db, 'escalateCase', { id: row.id, reason: '需部门联动' }, { actor: place.communityClerk });

    expect(await see()).toBeNull();
    const { id } = await run(db, 'blowWhistle', blowing(place, { areaId: place.street.id, caseId: row.id }), {
      actor: place.commander,
    });

    expect(await see()).toEqual({ state: 'WHISTLED' });
    expect(await seen(id, place.commander)).toMatchObject({ tier: 'STREET' });
    expect(
      await runCase(db, 'gradeCase', { id: row.id, grade: 'II', reason: '较急' }, { actor: place.commander }),
    ).toMatchObject({ state: 'GRADED' });
  });
});

test('how a unit answered, and what those who blew say of it, is what it is evaluated by (H6)', async () => {
  const place = await aWhistle(db, { reason: 'EMERGENCY', assistingUnitIds: [] });
  const { id, lead, leadUnit, communityClerk } = place;
  await answer(db, id, lead, 3);
  await run(db, 'finishWhistle', { id, outcome: 'DONE', result: '办结' }, { actor: lead });
  await run(db, 'appraiseWhistle', { id, score: 4 }, { actor: communityClerk });
  const performance = async (actor: ReturnType<typeof anActor>) => {
    const period = { from: NOW.toISOString(), before: minutesAfter(NOW, 60).toISOString() };
    const units = [{ __typename: 'Unit', id: leadUnit.id }];
    return (await ask(db, PERFORMANCE, { units, ...period }, { actor }))._entities[0].whistlePerformance;
  };

  expect(await performance(lead)).toEqual({
    called: 1,
    acknowledgedInTime: { counted: 1, outOf: 1, percent: 100 },
    arrivedInTime: { counted: 1, outOf: 1, percent: 100 },
    reportedWithoutAction: 0,
    escalated: 0,
    appraised: 1,
    meanScore: 4,
  });
  expect(await performance(place.assisting)).toBeNull();
});

const SEEN = `query ($id: ID!) {
  whistle(id: $id) {
    tier
    history { action }
    summons { task escalatedAt history { action } }
  }
}`;
const PERFORMANCE = `query ($units: [_Any!]!, $from: DateTime!, $before: DateTime!) {
  _entities(representations: $units) {
    ... on Unit {
      whistlePerformance(from: $from, before: $before) {
        called
        acknowledgedInTime { counted outOf percent }
        arrivedInTime { counted outOf percent }
        reportedWithoutAction escalated appraised meanScore
      }
    }
  }
}`;
