import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the next version adds to the database; the present one goes on without it. */
export class Insisted implements MigrationInterface {
  readonly name = 'Insisted0000000009999';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table insisted (effect_id uuid not null)');
  }

  async down(): Promise<void> {}
}
