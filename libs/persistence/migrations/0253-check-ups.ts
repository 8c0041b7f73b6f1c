import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What teams say of their objectives three months after a committee set them. */
export class CheckUps implements MigrationInterface {
  readonly name = 'CheckUps0000000000253';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table check_ups (
        product_id uuid not null,
        set_on date not null,
        content jsonb not null,
        revision integer not null,
        answered_at timestamptz not null,
        answered_by uuid not null,
        constraint check_ups_pk primary key (product_id, set_on)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
