import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What calendars answered by mail, and what was made of it. */
export class CalendarReplies implements MigrationInterface {
  readonly name = 'CalendarReplies0000000000143';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table calendar_replies (
        id uuid not null,
        committee_id uuid not null,
        fingerprint text not null,
        verdict text not null,
        sender text not null,
        answer text not null,
        received_at timestamptz not null,
        constraint calendar_replies_pk primary key (id),
        constraint calendar_replies_once unique (fingerprint),
        constraint calendar_replies_verdict check (verdict in ('applied', 'outdated', 'unrecognised'))
      );
      create index calendar_replies_committee_index on calendar_replies (committee_id, received_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
