import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The delivery log, which makes mail leave at most once (ADR 0008), and the trial mailbox of embedded mode. */
export class Mail implements MigrationInterface {
  readonly name = 'Mail0000000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table mail_deliveries (
        id uuid not null,
        key text not null,
        state text not null,
        person_id uuid,
        case_id uuid,
        message_id text not null,
        attempt_id uuid not null,
        attempts integer not null,
        held_until timestamptz not null,
        smtp_code integer,
        smtp_reply text,
        created_at timestamptz not null,
        settled_at timestamptz,
        constraint mail_deliveries_pkey primary key (id),
        constraint mail_deliveries_key_unique unique (key),
        constraint mail_deliveries_state_check
          check (state in ('reserved', 'sending', 'sent', 'refused', 'bounced', 'unknown'))
      )`);
    await runner.query(`create index mail_deliveries_case_index on mail_deliveries (case_id)`);
    await runner.query(`create index mail_deliveries_person_index on mail_deliveries (person_id)`);
    await runner.query(`
      create table captured_mails (
        id uuid not null,
        received_at timestamptz not null,
        sender text not null,
        recipients text[] not null,
        subject text not null,
        text text not null,
        html text not null,
        calendar text,
        attachments jsonb not null,
        raw bytea not null,
        constraint captured_mails_pkey primary key (id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
