import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dates proposed to the members of a committee: the links by which they answer, and what they answer. */
export class DatePolls implements MigrationInterface {
  readonly name = 'DatePolls0000000000142';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table date_polls (
        id uuid not null,
        committee_id uuid not null,
        created_by uuid not null,
        created_at timestamptz not null,
        constraint date_polls_pk primary key (id)
      );
      create index date_polls_committee_index on date_polls (committee_id);
      create table date_poll_links (
        id uuid not null,
        poll_id uuid not null,
        member_id uuid not null,
        secret_hash text not null,
        created_at timestamptz not null,
        constraint date_poll_links_pk primary key (id),
        constraint date_poll_links_secret unique (secret_hash),
        constraint date_poll_links_poll foreign key (poll_id) references date_polls (id)
      );
      create index date_poll_links_poll_index on date_poll_links (poll_id);
      create table date_poll_answers (
        poll_id uuid not null,
        member_id uuid not null,
        option_id text not null,
        answer text not null,
        answered_at timestamptz not null,
        constraint date_poll_answers_pk primary key (poll_id, member_id, option_id),
        constraint date_poll_answers_poll foreign key (poll_id) references date_polls (id),
        constraint date_poll_answers_answer check (answer in ('yes', 'maybe', 'no'))
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
