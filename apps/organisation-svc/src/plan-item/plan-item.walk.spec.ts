import { anActor, NOW, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { PlanItemAction, PlanItemState } from '../generated/graphql';
import { tables } from '../tables';
import { aCounty, ask, aUnit, run } from '../testing';
import { planItemStates } from './plan-item.states';

const db = testDatabase(tables);

test('every state of an item can be reached (S3)', () => {
  expect([...planItemStates.reachable('PLANNED')].sort()).toEqual([...planItemStates.states].sort());
});

test('whatever is tried, only the steps of the table happen, and progress never falls nor passes the whole (S3)', async () => {
  const tried = fc.record({
    action: fc.constantFrom<PlanItemAction>('REPORT', 'REPORT', 'REPORT', 'FINISH', 'CANCEL'),
    percent: fc.integer({ min: -5, max: 110 }),
  });

  await fc.assert(
    fc.asyncProperty(fc.array(tried, { minLength: 2, maxLength: 9 }), async (tries) => {
      const { act, id } = await anItem();
      let state: PlanItemState = 'PLANNED';
      let reached = 0;
      let reports = 0;

      for (const { action, percent } of tries) {
        const { name, input } = acts(percent)[action];
        const answer = await act(name, { id, ...input });
        const isInRange = action !== 'REPORT' || (percent >= reached && percent <= 100);
        const next: PlanItemState | undefined = isInRange ? planItemStates.next(state, action) : undefined;

        expect(answer.__typename === 'PlanItem').toBe(next !== undefined);
        if (!next) continue;
        state = next;
        if (action === 'REPORT') [reached, reports] = [percent, reports + 1];
        if (action === 'FINISH') reached = 100;
      }

      const { planItem } = await ask(db, ITEM, { id });
      expect(planItem).toMatchObject({ state, percent: reached });
      expect(planItem.reports).toHaveLength(reports);
      expect((planItem.doneOn !== null) === (state === 'DONE')).toBe(true);
      const percents = planItem.reports.map((report: { percent: number }) => report.percent);
      expect(percents).toEqual([...percents].sort((a, b) => a - b));
      for (const { fromState, toState, action } of planItem.history.slice(1)) {
        expect(planItemStates.next(fromState, action)).toBe(toState);
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);

const acts = (percent: number): Record<PlanItemAction, { name: string; input: object }> => ({
  REPORT: { name: 'reportPlanProgress', input: { percent, note: '推进中' } },
  FINISH: { name: 'finishPlanItem', input: { note: '验收合格' } },
  CANCEL: { name: 'cancelPlanItem', input: { reason: '并入他项' } },
});

async function anItem() {
  const { county } = await aCounty(db);
  const unit = await aUnit(db, county);
  const actor = anActor('ORGANISER', { areaId: county.id, unitId: unit.id });
  let minutes = 0;
  const act = (name: string, input: Record<string, unknown>) => {
    minutes += 1;
    return run(db, name, input, { actor, now: new Date(NOW.getTime() + minutes * 60_000) });
  };
  const { id } = await act('registerPlanItem', {
    areaId: county.id,
    number: 1,
    list: 'TASK',
    content: '健全小区党组织',
    ownerIds: [unit.id],
    dueAt: '2026-12-31',
  });
  return { act, id };
}

const ITEM = /* GraphQL */ `
  query ($id: ID!) {
    planItem(id: $id) { state percent doneOn reports { percent } history { fromState toState action } }
  }
`;
