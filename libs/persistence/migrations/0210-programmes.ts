import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How each incubator runs its committees, who changed it, and which of its products were born elsewhere (ADR 0024). */
export class Programmes implements MigrationInterface {
  readonly name = 'Programmes0000000000210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table programmes (
        incubator_id uuid not null,
        parameters jsonb not null,
        revision integer not null,
        constraint programmes_pk primary key (incubator_id)
      );
      create table programme_changes (
        id uuid not null,
        incubator_id uuid not null,
        before jsonb not null,
        after jsonb not null,
        changed_by uuid not null,
        at timestamptz not null,
        constraint programme_changes_pk primary key (id)
      );
      create index programme_changes_incubator_index on programme_changes (incubator_id, at);
      alter table products add column born_outside boolean not null default false;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
