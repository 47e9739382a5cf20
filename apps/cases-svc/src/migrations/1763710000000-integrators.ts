import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Integrators1763710000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table integrator (
        id uuid primary key default gen_random_uuid(),
        state text not null,
        name text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        calls text[] not null,
        requests_per_minute int not null,
        registered_at timestamptz not null,
        closed_at timestamptz,
        constraint integrator_asks_at_all check (requests_per_minute > 0)
      );
      create index integrator_area_path on integrator (area_path);
      create index integrator_newest on integrator (registered_at desc, id desc);

      create table integrator_key (
        id uuid primary key default gen_random_uuid(),
        integrator_id uuid not null references integrator,
        state text not null,
        hint text not null,
        hash bytea not null,
        issued_at timestamptz not null,
        expires_at timestamptz,
        revoked_at timestamptz,
        constraint integrator_key_hash unique (hash),
        constraint integrator_key_revoked_when check ((state = 'REVOKED') = (revoked_at is not null))
      );
      create index integrator_key_integrator on integrator_key (integrator_id, issued_at);
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table integrator_key, integrator');
  }
}
