import type { MigrationInterface, QueryRunner } from 'typeorm';

import { createIndexConcurrently } from './concurrent-index.js';

/** A mail that comes back names itself by its Message-ID. */
export class MailsReturned implements MigrationInterface {
  readonly name = 'MailsReturned0000000000144';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndexConcurrently(runner, 'mail_deliveries_message_index', 'on mail_deliveries (message_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations are forward only');
  }
}
