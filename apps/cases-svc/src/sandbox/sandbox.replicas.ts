import { lockName } from '@jinlin/acts';
import type { DataSource } from 'typeorm';

/** Gives the sandbox the areas and units that there really are now; the tables of both were made by the same migrations. */
export const copyReplicas = (db: DataSource, from: string) =>
  db.transaction(async (tx) => {
    await tx.query('set local statement_timeout = 0');
    await lockName(tx, 'replicas of the sandbox');
    for (const table of ['area', 'unit']) {
      await tx.query(`delete from ${table}`);
      await tx.query(`insert into ${table} select * from ${from}.${table}`);
    }
  });
