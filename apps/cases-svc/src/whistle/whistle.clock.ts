import { type Act, lock, record } from '@jinlin/acts';
import { everything } from '@jinlin/database';
import type { DataSource } from 'typeorm';
import { byClock } from '../clock';
import type { CommandTier } from '../generated/graphql';
import type { Localities } from '../locality';
import { Summons } from './summons.entity';
import { Whistle } from './whistle.entity';
import { summonsLife, whistleLife } from './whistle.life';

/** So many units are looked after in one transaction. */
const BATCH = 200;

/** To whom a whistle rises when a unit does not acknowledge it; nobody is above the county. */
const ABOVE: Record<CommandTier, CommandTier | null> = {
  COMMUNITY: 'STREET',
  STREET: 'COUNTY',
  COUNTY: null,
};

/**
 * Escalates every unit that has not acknowledged a whistle in time: tier by tier, with as much time again at each, and
 * each once, however many processes run this at once.
 */
export async function tickWhistles(db: DataSource, localities: Localities, now: Date) {
  let escalated = 0;
  for (;;) {
    const found = await byClock(db, { now, scope: everything }, async (acting) => {
      const silent = await acting.tx
        .createQueryBuilder(Summons, 's')
        .where(`s.escalate_at <= :now and s.state = 'NOTIFIED'`, { now })
        .orderBy('s.escalate_at')
        .limit(BATCH)
        .getMany();
      for (const { id, whistleId } of silent) await escalate(acting, localities, whistleId, id);
      return silent.length;
    });
    escalated += found;
    if (found < BATCH) return { escalated };
  }
}

/** Locks the whistle before the unit's part in it, as the acts do; a unit that has answered by then is left alone. */
async function escalate(acting: Act, localities: Localities, whistleId: string, id: string) {
  const whistle = await lock(acting, Whistle, whistleId);
  const summons = await lock(acting, Summons, id);
  if (!whistle || !summons?.escalateAt || summons.escalateAt > acting.now || summons.state !== 'NOTIFIED')
    return;

  // What another unit's silence has raised already this one's finds raised: it climbs from where it was itself.
  const tier = ABOVE[summons.tier];
  if (!tier) return void (await acting.tx.update(Summons, summons.id, { escalateAt: null }));

  const { ruleVersion } = whistle;
  const { acknowledgeDueAt } = localities.named(whistle.localityCode).response(whistle.grade, acting.now);
  Object.assign(summons, {
    tier,
    escalatedAt: acting.now,
    escalateAt: ABOVE[tier] ? acknowledgeDueAt : null,
  });
  const grounds = { ruleVersion, facts: { tier, unitId: summons.unitId } };
  const raised = await acting.tx.save(summons);
  await record(acting, summonsLife, raised, { action: 'ESCALATE', from: raised.state, ...grounds });

  if (whistle.tier === tier || ABOVE[whistle.tier] !== tier) return;
  whistle.tier = tier;
  const risen = await acting.tx.save(whistle);
  await record(acting, whistleLife, risen, { action: 'ESCALATE', from: risen.state, ...grounds });
}
