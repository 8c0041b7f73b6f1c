import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people answer to their invitation, since when, why, and who stands in for them. */
export class Answers implements MigrationInterface {
  readonly name = 'Answers0000000000140';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table committee_members
        add column responded_at timestamptz,
        add column response_reason text,
        add column representative_id uuid,
        add column stands_in boolean not null default false,
        add constraint committee_members_representative
          foreign key (representative_id) references committee_members (id);
      alter table committees add column dated_sequence integer not null default 0;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
