import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { Committees } from '#libs/committees/index.js';
import type { ManualClock } from '#libs/kernel/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import type { Committing } from './committees.builders.js';

/**
 * Committees as builders want them, on the database of processes under test.
 * @param settled until those have done what is owed.
 */
export function committingElsewhere(
  services: INestApplicationContext,
  clock: ManualClock,
  settled: () => Promise<void>,
): Committing {
  const get: Committing['get'] = (token) => services.get(token, { strict: false });
  return {
    clock,
    get,
    dataSource: services.get(DataSource),
    runtime: get(WorkflowRuntime),
    committees: get(Committees),
    carryOut: settled,
    async goTo(instant) {
      clock.set(instant);
      await settled();
    },
    mails: async () => Promise.reject(new Error('the mail server of the processes under test has them')),
    stop: async () => Promise.reject(new Error('whoever started the processes stops them')),
  };
}
