import type { MigrationInterface, QueryRunner } from 'typeorm';

import { createIndexConcurrently } from './concurrent-index.js';

/** Which record replaces which, and which are about a decision, without reading them all. */
export class ReplacedRecords implements MigrationInterface {
  readonly name = 'ReplacedRecords0000000000201';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndexConcurrently(runner, 'records_replaces_index', 'on records (replaces_id)');
    await createIndexConcurrently(runner, 'records_decision_index', 'on records (decision_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
