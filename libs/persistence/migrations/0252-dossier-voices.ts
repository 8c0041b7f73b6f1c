import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members say of a dossier before the sitting: their questions, and the grid of its sponsors. */
export class DossierVoices implements MigrationInterface {
  readonly name = 'DossierVoices0000000000252';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table dossier_questions (
        id uuid not null,
        dossier_id uuid not null,
        person_id uuid not null,
        body text not null,
        asked_at timestamptz not null,
        constraint dossier_questions_pk primary key (id),
        constraint dossier_questions_dossier foreign key (dossier_id) references dossiers (id)
      );
      create index dossier_questions_dossier_index on dossier_questions (dossier_id);
      create table dossier_grids (
        dossier_id uuid not null,
        person_id uuid not null,
        content jsonb not null,
        answered_at timestamptz not null,
        constraint dossier_grids_pk primary key (dossier_id, person_id),
        constraint dossier_grids_dossier foreign key (dossier_id) references dossiers (id)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
