import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dispatches that run side by side no longer wait for each other, as `test/bench/dispatch.bench.mjs` measures them. */
export class Scale implements MigrationInterface {
  readonly name = 'Scale0000000000090';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A transaction that notifies holds one lock of the whole server until its commit is on disk, so that commits that
      -- notify wait for each other one by one. Every dispatch notified, with effects or without. Now one tells for all that
      -- run beside it; should it commit before them, the relay's next look finds theirs, within a second.
      drop trigger outbox_tell_relay on outbox;
      create or replace function tell_relay() returns trigger language plpgsql as $$
      begin
        if pg_try_advisory_xact_lock(7115110102) then
          notify outbox;
        end if;
        return null;
      end $$;
      create trigger outbox_tell_relay after insert on outbox
        for each row execute function tell_relay();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
