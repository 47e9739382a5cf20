import type { DataSource } from 'typeorm';

/**
 * Brings what call-backs from an area wait for nearer by as much as its clock was turned: the next try, the end of days
 * of failures, and that of a former secret. They are still sent by real time, against which receivers hold a signature.
 */
export const hastenCallBacks = (db: DataSource, areaPath: string, milliseconds: number) =>
  db.transaction(async (tx) => {
    const values = [areaPath, `${milliseconds} milliseconds`];
    await tx.query(
      `update webhook
       set failing_since = failing_since - $2::interval, resting_until = resting_until - $2::interval,
           former_secret_until = former_secret_until - $2::interval
       where starts_with(area_path, $1)`,
      values,
    );
    await tx.query(
      `update webhook_delivery d set next_attempt_at = d.next_attempt_at - $2::interval
       from webhook w
       where w.id = d.webhook_id and starts_with(w.area_path, $1) and d.state = 'PENDING'`,
      values,
    );
  });
