import { takeAll } from '@jinlin/acts';
import { everything } from '@jinlin/database';
import type { DataSource } from 'typeorm';
import { byClock } from '../clock';
import type { Localities } from '../locality';
import { wishLife } from './wish.life';
import { nobodyHasIt } from './wish.service';

/** So many wishes are looked after in one transaction. */
const BATCH = 500;

/**
 * Posts again every wish that nobody took, or fulfilled, in time: each once, however many processes run this at once.
 */
export async function tickWishes(db: DataSource, _: Localities, now: Date) {
  let expired = 0;
  for (;;) {
    const found = await byClock(db, { now, scope: everything }, async (acting) => {
      const late: { id: string }[] = await acting.tx.query(EXPIRED, [now]);
      const ids = late.map(({ id }) => id);
      const posted = await takeAll(acting, wishLife, { ids, action: 'EXPIRE' }, (wish) => ({
        set: nobodyHasIt,
        ruleVersion: wish.ruleVersion,
        facts: { takerUnitId: wish.takerUnitId, takerPersonId: wish.takerPersonId },
      }));
      return posted.length;
    });
    expired += found;
    if (found < BATCH) return { expired };
  }
}

const EXPIRED = /* SQL */ `
  select id from micro_wish
  where state in ('DISPATCHED', 'CLAIMED') and expires_at <= $1
  order by expires_at limit ${BATCH} for update skip locked
`;
