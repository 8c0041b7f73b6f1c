import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What watching needs: mails that did not simply leave are found without reading all those that did. */
export class Audit implements MigrationInterface {
  readonly name = 'Audit0000000000080';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index mail_deliveries_not_sent on mail_deliveries (state, settled_at) where state <> 'sent'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
