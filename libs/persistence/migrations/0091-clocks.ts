import type { MigrationInterface, QueryRunner } from 'typeorm';

import { createIndexConcurrently } from './concurrent-index.js';

/** A clock that goes back leaves leases and waits in the far future: they are found without reading all that is to come. */
export class Clocks implements MigrationInterface {
  readonly name = 'Clocks0000000000091';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndexConcurrently(runner, 'deadlines_put_off', 'on deadlines (next_at) where next_at > due_at');
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
