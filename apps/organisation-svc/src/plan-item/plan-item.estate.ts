import { carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, leaveSeats, passing } from '../area/area.estate';
import { PlanItem } from './plan-item.entity';
import { planItemLife } from './plan-item.life';

/** What a plan still wants done goes into the plan of what came after, under its number where that is free. */
export const planItemEstate: Estate<PlanItem> = {
  title: { en: 'items of plans', zh: '方案任务项' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(PlanItem, {
      where: { areaId: In([...areaIds]), state: In(['PLANNED', 'RUNNING']) },
      order: { number: 'asc', id: 'asc' },
    }),
  async passOn(act, items, heir, on) {
    const standing = await act.tx.findBy(PlanItem, { areaId: heir.id });
    const numberOf = new Map(numbered(items, new Set(standing.map(({ number }) => number))));
    const ids = items.map(({ id }) => id);

    await leaveSeats(act, items, on);
    await carryAll(act, planItemLife, { ids, action: 'PASS_ON' }, (row) => {
      const { set, reason, facts } = passing(row, heir, on);
      const number = numberOf.get(row.id)!;
      return { set: { ...set, number }, reason, facts: { ...facts, wasNumber: row.number } };
    });
  },
};

/** Gives each item its own number, or where that is taken the next one after all others. */
function* numbered(items: readonly PlanItem[], taken: Set<number>): Generator<[string, number]> {
  for (const { id, number } of items) {
    const free = taken.has(number) ? Math.max(...taken, ...items.map((item) => item.number)) + 1 : number;
    taken.add(free);
    yield [id, free];
  }
}
