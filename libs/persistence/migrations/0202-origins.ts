import type { MigrationInterface, QueryRunner } from 'typeorm';

import { createIndexConcurrently } from './concurrent-index.js';

/** Where a signature came from is forgotten in time (ADR 0022): that alone may be emptied, and nothing of it ever written anew. */
export class Origins implements MigrationInterface {
  readonly name = 'Origins0000000000202';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function keep_signatures() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and new.from_network is null and new.from_browser is null
           and to_jsonb(new) - array['from_network', 'from_browser'] = to_jsonb(old) - array['from_network', 'from_browser'] then
          return new;
        end if;
        raise exception 'a signature is never changed' using errcode = 'insufficient_privilege';
      end $$;
    `);
    await createIndexConcurrently(
      runner,
      'signatures_origin_index',
      'on signatures (signed_at) where from_network is not null or from_browser is not null',
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
