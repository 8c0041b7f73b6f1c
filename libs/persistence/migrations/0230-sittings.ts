import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Screens of a sitting, notes of its deliberation, and its rehearsal (ADR 0027). */
export class Sittings implements MigrationInterface {
  readonly name = 'Sittings0000000000230';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sitting_links (
        committee_id uuid not null,
        secret text not null,
        created_at timestamptz not null,
        created_by uuid not null,
        constraint sitting_links_pk primary key (committee_id),
        constraint sitting_links_secret unique (secret)
      );
      create table deliberation_notes (
        id uuid not null,
        committee_id uuid not null,
        product_id uuid not null,
        author_id uuid not null,
        text text not null,
        written_at timestamptz not null,
        constraint deliberation_notes_pk primary key (id)
      );
      create index deliberation_notes_committee_index on deliberation_notes (committee_id);
      create table sitting_rehearsals (
        committee_id uuid not null,
        snapshot jsonb not null,
        revision integer not null,
        started_at timestamptz not null,
        started_by uuid not null,
        constraint sitting_rehearsals_pk primary key (committee_id)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
