// Events a second of the runtime's dispatch, against the same work done step by step with an entity manager (lock, find, save),
// on the same PostgreSQL with fsync, by turns.
// npm run bench -- dispatch [seconds a measure=2]
import { newId } from '#libs/kernel/index.js';

import { openEngine, tell, withPostgres } from './support/database.mjs';
import { byTurns, numberArgument, printTable, times } from './support/measure.mjs';
import { openStepByStep } from './support/step-by-step.mjs';

const OPENED_AT = '2026-01-05T09:00:00.000Z';
const CLIENTS = [1, 8];
/** Each client goes around cases of its own: what is measured is the work, not the waiting for one another. */
const CASES_EACH = 10;
const TURNS = 3;

const seconds = numberArgument(0, 2);

const actor = 'person:bench';
const twoDays = ['2026-06-09T09:00:00.000Z', '2026-06-10T09:00:00.000Z'];

/** By name: the events that bring a committee where it is measured, and the event that is. */
const kinds = {
  'log entry alone (attendance.recorded)': {
    before: [{ type: 'committee.convened', missing: [] }, { type: 'sitting.opened' }],
    event: () => ({ type: 'attendance.recorded', absentMandatory: [], reason: null }),
  },
  'one effect (members.changed)': {
    before: [{ type: 'committee.convened', missing: [] }],
    event: () => ({ type: 'members.changed' }),
  },
  'one tell (committee.moved)': {
    before: [],
    event: (at) => ({ type: 'committee.moved', startsAt: twoDays[at % 2], reason: 'Salle prise' }),
  },
};

const rows = await withPostgres(async (make) => {
  const engine = await openEngine(await make('dispatch'), { now: OPENED_AT });
  const baseline = await openStepByStep(engine.url, { clock: engine.clock });
  const sides = [baseline, engine.runtime];
  const table = [];
  for (const [what, kind] of Object.entries(kinds)) {
    const lanes = [];
    for (let at = 0; at < Math.max(...CLIENTS); at += 1) lanes.push(await openCommittees(engine.runtime, kind.before));
    for (const clients of CLIENTS) {
      tell(`${what}, ${clients} at a time`);
      const [{ medians, ratios }] = await byTurns(
        sides,
        { rate: (side) => rate(side, lanes.slice(0, clients), kind.event) },
        TURNS,
      );
      const [stepByStep, ours] = medians;
      table.push([what, clients, ours.toFixed(0), stepByStep.toFixed(0), times(ratios[1])]);
    }
  }
  await baseline.close();
  await engine.close();
  return table;
});
printTable(['events a second', 'clients', 'dispatch', 'step by step', 'ratio'], rows);

async function openCommittees(runtime, before) {
  const committees = [];
  const send = (process, subjectId, event) =>
    runtime.open(process, subjectId, event, { actor, idempotencyKey: newId() });
  for (let at = 0; at < CASES_EACH; at += 1) {
    const [committeeId, productId] = [newId(), newId()];
    await send('product-lifecycle', productId, {
      type: 'history.imported',
      state: 'construction',
      since: '2025-11-03',
      committees: [],
    });
    for (const event of [{ type: 'committee.planned', startsAt: twoDays[0], productIds: [productId] }, ...before])
      await send('committee', committeeId, event);
    committees.push(committeeId);
  }
  return committees;
}

async function rate(side, lanes, eventAt) {
  const since = performance.now();
  const until = since + seconds * 1_000;
  let done = 0;
  const work = async (committees) => {
    for (let at = 0; performance.now() < until; at += 1) {
      // A whole round with the same event before the next one: a move to the day it is on would be too easy.
      const event = eventAt(Math.floor(at / committees.length));
      await side.dispatch('committee', committees[at % committees.length], event, { actor, idempotencyKey: newId() });
      done += 1;
    }
  };
  await Promise.all(lanes.map(work));
  return (done * 1_000) / (performance.now() - since);
}
