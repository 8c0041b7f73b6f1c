import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who put right whose address, when, and why: an address opens an account and receives what is to be signed. */
export class AddressCorrections implements MigrationInterface {
  readonly name = 'AddressCorrections0000000000221';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table address_corrections (
        id uuid not null,
        person_id uuid not null,
        former_email text not null,
        email text not null,
        reason text not null,
        corrected_by uuid not null,
        at timestamptz not null,
        constraint address_corrections_pk primary key (id)
      );
      create index address_corrections_person_index on address_corrections (person_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
