import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The dossier as it was, save after save: what two editors are merged over. */
export class DossierDrafts implements MigrationInterface {
  readonly name = 'DossierDrafts0000000000250';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table dossier_revisions (
        dossier_id uuid not null,
        revision integer not null,
        content jsonb,
        saved_at timestamptz not null,
        saved_by uuid,
        constraint dossier_revisions_pk primary key (dossier_id, revision),
        constraint dossier_revisions_dossier foreign key (dossier_id) references dossiers (id)
      );
      insert into dossier_revisions (dossier_id, revision, content, saved_at, saved_by)
        select id, revision, content, updated_at, updated_by from dossiers;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
