import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Looks an elder up for one of several who act in one transaction: within their own scope, to which the policy of the
 * table holds. The scope stays set to the end of the transaction, or until another is.
 */
export class EldersInScope1763740822000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create function elder_in_scope(scope jsonb, sought uuid) returns setof elder_profile language plpgsql as $$
      begin
        perform set_config('jinlin.' || key, coalesce(value, ''), true) from jsonb_each_text(scope);
        return query select * from elder_profile where id = sought;
      end
      $$
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop function elder_in_scope');
  }
}
