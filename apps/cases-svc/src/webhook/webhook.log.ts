import { poolOf } from '@jinlin/database';
import type { DataSource } from 'typeorm';

const DAY = 24 * 3_600_000;

/** So many deliveries are forgotten in one statement. */
const BATCH = 2_000;

/**
 * Forgets deliveries that were made or given up, with their tries, once they are so many days old. The last about each
 * record stays, since the next goes on from its number.
 */
export async function forgetOldDeliveries(db: DataSource, { now, days }: { now: Date; days: number }) {
  const before = new Date(now.getTime() - days * DAY);
  let forgotten = 0;
  for (;;) {
    const { rowCount } = await poolOf(db).query(FORGET, [before, BATCH]);
    forgotten += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH) return forgotten;
  }
}

const FORGET = /* SQL */ `
  delete from webhook_delivery where id in (
    select d.id from webhook_delivery d
    where d.event_at < $1 and d.state <> 'PENDING' and exists (
      select from webhook_delivery later
      where later.webhook_id = d.webhook_id and later.subject = d.subject and later.sequence > d.sequence
    )
    limit $2
    for update skip locked
  )
`;
