// DBOS on the same PostgreSQL: a workflow a case, which waits for its eight messages and keeps each new snapshot as a step.
import { randomUUID } from 'node:crypto';

import { DBOS } from '@dbos-inc/dbos-sdk';

import { advanced, eightEvents } from '../support/eight-events.mjs';

const EVENTS = eightEvents('').length;

/** By workflow, who waits for its next answer: in the same process, so that hearing of it costs DBOS nothing. */
const waiting = new Map();

const committee = DBOS.registerWorkflow(
  async (subjectId) => {
    let snapshot;
    for (let at = 0; at < EVENTS; at += 1) {
      const event = await DBOS.recv('events');
      snapshot = await DBOS.runStep(async () => advanced(snapshot, subjectId, event), { name: event.type });
      waiting.get(DBOS.workflowID)?.();
    }
    return snapshot.value;
  },
  { name: 'committee' },
);

const silent = () => {};

export async function openDbos(url, connections) {
  DBOS.setConfig({
    name: 'jalon-bench',
    systemDatabaseUrl: url,
    systemDatabasePoolSize: connections,
    logger: { debug: silent, info: silent, warn: silent, error: console.error },
  });
  await DBOS.launch();
  return {
    async openCase() {
      const id = randomUUID();
      await DBOS.startWorkflow(committee, { workflowID: id })(id);
      return id;
    },
    async send(id, event) {
      const answered = new Promise((resolve) => {
        waiting.set(id, resolve);
      });
      await DBOS.send(id, event, 'events', randomUUID());
      await answered;
    },
    close: () => DBOS.shutdown(),
  };
}
