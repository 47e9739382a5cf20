import { type Act, record } from '@jinlin/acts';
import { everything, type Scope } from '@jinlin/database';
import type { DataSource } from 'typeorm';
import { Case } from '../case/case.entity';
import { caseLife } from '../case/case.life';
import { byClock } from '../clock';
import type { Localities } from '../locality';

/** So many cases are told of in one transaction. */
const BATCH = 200;

/**
 * Warns of every case whose time is nearly over, and tells of every one that is overdue, rung by rung (催办、督办、通报):
 * each once, however many processes run this at once.
 */
export async function tickDeadlines(
  db: DataSource,
  localities: Localities,
  now: Date,
  scope: Scope = everything,
) {
  let told = 0;
  for (;;) {
    const batch = await byClock(db, { now, scope }, (acting) => tellDue(acting, localities));
    told += batch.told;
    if (batch.cases < BATCH) return { told };
  }
}

async function tellDue(acting: Act, localities: Localities) {
  const cases = await acting.tx
    .createQueryBuilder(Case, 'c')
    .where('c.next_alert_at <= :now', { now: acting.now })
    .orderBy('c.next_alert_at')
    .limit(BATCH)
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getMany();

  let told = 0;
  for (const row of cases) told += await tell(acting, localities, row);
  return { cases: cases.length, told };
}

/** Says what is due of one case, in order, and remembers when the next is. */
async function tell(acting: Act, localities: Localities, row: Case): Promise<number> {
  const rules = localities.named(row.localityCode);
  const { alerts: ahead, ruleVersion } = rules.alerts(row);
  const due = ahead.filter(({ at }) => at <= acting.now);

  row.alerts = [...row.alerts, ...due.map(({ alert }) => alert)];
  row.nextAlertAt = ahead[due.length]?.at ?? null;
  await acting.tx.getRepository(Case).update(row.id, { alerts: row.alerts, nextAlertAt: row.nextAlertAt });
  for (const { alert, at } of due) {
    const facts = { unitId: row.responsibleUnitId, dueAt: row.dueAt, since: at };
    await record(acting, caseLife, row, { action: alert, from: row.state, ruleVersion, facts });
  }
  return due.length;
}
