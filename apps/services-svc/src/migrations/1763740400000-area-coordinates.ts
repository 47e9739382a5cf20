import { replicaCoordinates } from '@jinlin/replicas';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AreaCoordinates1763740400000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(replicaCoordinates);
  }

  async down(db: QueryRunner) {
    await db.query('alter table area drop longitude, drop latitude');
  }
}
