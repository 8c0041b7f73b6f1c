import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links by which sponsors sign without an account, and the answers they gave. */
export class SignOff implements MigrationInterface {
  readonly name = 'SignOff0000000000070';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sign_off_links (
        id uuid not null,
        record_id uuid not null,
        version integer not null,
        signatory_id uuid not null,
        person_id uuid not null,
        secret_hash text not null,
        code_hash text not null,
        mail_key text not null,
        created_at timestamptz not null,
        wrong_codes integer not null default 0,
        dead_reason text,
        constraint sign_off_links_pk primary key (id),
        constraint sign_off_links_secret unique (secret_hash),
        constraint sign_off_links_dead_reason check (dead_reason in ('resent', 'too-many-codes'))
      );
      create index sign_off_links_signatory_index on sign_off_links (record_id, signatory_id);
      create table signatures (
        id uuid not null,
        record_id uuid not null,
        version integer not null,
        signatory_id uuid not null,
        person_id uuid not null,
        link_id uuid not null,
        choice text not null,
        comment text,
        signed_at timestamptz not null,
        document_sha256 text not null,
        from_network text,
        from_browser text,
        constraint signatures_pk primary key (id),
        constraint signatures_once unique (record_id, version, signatory_id)
      );
      create index signatures_person_index on signatures (person_id);
      create function keep_signatures() returns trigger language plpgsql as $$
      begin
        raise exception 'a signature is never changed' using errcode = 'insufficient_privilege';
      end $$;
      create trigger signatures_unchanged before update or delete on signatures
        for each row execute function keep_signatures();
      create trigger signatures_all_kept before truncate on signatures
        for each statement execute function keep_signatures();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
