import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deliberation records: their versions and PDFs, which never change once written, and the trial seal. */
export class Records implements MigrationInterface {
  readonly name = 'Records0000000000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table records (
        id uuid not null,
        committee_id uuid not null,
        product_id uuid not null,
        decision_id uuid not null,
        reference text not null,
        created_at timestamptz not null,
        constraint records_pk primary key (id),
        constraint records_reference_once unique (reference),
        constraint records_decision_once unique (decision_id)
      );
      create index records_committee_index on records (committee_id);
      create index records_product_index on records (product_id);
      create table record_numbers (
        year integer not null,
        last integer not null,
        constraint record_numbers_pk primary key (year)
      );
      create table record_versions (
        record_id uuid not null,
        version integer not null,
        presentation text not null,
        discussion text not null,
        content jsonb not null,
        content_sha256 text not null,
        created_by uuid,
        created_at timestamptz not null,
        constraint record_versions_pk primary key (record_id, version),
        constraint record_versions_record foreign key (record_id) references records (id)
      );
      create table record_documents (
        record_id uuid not null,
        version integer not null,
        kind text not null,
        pdf bytea not null,
        sha256 text not null,
        level text,
        certificate text,
        trial_seal boolean not null default false,
        created_at timestamptz not null,
        constraint record_documents_pk primary key (record_id, version, kind),
        constraint record_documents_version foreign key (record_id, version)
          references record_versions (record_id, version)
      );
      -- PDF streams are compressed already: trying again costs time and saves nothing.
      alter table record_documents alter column pdf set storage external;
      create table seal_certificates (
        name text not null,
        pkcs12 bytea not null,
        password text not null,
        created_at timestamptz not null,
        constraint seal_certificates_pk primary key (name)
      );

      create function refuse_rewording() returns trigger language plpgsql as $$
      begin
        raise exception 'what was issued of a record does not change' using errcode = 'insufficient_privilege';
      end $$;
      create trigger record_versions_stay before update or delete on record_versions
        for each row execute function refuse_rewording();
      create trigger record_documents_stay before update or delete on record_documents
        for each row execute function refuse_rewording();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
