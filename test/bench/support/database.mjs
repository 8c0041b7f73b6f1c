// PostgreSQL for one bench: a cluster of its own in a temporary directory, with the durability of production.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { FeaturesModule } from '#libs/composition/index.js';
import { embeddedConfiguration } from '#libs/configuration/index.js';
import { startEmbeddedPostgres } from '#libs/embedded/index.js';
import { ManualClock } from '#libs/kernel/index.js';
import { dataSourceOptions, migrate, Transactions } from '#libs/persistence/index.js';
import { DeadlineSweeper, WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { DataSource } from 'typeorm';

/** Sends the bench's progress where it does not mix with its results. */
export const tell = (line) => process.stderr.write(`${line}\n`);

/**
 * Starts a cluster, gives `work` a function that makes databases on it (their URL, migrated), and removes it all.
 * @param work {(make: (name: string) => Promise<string>) => Promise<T>}
 */
export async function withPostgres(work) {
  Logger.overrideLogger(['error', 'fatal']);
  const home = mkdtempSync(path.join(tmpdir(), 'jalon-bench-'));
  // Started by root, PostgreSQL runs under an account of its own, which has to reach its files.
  chmodSync(home, 0o711);
  const server = await startEmbeddedPostgres({ home });
  try {
    return await work(async (name) => {
      await onClient(server.url, (client) => client.query(`create database ${name}`));
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      const source = await new DataSource(dataSourceOptions(url.href, 2)).initialize();
      await migrate(source);
      await source.destroy();
      return url.href;
    });
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The engine alone on a database, on a clock that the bench moves. */
export async function openEngine(url, { now, poolSize = 10 } = {}) {
  const source = await new DataSource(dataSourceOptions(url, poolSize)).initialize();
  const clock = new ManualClock(now);
  const transactions = new Transactions(source);
  const runtime = new WorkflowRuntime(transactions, clock);
  const sweeper = new DeadlineSweeper(transactions, runtime, clock);
  return { url, source, clock, transactions, runtime, sweeper, close: () => source.destroy() };
}

/** The features on a database; `get` finds any of their services. */
export async function openFeatures(databaseUrl, { clock, modules = [] }) {
  const unused = {
    smtpUrl: 'smtp://127.0.0.1:9',
    baseUrl: 'http://127.0.0.1',
    sessionSecret: 'of no use to a bench, but long enough',
    host: '127.0.0.1',
    port: 0,
  };
  const features = FeaturesModule.with(embeddedConfiguration({ ...unused, databaseUrl }, {}), clock);
  const root = { module: class Bench {}, imports: [features, ...modules] };
  const context = await NestFactory.createApplicationContext(root, { logger: ['error'] });
  return { get: (service) => context.get(service, { strict: false }), close: () => context.close() };
}

/**
 * Runs statements that fill tables, triggers and foreign keys left out, then brings what the planner knows up to date.
 * @param statements {readonly (readonly [label: string, sql: string, parameters?: unknown[]])[]}
 */
export async function fill(url, statements) {
  await onClient(url, async (client) => {
    await client.query('set session_replication_role = replica');
    for (const [label, sql, parameters] of statements) {
      const since = performance.now();
      const { rowCount } = await client.query(sql, parameters);
      tell(`  ${label}: ${rowCount} rows in ${((performance.now() - since) / 1000).toFixed(1)} s`);
    }
    await client.query('vacuum (analyze)');
    // Dirty pages of the filling would be written during the measures of whoever comes next.
    await client.query('checkpoint');
  });
}

/** Somebody who listens to the outbox, as every worker does: telling costs something only when there is one. */
export async function listen(url) {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('listen outbox');
  return client;
}

async function onClient(url, work) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
