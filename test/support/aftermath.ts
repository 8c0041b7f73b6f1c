import { type INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { Clock } from '#libs/kernel/index.js';
import { replayCase, WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { ProcessName } from '#workflows/index.js';

/** Asked for as often as people like; every other mail has a cause, and one cause gives somebody one mail. */
const LOGIN = 'Votre lien de connexion à Jalon';

const MESSAGE_ID = String.raw`substring(encode(raw, 'escape') from '(?in)^message-id:\s*(<[^>]+>)')`;

/** What a Jalon left that was killed again and again, as lists of what should not be: each is empty when all is well. */
export interface Aftermath {
  /** Mails that left twice: by their identity, and by who got the same subject again. */
  readonly sentTwice: readonly string[];
  /** Mails said to be sent that nobody received. */
  readonly lost: readonly string[];
  /** Effects and past deadlines that nobody carries out. */
  readonly owed: readonly string[];
  /** Logs that do not replay to their case. */
  readonly faults: readonly string[];
}

export const NOTHING_AMISS: Aftermath = { sentTwice: [], lost: [], owed: [], faults: [] };

export async function aftermathOf(services: INestApplicationContext): Promise<Aftermath> {
  const source = services.get(DataSource);
  const lines = async (query: string, parameters: readonly unknown[] = []): Promise<readonly string[]> =>
    linesOf(source, query, parameters);
  return {
    sentTwice: [
      ...(await lines(
        `select ${MESSAGE_ID} || ' ' || min(subject) as line from captured_mails group by ${MESSAGE_ID} having count(*) > 1`,
      )),
      ...(await lines(
        `select recipient || ': ' || subject as line from captured_mails, unnest(recipients) as recipient
          where subject <> $1 group by recipient, subject having count(*) > 1`,
        [LOGIN],
      )),
    ],
    lost: await lines(
      `select key as line from mail_deliveries where state = 'sent'
        and message_id not in (select ${MESSAGE_ID} from captured_mails)`,
    ),
    owed: await owedBy(services),
    faults: await replayFaults(services, source),
  };
}

/** Effects, deadlines and mails that somebody should be at work on. */
export async function owedBy(services: INestApplicationContext): Promise<readonly string[]> {
  return linesOf(
    services.get(DataSource),
    `select type || ' ' || coalesce(last_error, '') as line from outbox where done_at is null
     union all select key from deadlines where due_at <= $1
     union all select 'mail ' || state from mail_deliveries where state in ('reserved', 'sending', 'refused')`,
    [services.get(Clock, { strict: false }).now()],
  );
}

async function linesOf(source: DataSource, query: string, parameters: readonly unknown[]): Promise<readonly string[]> {
  return (await source.query<{ line: string }[]>(query, [...parameters])).map(({ line }) => line);
}

async function replayFaults(services: INestApplicationContext, source: DataSource): Promise<readonly string[]> {
  const runtime = services.get(WorkflowRuntime, { strict: false });
  const faults: string[] = [];
  const cases = await source.query<{ process: ProcessName; subject_id: string }[]>(
    'select process, subject_id from cases',
  );
  for (const { process, subject_id: subjectId } of cases) {
    const found = await runtime.read(process, subjectId);
    if (!found) throw new Error('the case was there');
    for (const { revision, fault } of await replayCase(source.manager, found.stored))
      faults.push(`${process} ${subjectId} ${revision}: ${fault}`);
  }
  return faults;
}
