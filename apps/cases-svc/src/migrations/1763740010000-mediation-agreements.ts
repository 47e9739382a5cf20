import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What parties agree on, what they owe by it, and what courts say of it (D17). */
export class MediationAgreements1763740010000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table mediation_agreement (
        id uuid primary key default gen_random_uuid(),
        mediation_id uuid not null references mediation,
        state text not null,
        form text not null,
        facts text not null,
        responsibilities text not null,
        terms text not null,
        manner text not null,
        perform_by date not null,
        signatures jsonb not null,
        agreed_at timestamptz not null,
        effective_at timestamptz,
        constraint mediation_agreement_holds check (state in ('DRAWN_UP', 'SET_ASIDE') or effective_at is not null)
      );
      create index mediation_agreement_of_mediation on mediation_agreement (mediation_id);
      create unique index mediation_agreement_stands on mediation_agreement (mediation_id) where state <> 'SET_ASIDE';

      create table mediation_instalment (
        id uuid primary key default gen_random_uuid(),
        agreement_id uuid not null references mediation_agreement,
        position int not null,
        payer_id uuid not null references mediation_party,
        amount bigint not null,
        due_on date not null,
        paid_on date,
        constraint mediation_instalment_amount check (amount > 0),
        unique (agreement_id, position)
      );

      create table court_confirmation (
        id uuid primary key default gen_random_uuid(),
        mediation_id uuid not null references mediation,
        agreement_id uuid not null references mediation_agreement,
        state text not null,
        court_id uuid not null,
        applicant_ids uuid[] not null,
        applied_at timestamptz not null,
        lodged_at timestamptz,
        decided_at timestamptz,
        ruling text,
        constraint court_confirmation_decided check ((state in ('CONFIRMED', 'REFUSED')) = (decided_at is not null)),
        constraint court_confirmation_lodged check (state = 'APPLIED' or state = 'WITHDRAWN' or lodged_at is not null)
      );
      create unique index court_confirmation_once on court_confirmation (agreement_id)
        where state in ('APPLIED', 'LODGED', 'CONFIRMED');
      create index court_confirmation_of_agreement on court_confirmation (agreement_id);
      create index court_confirmation_of_mediation on court_confirmation (mediation_id);

      alter table mediation_instalment enable row level security, force row level security;
      create policy mediation_instalment_of_agreements_in_reach on mediation_instalment using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or exists (select from mediation_agreement where mediation_agreement.id = mediation_instalment.agreement_id)
      );
    `);
    for (const table of ['mediation_agreement', 'court_confirmation']) {
      await db.query(`
        alter table ${table} enable row level security, force row level security;
        create policy ${table}_of_mediations_in_reach on ${table} using (
          (select current_setting('jinlin.reach', true)) = 'ALL'
          or exists (select from mediation where mediation.id = ${table}.mediation_id)
        );
      `);
    }
  }

  async down(db: QueryRunner) {
    await db.query('drop table court_confirmation, mediation_instalment, mediation_agreement');
  }
}
