import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import { testDatabase } from '../support/postgres.js';

describe('a test database', () => {
  it('is empty, its own, and gone once dropped', async () => {
    const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
    const client = new Client({ connectionString: one.url });
    await client.connect();
    await client.query('create table seen ()');
    await client.end();

    const visitor = new Client({ connectionString: other.url });
    await visitor.connect();
    const { rows } = await visitor.query(`select to_regclass('seen') as found`);
    await visitor.end();
    expect(rows).toEqual([{ found: null }]);

    await Promise.all([one.drop(), other.drop()]);
    await expect(new Client({ connectionString: one.url }).connect()).rejects.toMatchObject({ code: '3D000' });
  });
});
