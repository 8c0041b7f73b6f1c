import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An effect whose event was taken back stays in sight, and is never carried out (ADR 0017). */
export class Undo implements MigrationInterface {
  readonly name = 'Undo0000000000170';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outbox add column withdrawn_at timestamptz');
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
