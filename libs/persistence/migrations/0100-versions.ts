import type { MigrationInterface, QueryRunner } from 'typeorm';

import { createIndexConcurrently } from './concurrent-index.js';

/** Whether any open case was left by an older version of its process is asked often, and read without reading them all. */
export class Versions implements MigrationInterface {
  readonly name = 'Versions0000000000100';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndexConcurrently(runner, 'cases_open_version', 'on cases (process, version) where not closed');
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
