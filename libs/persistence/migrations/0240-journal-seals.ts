import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the journal and the records were at the end of each day, signed and stamped (ADR 0029). */
export class JournalSeals implements MigrationInterface {
  readonly name = 'JournalSeals0000000000240';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table journal_seals (
        number integer not null,
        day date not null,
        statement text not null,
        sha256 text not null,
        signature bytea not null,
        time_stamp bytea,
        made_at timestamptz not null,
        constraint journal_seals_pk primary key (number),
        constraint journal_seals_day_once unique (day)
      );
      create table journal_marks (
        subject text not null,
        mark text not null,
        constraint journal_marks_pk primary key (subject)
      );

      create function refuse_unsealing() returns trigger language plpgsql as $$
      begin
        -- The one thing that may come later: the time stamp of an authority that was away.
        if tg_op = 'UPDATE' and old.time_stamp is null
           and (new.number, new.day, new.statement, new.sha256, new.signature, new.made_at)
             = (old.number, old.day, old.statement, old.sha256, old.signature, old.made_at) then
          return new;
        end if;
        raise exception 'the seals of the journal do not change' using errcode = 'insufficient_privilege';
      end $$;
      create trigger journal_seals_stay before update or delete on journal_seals
        for each row execute function refuse_unsealing();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
