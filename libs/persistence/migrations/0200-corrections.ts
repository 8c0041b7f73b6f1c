import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A sealed record may be replaced by another about the same decision (ADR 0023): a decision has several records, of which one
 * stands, and what is put right waits beside the decision until it is signed.
 */
export class Corrections implements MigrationInterface {
  readonly name = 'Corrections0000000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table records drop constraint if exists records_decision_once;
      alter table records add column replaces_id uuid;
      create table decision_corrections (
        record_id uuid not null,
        decision_id uuid not null,
        draft jsonb not null,
        reason text not null,
        corrected_by uuid not null,
        corrected_at timestamptz not null,
        former jsonb,
        constraint decision_corrections_pk primary key (record_id)
      );
      create index decision_corrections_decision_index on decision_corrections (decision_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
