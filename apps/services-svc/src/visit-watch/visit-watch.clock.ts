import { randomUUID } from 'node:crypto';
import { beginAll, isAlone, itself, ofItself } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import type { DataSource } from 'typeorm';
import { addDays, midnight } from '../dates';
import type { VisitAlertKind } from '../generated/graphql';
import { visitAlertLife } from './visit-watch.life';

/** The clock acts as itself; it stands so in every history that it writes. */
const CLOCK = itself('visit-clock');

/** So many alerts are raised in one transaction; what is left waits for the next minute. */
const BATCH = 2000;

/** Raises an alert for every elder whom nobody reached in time: each once, however many processes run this at once. */
export const tickVisits = (db: DataSource, now: Date) =>
  ofItself(db, { actor: CLOCK, now }, async (acting) => {
    if (!(await isAlone(acting, 'visit clock'))) return { raised: 0 };

    const overdue: Overdue[] = await acting.tx.query(OVERDUE, [dateIn(now), now, BATCH]);
    await beginAll(
      acting,
      visitAlertLife,
      'RAISE',
      overdue.map(({ dueOn, wantedBy, ...alert }) => ({
        ...alert,
        id: randomUUID(),
        state: 'OPEN' as const,
        dueAt: wantedBy ?? midnight(addDays(dueOn, 1)),
        raisedAt: now,
        endedAt: null,
      })),
    );
    return { raised: overdue.length };
  });

interface Overdue {
  elderId: string;
  kind: VisitAlertKind;
  dueOn: string;
  wantedBy: Date | null;
  areaId: string;
  areaPath: string;
  communityId: string;
}

/**
 * After a major change by the hour, in the rounds of a tier by the day: the day itself is still in time. Elders whose visit
 * is being recorded at this moment are left to the next minute, so that no alert is raised behind a visit.
 */
const OVERDUE = /* SQL */ `
  select elder.id as "elderId", late.kind, next_visit_due_on as "dueOn", late.wanted_by as "wantedBy",
         area_id as "areaId", area_path as "areaPath", community_id as "communityId"
  from elder_profile elder
  cross join lateral (
    select 'MAJOR_CHANGE' as kind, visit_wanted_by as wanted_by where visit_wanted_by <= $2
    union all
    select 'ROUND', null where visit_wanted_by is null and next_visit_due_on < $1::date
  ) late
  where elder.state = 'ACTIVE' and elder.next_visit_due_on <= $1::date
    and not exists (
      select from visit_alert alert
      where alert.elder_id = elder.id and alert.kind = late.kind and alert.state = 'OPEN'
    )
  order by next_visit_due_on, elder.id
  limit $3
  for update of elder skip locked
`;
