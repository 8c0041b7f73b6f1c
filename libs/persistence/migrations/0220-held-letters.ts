import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters that wait for others to the same person, how people want theirs, and what kind of mail each is (ADR 0026). */
export class HeldLetters implements MigrationInterface {
  readonly name = 'HeldLetters0000000000220';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table held_letters (
        key text not null,
        effect_id uuid not null,
        person_id uuid not null,
        case_id uuid not null,
        kind text not null,
        created_at timestamptz not null,
        leaves_at timestamptz not null,
        next_at timestamptz not null,
        attempts integer not null default 0,
        carrier text,
        settled_at timestamptz,
        constraint held_letters_pk primary key (key)
      );
      create index held_letters_waiting on held_letters (next_at) where settled_at is null;
      create index held_letters_carrier on held_letters (carrier);
      create index held_letters_person on held_letters (person_id);
      create index held_letters_case on held_letters (case_id);
      create table mail_preferences (
        person_id uuid not null,
        digest boolean not null,
        changed_at timestamptz not null,
        constraint mail_preferences_pk primary key (person_id)
      );
      alter table mail_deliveries add column kind text;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
