import type { Instant } from '#libs/kernel/index.js';
import type { ProcessName } from '#workflows/index.js';

import type { Database } from './ground.js';
import type { Acknowledged } from './load/clients.js';
import type { AcceptedMail } from './smtp-node.js';

export interface CaseFact {
  readonly id: string;
  readonly process: ProcessName;
  readonly subjectId: string;
  readonly state: string;
  readonly closed: boolean;
  /** Of a committee. */
  readonly startsAt: Instant | null;
}

export interface EventFact {
  readonly caseId: string;
  readonly revision: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actor: string;
  readonly at: Instant;
  readonly idempotencyKey: string;
  readonly caused: boolean;
}

export interface EffectFact {
  readonly id: string;
  readonly caseId: string;
  readonly revision: number;
  readonly type: string;
  readonly done: boolean;
  readonly error: string | null;
}

export interface DeadlineFact {
  readonly caseId: string;
  readonly key: string;
  readonly dueAt: Instant;
}

export interface DeliveryFact {
  readonly key: string;
  readonly messageId: string;
  readonly state: string;
}

/** A letter that waited for others, and the mail it left in: none when nothing was left to say. */
export interface LetterFact {
  readonly key: string;
  readonly carrier: string | null;
}

/** Everything that a storm left, read from outside: the database, the mail server's own log, and what the clients noted. */
export interface StormFacts {
  readonly now: Instant;
  readonly drainSeconds: number;
  readonly acknowledged: readonly Acknowledged[];
  readonly unanswered: number;
  readonly refused: readonly string[];
  readonly unfinished: readonly string[];
  /** Processes that ended without being told to, in words. */
  readonly ownEnds: readonly string[];
  readonly cases: readonly CaseFact[];
  readonly events: readonly EventFact[];
  readonly effects: readonly EffectFact[];
  readonly deadlines: readonly DeadlineFact[];
  readonly deliveries: readonly DeliveryFact[];
  readonly letters: readonly LetterFact[];
  /** How many people each committee has, by its id. */
  readonly members: ReadonlyMap<string, number>;
  readonly accepted: readonly AcceptedMail[];
  /** Cases whose log does not replay to their snapshot, as the product itself checks it. */
  readonly faulty: readonly string[];
}

/** The part of the facts that the database holds. */
export async function factsOf(
  database: Database,
): Promise<Pick<StormFacts, 'cases' | 'events' | 'effects' | 'deadlines' | 'deliveries' | 'letters' | 'members'>> {
  const members = await database.query<{ id: string; count: number }>(
    'select committee_id as id, count(*)::int as count from committee_members group by 1',
  );
  return {
    cases: await database.query<CaseFact>(
      `select id, process, subject_id as "subjectId", state, closed, snapshot->'context'->>'startsAt' as "startsAt"
         from cases order by id`,
    ),
    events: (
      await database.query<EventFact & { at: Date }>(
        `select case_id as "caseId", revision, type, payload, actor, at, idempotency_key as "idempotencyKey",
                cause_case_id is not null as caused from case_events order by case_id, revision`,
      )
    ).map((event) => ({ ...event, at: new Date(event.at).toISOString() })),
    effects: await database.query<EffectFact>(
      `select id, case_id as "caseId", revision, type, done_at is not null as done, last_error as error from outbox`,
    ),
    deadlines: (
      await database.query<DeadlineFact & { dueAt: Date }>(
        'select case_id as "caseId", key, due_at as "dueAt" from deadlines',
      )
    ).map((deadline) => ({ ...deadline, dueAt: new Date(deadline.dueAt).toISOString() })),
    deliveries: await database.query<DeliveryFact>('select key, message_id as "messageId", state from mail_deliveries'),
    letters: await database.query<LetterFact>('select key, carrier from held_letters'),
    members: new Map(members.map(({ id, count }) => [id, count])),
  };
}

/** What is still to be done by somebody: effects, deadlines past due, letters whose time has come, mails that may be leaving. */
export async function owedIn(database: Database, now: Instant): Promise<number> {
  const [row] = await database.query<{ owed: number }>(
    `select (select count(*) from outbox where done_at is null)::int
          + (select count(*) from deadlines where due_at <= $1)::int
          + (select count(*) from held_letters where settled_at is null and leaves_at <= $1)::int
          + (select count(*) from mail_deliveries where state = 'sending')::int as owed`,
    [now],
  );
  return row?.owed ?? 0;
}
