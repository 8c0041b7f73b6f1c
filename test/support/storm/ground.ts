import { Client } from 'pg';

import type { MovedClock } from '../moved-clock.js';
import type { AcceptedMail } from './smtp-node.js';

/** What a load works on and a storm is judged by, whether many processes make it up or one. */
export interface Ground {
  readonly clock: MovedClock;
  readonly database: Database;
  /** Where pages are. */
  readonly apis: readonly { readonly address: string | undefined }[];
  readonly smtp: { accepted(): Promise<readonly AcceptedMail[]> };
  /** Processes that ended without being told to, in words. */
  ownEnds(): readonly string[];
}

/** A database at an address that stays the same, however often it is killed. */
export interface Database {
  readonly url: string;
  query<Row extends object>(text: string, parameters?: unknown[]): Promise<readonly Row[]>;
}

/** Asks a database something, on a connection of its own. */
export async function ask<Row extends object>(url: string, text: string, parameters: unknown[] = []) {
  const client = new Client({ connectionString: url, application_name: 'storm' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Row>(text, parameters);
    return rows;
  } finally {
    await client.end();
  }
}
