import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sandbox1763740700000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table integrator add is_sandbox boolean not null default false;

      create table sandbox_clock (
        area_id uuid primary key,
        area_path text collate "C" not null,
        ahead_seconds int not null,
        constraint sandbox_clock_never_goes_back check (ahead_seconds >= 0)
      );
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table sandbox_clock; alter table integrator drop is_sandbox');
  }
}
