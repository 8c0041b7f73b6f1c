import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when the open cases of a process have been brought to a version, as long as some are not there yet (ADR 0016). */
export class Bringings implements MigrationInterface {
  readonly name = 'Bringings0000000000190';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table bringings (
        process text not null,
        version integer not null,
        begun_at timestamptz not null,
        constraint bringings_pk primary key (process, version)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
