import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log, the deadlines and the effects of a case are only ever written by the statement that writes the case, from the row it
 * has just moved: a foreign key checked at each of them what cannot be otherwise, and took a quarter of PostgreSQL's time.
 * What the keys still gave is kept at no cost: a case that has a past cannot be deleted (ADR 0011).
 */
export class HotPath implements MigrationInterface {
  readonly name = 'HotPath0000000000180';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function keep_cases() returns trigger language plpgsql as $$
      begin
        raise exception 'a case is kept, with its log' using errcode = 'insufficient_privilege';
      end $$;
      create or replace trigger cases_keep_all before delete on cases for each row execute function keep_cases();
      alter table case_events drop constraint if exists case_events_case;
      alter table deadlines drop constraint if exists deadlines_case;
      alter table outbox drop constraint if exists outbox_case;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
