import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What teams hand to committees. */
export class Dossiers implements MigrationInterface {
  readonly name = 'Dossiers0000000000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table dossiers (
        id uuid not null,
        committee_id uuid not null,
        product_id uuid not null,
        revision integer not null,
        content jsonb not null,
        opened_at timestamptz not null,
        updated_at timestamptz not null,
        updated_by uuid,
        save_key text,
        submitted_content jsonb,
        submitted_revision integer,
        submitted_at timestamptz,
        submitted_by uuid,
        constraint dossiers_pk primary key (id),
        constraint dossiers_once unique (committee_id, product_id)
      );
      create index dossiers_product_index on dossiers (product_id, opened_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
