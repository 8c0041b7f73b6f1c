import { randomUUID } from 'node:crypto';

import { Client } from 'pg';

export interface TestDatabase {
  readonly url: string;
  /** Removes the database, connections to it included. */
  drop(): Promise<void>;
}

/** A fresh, empty database on the server that the whole run shares. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(`drop database if exists ${name} with (force)`) };
}

function serverUrl(): string {
  const url = process.env['JALON_TEST_DATABASE_URL'];
  if (!url) throw new Error('JALON_TEST_DATABASE_URL is not set: the global set-up of Jest did not run');
  return url;
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
