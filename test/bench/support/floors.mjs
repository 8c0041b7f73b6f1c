// What PostgreSQL alone allows: a case moved by one event with its log entry and its effect, raw, without any rule.
import { newId } from '#libs/kernel/index.js';
import { Pool } from 'pg';

const SNAPSHOT = {
  value: 'convened',
  context: { committeeId: newId(), startsAt: '2026-06-09T09:00:00.000Z', products: [] },
};
const PARAMS = { committeeId: newId(), sequence: 1 };

/** Tables of the floors: no foreign key, no trigger, no index but the keys. */
async function openPool(url, connections) {
  const pool = new Pool({ connectionString: url, max: connections });
  // The cluster may stop before the last of them has ended.
  pool.on('error', () => {});
  await pool.query(`
    create table if not exists floor_cases (id uuid primary key, revision integer not null, snapshot jsonb not null);
    create table if not exists floor_log (case_id uuid, revision integer, event jsonb not null, primary key (case_id, revision));
    create table if not exists floor_outbox (id uuid primary key, params jsonb not null);`);
  return pool;
}

const openCase = async (pool) => {
  const id = newId();
  await pool.query('insert into floor_cases values ($1, 0, $2)', [id, SNAPSHOT]);
  return id;
};

/** Six round trips: begin, lock, update, log, effect, commit. */
export async function openSixRoundTrips(url, connections) {
  const pool = await openPool(url, connections);
  return {
    openCase: () => openCase(pool),
    async send(id, event) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const { rows } = await client.query({
          name: 'lock',
          text: 'select revision, snapshot from floor_cases where id = $1 for update',
          values: [id],
        });
        const revision = rows[0].revision + 1;
        await client.query({
          name: 'move',
          text: 'update floor_cases set revision = $2, snapshot = $3 where id = $1',
          values: [id, revision, SNAPSHOT],
        });
        await client.query({
          name: 'log',
          text: 'insert into floor_log values ($1, $2, $3)',
          values: [id, revision, event],
        });
        await client.query({
          name: 'owe',
          text: 'insert into floor_outbox values ($1, $2)',
          values: [newId(), PARAMS],
        });
        await client.query('commit');
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

const ONE_STATEMENT = `
  with moved as (update floor_cases set revision = revision + 1, snapshot = $2 where id = $1 returning id, revision),
       logged as (insert into floor_log select id, revision, $3::jsonb from moved)
  insert into floor_outbox select $4::uuid, $5::jsonb from moved`;

/** The same work in one statement, its own transaction. */
export async function openOneStatement(url, connections) {
  const pool = await openPool(url, connections);
  return {
    openCase: () => openCase(pool),
    send: (id, event) =>
      pool.query({ name: 'all', text: ONE_STATEMENT, values: [id, SNAPSHOT, event, newId(), PARAMS] }),
    close: () => pool.end(),
  };
}
