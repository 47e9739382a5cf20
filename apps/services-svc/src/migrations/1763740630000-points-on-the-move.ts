import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Points that go from one volunteer to another, and points that lapse (X14). */
export class PointsOnTheMove1763740630000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table points_booking
        add column counterpart_id uuid,
        add column lapses_on date,
        add column has_lapsed boolean not null default false,
        add constraint points_booking_transfer check (
          (kind in ('TRANSFER_OUT', 'TRANSFER_IN')) = (counterpart_id is not null)
        );
      create index points_booking_lapses on points_booking (lapses_on)
        where state = 'BOOKED' and lapses_on is not null and not has_lapsed;
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop index points_booking_lapses;
      alter table points_booking drop column counterpart_id, drop column lapses_on, drop column has_lapsed;
    `);
  }
}
