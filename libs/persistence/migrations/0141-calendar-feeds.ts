import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The secret addresses at which calendars read sittings. */
export class CalendarFeeds implements MigrationInterface {
  readonly name = 'CalendarFeeds0000000000141';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table calendar_feeds (
        id uuid not null,
        person_id uuid not null,
        incubator_id uuid,
        secret_hash text not null,
        created_at timestamptz not null,
        constraint calendar_feeds_pk primary key (id),
        constraint calendar_feeds_secret unique (secret_hash)
      );
      create index calendar_feeds_person_index on calendar_feeds (person_id);
      create index calendar_feeds_incubator_index on calendar_feeds (incubator_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
