import { copyRows } from '@jinlin/database';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { Area, Unit } from './area';

/** Fills the replicas of areas and units with what every locality starts with; says how many there are. */
export async function loadReplicas(
  { client, db }: { client: PoolClient; db: DataSource },
  areas: Iterable<Area>,
  units: Iterable<Omit<Unit, 'active'>>,
) {
  function* active() {
    for (const unit of units) yield { ...unit, active: true };
  }
  const loadedAreas = await copyRows(client, db.getMetadata(Area), areas);
  const loadedUnits = await copyRows(client, db.getMetadata(Unit), active());
  return loadedAreas + loadedUnits;
}
