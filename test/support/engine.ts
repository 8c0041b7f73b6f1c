import { DataSource } from 'typeorm';

import { type Clock, type Instant, ManualClock } from '#libs/kernel/index.js';
import { Outbox } from '#libs/messaging/index.js';
import { dataSourceOptions, migrate, Transactions } from '#libs/persistence/index.js';
import {
  DeadlineSweeper,
  type Definitions,
  WorkflowRuntime,
  UndoCase,
  type StepTaker,
  type UndoHooks,
} from '#libs/workflow-runtime/index.js';

import { testDatabase } from './postgres.js';

/** The engine alone on a real database: runtime, sweeper and outbox, on a clock that the test moves. */
export interface Engine {
  readonly url: string;
  readonly clock: ManualClock;
  readonly dataSource: DataSource;
  readonly transactions: Transactions;
  readonly runtime: WorkflowRuntime;
  readonly sweeper: DeadlineSweeper;
  readonly undo: UndoCase;
  readonly outbox: Outbox;
  stop(): Promise<void>;
}

export async function startEngine(now: Instant = '2026-03-02T09:00:00.000Z'): Promise<Engine> {
  const database = await testDatabase();
  const dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
  await migrate(dataSource);
  const clock = new ManualClock(now);
  const parts = engineOn(dataSource, clock);
  return {
    url: database.url,
    clock,
    dataSource,
    ...parts,
    stop: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
}

/** The engine for the time of some work, on a database that is there already. */
export async function engineOnDatabase<T>(
  url: string,
  work: (engine: ReturnType<typeof engineOn>) => Promise<T>,
): Promise<T> {
  const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
  try {
    return await work(engineOn(dataSource, new ManualClock('2026-03-02T09:00:00.000Z')));
  } finally {
    await dataSource.destroy();
  }
}

/** A second process's engine on the same database, of another version of the processes when they are given. */
export function engineOn(dataSource: DataSource, clock: Clock, definitions?: Definitions) {
  const transactions = new Transactions(dataSource);
  const runtime = new WorkflowRuntime(transactions, clock, definitions);
  return {
    transactions,
    runtime,
    sweeper: new DeadlineSweeper(transactions, runtime, clock, definitions),
    undo: new UndoCase(transactions, clock, NO_ROWS),
    outbox: new Outbox(transactions, clock),
  };
}

/** Features without rows of their own: whatever the processes let somebody take back may be. */
const NO_ROWS = { takerOf: (): StepTaker => ({ takeBack: async () => [] }) } as unknown as UndoHooks;
