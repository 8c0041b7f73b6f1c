import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The files joined to dossiers, in stretches. */
export class DossierAttachments implements MigrationInterface {
  readonly name = 'DossierAttachments0000000000251';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table dossier_attachments (
        id uuid not null,
        dossier_id uuid not null,
        name text not null,
        media_type text not null,
        size integer not null,
        hash text not null,
        added_at timestamptz not null,
        added_by uuid not null,
        removed_at timestamptz,
        removed_by uuid,
        constraint dossier_attachments_pk primary key (id),
        constraint dossier_attachments_dossier foreign key (dossier_id) references dossiers (id)
      );
      create index dossier_attachments_dossier_index on dossier_attachments (dossier_id);
      create table dossier_attachment_chunks (
        attachment_id uuid not null,
        position integer not null,
        bytes bytea not null,
        constraint dossier_attachment_chunks_pk primary key (attachment_id, position),
        constraint dossier_attachment_chunks_attachment
          foreign key (attachment_id) references dossier_attachments (id)
      );
      -- Files are compressed already: PostgreSQL need not try.
      alter table dossier_attachment_chunks alter column bytes set storage external;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
