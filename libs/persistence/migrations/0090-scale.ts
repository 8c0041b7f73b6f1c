import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Costs that follow what is due and what is one's own, as `test/bench/scale.bench.mjs` measures them. */
export class Scale implements MigrationInterface {
  readonly name = 'Scale0000000000090';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The open records of one incubator were looked for among those of all: the product is known inside the snapshot only.
      create index cases_record_product on cases (((snapshot->'context'->>'productId')::uuid))
        where process = 'deliberation-record';

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
