import { takeAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { everything, type Scope } from '@jinlin/database';
import type { DataSource } from 'typeorm';
import { byClock } from '../clock';
import type { Localities } from '../locality';
import { resourceLife } from './resource.life';

/** So many resources expire in one transaction; what is left waits for the next minute. */
const BATCH = 1_000;

/** Lets every resource expire whose last day is past. */
export const tickResources = (db: DataSource, _: Localities, now: Date, scope: Scope = everything) =>
  byClock(db, { now, scope }, async (acting) => {
    const past: { id: string }[] = await acting.tx.query(PAST, [dateIn(now)]);
    const ids = past.map(({ id }) => id);
    const expired = await takeAll(acting, resourceLife, { ids, action: 'EXPIRE' }, () => ({
      set: { endedAt: now },
    }));
    return { expired: expired.length };
  });

const PAST = /* SQL */ `
  select id from resource
  where state in ('OFFERED', 'AVAILABLE', 'RESERVED') and last_on < $1::date
  order by id limit ${BATCH}
  for update skip locked
`;
