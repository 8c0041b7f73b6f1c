import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';

import { FeaturesModule } from '#libs/composition/index.js';
import { SystemClock } from '#libs/kernel/index.js';
import { dataSourceOptions, ensureMigrated, migrate, MigrationsPending } from '#libs/persistence/index.js';

import { testConfiguration } from '../support/configuration.js';
import { type TestDatabase, testDatabase } from '../support/postgres.js';

describe('the database schema', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => database.drop());

  const connect = async () => new DataSource(dataSourceOptions(database.url, 3)).initialize();

  it('comes whole from the migrations, however many start at once', async () => {
    const sources = await Promise.all([connect(), connect(), connect()] as const);
    await expect(ensureMigrated(sources[0])).rejects.toThrow(MigrationsPending);
    const applied = await Promise.all(sources.map(async (source) => migrate(source)));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    await ensureMigrated(sources[0]);
    await Promise.all(sources.map(async (source) => source.destroy()));
  });

  it('is what the rows declare: nothing to add, nothing to drop', async () => {
    const features = await Test.createTestingModule({
      imports: [FeaturesModule.with(testConfiguration(database.url), new SystemClock(), 3)],
    }).compile();
    const drift = await features.get(DataSource).driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
    await features.close();
  });
});
