import { type Act, record } from '@jinlin/acts';
import { everything, type Scope, scopeSql } from '@jinlin/database';
import type { DataSource, EntityManager } from 'typeorm';
import { Case } from '../case/case.entity';
import { caseLife } from '../case/case.life';
import type { Localities } from '../locality';

/** So many cases are told of in one transaction. */
const BATCH = 200;

/** The clock acts as itself; it stands so in every history that it writes. */
export const CLOCK = {
  id: 'case-clock',
  role: 'OPERATOR',
  areaId: null,
  unitId: null,
  personId: null,
  scopes: [],
} as const;

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
    const batch = await db.transaction((tx) => tellDue(tx, db, localities, { now, scope }));
    told += batch.told;
    if (batch.cases < BATCH) return { told };
  }
}

async function tellDue(
  tx: EntityManager,
  db: DataSource,
  localities: Localities,
  { now, scope }: { now: Date; scope: Scope },
) {
  await tx.query(scopeSql(scope));
  const cases = await tx
    .createQueryBuilder(Case, 'c')
    .where('c.next_alert_at <= :now', { now })
    .orderBy('c.next_alert_at')
    .limit(BATCH)
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getMany();

  const acting: Act = { db, actor: CLOCK, scope, now, language: 'zh-CN', tx };
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
