import { replayCase } from '#libs/workflow-runtime/index.js';
import type { ProcessName } from '#workflows/index.js';

import type { World } from './world.js';

/** Cases replayed when not all are. */
const SAMPLE = 200;

interface Rule {
  readonly name: string;
  /** Counts what breaks the rule; `$1` is now. */
  readonly sql: string;
}

const OPEN =
  "('planned', 'convened', 'preparing', 'sitting.presentation', 'sitting.questions', 'sitting.deliberation')";

const RULES: readonly Rule[] = [
  {
    name: 'one open committee a product',
    sql: `select count(*)::int as broken from (
            select p->>'productId' from cases c, jsonb_array_elements(c.snapshot->'context'->'products') p
             where c.process = 'committee' and c.state in ${OPEN} group by 1 having count(*) > 1) twice where $1::timestamptz is not null`,
  },
  {
    name: 'a duty knows the committee ahead',
    sql: `select count(*)::int as broken from cases c, jsonb_array_elements(c.snapshot->'context'->'products') p
            left join cases d on d.process = 'half-year-duty' and d.subject_id = (p->>'productId')::uuid
           where c.process = 'committee' and c.state in ${OPEN} and $1::timestamptz is not null
             and d.snapshot->'context'->'planned'->>'committeeId' is distinct from c.subject_id::text`,
  },
  {
    name: 'nothing owed is left',
    sql: 'select count(*)::int as broken from outbox where done_at is null and created_at <= $1',
  },
  { name: 'no deadline is past', sql: 'select count(*)::int as broken from deadlines where due_at < $1' },
  {
    name: 'every deadline was taken',
    sql: 'select count(*)::int as broken from deadlines where attempts > 0 and $1::timestamptz is not null',
  },
  {
    name: 'a closed case waits for nothing',
    sql: 'select count(*)::int as broken from deadlines d join cases c on c.id = d.case_id where c.closed and $1::timestamptz is not null',
  },
  {
    name: 'people are asked once per wanted day and again when what they planned is undone, and told once that they are late',
    sql: `select count(*)::int as broken from (
            select type, params->>'step', params->>'productId', coalesce(params->>'wantedOn', params->>'dueOn') from outbox
             where type in ('duty.ask-to-plan', 'duty.escalate', 'duty.report-overdue') and params->>'after' is null and params->>'again' is distinct from 'true' and created_at <= $1
             group by 1, 2, 3, 4 having count(*) > 1) again`,
  },
];

/** Looks whether anything stands that never should; what does is noted with its day. */
export async function checkInvariants({ engine, tally, today, now }: World): Promise<void> {
  for (const { name, sql } of RULES) {
    const [row] = await engine.transactions.outside.query<{ broken: number }[]>(sql, [now]);
    if (row && row.broken > 0) tally.faults.push(`${today}: ${name} (${row.broken})`);
  }
}

/** Replays logs through their machines: of every case, or of some taken evenly. Gives how many. */
export async function replayLogs({ engine, tally }: World, all: boolean): Promise<number> {
  const { runtime, transactions } = engine;
  const cases = await transactions.outside.query<{ process: ProcessName; subject_id: string }[]>(
    'select process, subject_id from cases order by process, subject_id',
  );
  const every = all ? 1 : Math.max(1, Math.floor(cases.length / SAMPLE));
  const sample = cases.filter((_, index) => index % every === 0);
  for (const { process, subject_id: id } of sample) {
    const found = await runtime.read(process, id);
    const faults = found ? await replayCase(transactions.outside, found.stored) : [];
    for (const { revision, fault } of faults) tally.faults.push(`${process} ${id}: ${fault} at ${revision}`);
  }
  return sample.length;
}
