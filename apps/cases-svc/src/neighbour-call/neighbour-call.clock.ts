import { everything, type Scope } from '@jinlin/database';
import type { DataSource } from 'typeorm';
import { byClock } from '../clock';
import type { Localities } from '../locality';
import { NeighbourCall } from './neighbour-call.entity';
import { rise } from './neighbour-call.service';

/** So many calls rise in one transaction; what is left waits for the next minute. */
const BATCH = 200;

/** Takes every call that nobody took in time to its next rung, each once, however many processes run this at once. */
export const tickNeighbourCalls = (
  db: DataSource,
  localities: Localities,
  now: Date,
  scope: Scope = everything,
) =>
  byClock(db, { now, scope }, async (acting) => {
    const unanswered = await acting.tx
      .createQueryBuilder(NeighbourCall, 'n')
      .where('n.rises_at <= :now', { now })
      .orderBy('n.rises_at')
      .limit(BATCH)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
    for (const { id } of unanswered) await rise(acting, localities, id);
    return { risen: unanswered.length };
  });
