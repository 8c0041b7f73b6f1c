import { labelOfKind } from '#libs/mail/index.js';
import type { Tx } from '#libs/persistence/index.js';
import type { ProcessDefinition } from '#workflows/contract/index.js';
import { processes } from '#workflows/index.js';

import { type AlarmKind, type AlarmLimits, type AlarmSample, PATIENCE, SAMPLES, type Situation } from './alarm.js';

/** Refused deadlines are tried again within the hour: one that is further away than this was never refused. */
const REFUSED_WITHIN = '2 hours';

const SITTING_STATES = Object.keys(processes.committee.labels.states).filter((state) => state.startsWith('sitting.'));

/**
 * Who claims an effect or a deadline sets its next moment ahead: when that moment itself is long past, nobody claims.
 * Reads what is owed through `outbox_owed`, never what was done.
 */
const EFFECTS = `
  select case when next_at < $2 then 'relay-stopped' when attempts >= $3 then 'effects-failing' else 'queue-stopped' end as kind,
         case when next_at >= $2 and attempts >= $3 then type else queue end as what,
         created_at as since, case_id, attempts, last_error, next_at as tried
    from outbox where done_at is null and (attempts >= $3 or created_at < $2)`;

/** Reads what is due now and what was refused lately through `deadlines_next`, never what is to come. */
const DEADLINES = `
  select case when next_at < $2 then 'deadlines-late' else 'deadlines-refused' end, key, due_at, case_id, attempts, last_error,
         next_at
    from deadlines where next_at < $1::timestamptz + interval '${REFUSED_WITHIN}' and (next_at < $2 or attempts > 0)`;

/** Reads, through `mail_deliveries_not_sent`, the mails that did not simply leave. */
const MAILS = `
  select 'mails-' || state, coalesce('SMTP ' || smtp_code, state), settled_at, case_id, attempts, null, settled_at
    from mail_deliveries where state in ('unknown', 'bounced') and state <> 'sent' and settled_at > $4`;

/** Letters whose time has long come, whoever holds them up: a server, a worker, or what they are written from. */
const LETTERS = `
  select 'mails-never-sent', kind, leaves_at, case_id, attempts, null, next_at
    from held_letters where settled_at is null and leaves_at < $11`;

/** While an effect of the case is owed, that is what there is to say. */
const NEVER_WRITTEN_TO = (person: string) => `not exists (
  select 1 from outbox o where o.case_id = c.id and o.done_at is null) and not exists (
  select 1 from mail_deliveries d
   where d.case_id = c.id and d.person_id = ${person} and d.state in ('sending', 'sent', 'bounced', 'unknown'))`;

/**
 * Whatever became of the effect that should have written to them: members of a committee that takes place who were never
 * invited, people whose turn it is to sign, in their own place or in another's, who were never told.
 */
const OWED_TO_PEOPLE = `
  select 'mails-never-sent', 'invitation', c.updated_at, c.id, 0, null, c.updated_at
    from cases c join committee_members m on m.committee_id = c.subject_id and m.removed_sequence is null
   where c.process = 'committee' and c.state in ('convened', 'preparing') and c.updated_at < $11
     and ${NEVER_WRITTEN_TO('m.person_id')}
  union all
  select 'mails-never-sent', 'sign-off', c.updated_at, c.id, 0, null, c.updated_at
    from cases c cross join lateral (
           select s from jsonb_array_elements(c.snapshot->'context'->'signatories') with ordinality listed(s, place)
            where s->>'required' = 'true' and s->>'answer' is null
            order by place limit case when (c.snapshot->'context'->'signing'->>'inOrder')::boolean then 1 end) awaited
   where c.process = 'deliberation-record' and c.state = 'awaitingSignOff' and c.updated_at < $11
     and ${NEVER_WRITTEN_TO(`coalesce(s->'delegations'->-1->>'to', s->>'personId')::uuid`)}`;

/**
 * Open cases that the version at work has not brought to itself, though it began long ago: a case that was left alone for
 * months is not late for that, so that its own moments tell nothing.
 */
const NOT_BROUGHT = Object.values(processes).map(
  ({ name, version }) => `
  select 'cases-not-brought', c.process || ', version ' || c.version, b.begun_at, c.id, 0, null, b.begun_at
    from cases c join bringings b on b.process = '${name}' and b.version = ${version}
   where c.process = '${name}' and c.version < ${version} and not c.closed and b.begun_at < $12`,
);

/** Moments are ISO 8601 in UTC, in the snapshot as everywhere. */
const STARTS_AT = `(c.snapshot->'context'->>'startsAt')::timestamptz`;

const enteredBy = (...types: readonly string[]) =>
  `(select max(e.at) from case_events e where e.case_id = c.id and e.type in (${types.map((type) => `'${type}'`).join(', ')}))`;

/** A case in one of those states, late since `since` when `condition` holds. Reads cases in these states only, and each moment once (`offset 0`). */
const lateCase = (kind: AlarmKind, process: string, states: readonly string[], since: string, condition: string) => `
  select '${kind}', c.state, late.since, c.id, 0, null, late.since
    from cases c cross join lateral (select ${since} as since offset 0) late
   where c.process = '${process}' and c.state in (${states.map((state) => `'${state}'`).join(', ')}) and ${condition}`;

const CASES = [
  // Since seven days before the day, or one after it was planned; at the latest when the hour itself has passed.
  lateCase(
    'committees-not-convened',
    'committee',
    ['planned'],
    `case when ${STARTS_AT} <= $1 then ${STARTS_AT}
          else greatest(${STARTS_AT} - ($5::timestamptz - $1::timestamptz), c.updated_at + ($1::timestamptz - $6::timestamptz)) end`,
    'late.since <= $1',
  ),
  lateCase('committees-not-held', 'committee', ['convened', 'preparing'], STARTS_AT, 'late.since < $7'),
  lateCase('sittings-left-open', 'committee', SITTING_STATES, enteredBy('sitting.opened'), 'late.since < $8'),
  lateCase(
    'records-not-printed',
    'deliberation-record',
    ['drafting'],
    enteredBy('record.opened', 'record.edited'),
    'late.since < $9',
  ),
  lateCase(
    'records-not-signed',
    'deliberation-record',
    ['awaitingSignOff'],
    enteredBy('answer.overdue'),
    `c.snapshot->'context'->'followUps'->>'escalation' = 'done'`,
  ),
  lateCase('records-not-sealed', 'deliberation-record', ['signed'], enteredBy('answer.given'), 'late.since < $10'),
];

/**
 * The one read behind every alarm. Its cost follows what is owed, what is due and the cases that are open in a watched
 * state; neither history nor what is to come.
 */
export const SITUATIONS = `
  with late as (${[EFFECTS, DEADLINES, MAILS, LETTERS, OWED_TO_PEOPLE, ...NOT_BROUGHT, ...CASES].join('\n  union all')})
  select late.kind, late.what, count(*)::int as count, min(late.since) as since, max(late.attempts)::int as attempts,
         (array_agg(late.last_error order by late.tried desc) filter (where late.last_error is not null))[1] as error,
         coalesce((array_agg(jsonb_build_object('caseId', c.id, 'process', c.process, 'subjectId', c.subject_id)
                             order by late.since, c.id) filter (where c.id is not null))[1:${SAMPLES}], '{}') as samples
    from late left join cases c on c.id = late.case_id
   group by late.kind, late.what`;

interface SituationRecord {
  kind: AlarmKind;
  what: string;
  count: number;
  since: Date;
  attempts: number;
  error: string | null;
  samples: AlarmSample[];
}

export const parametersOf = (limits: AlarmLimits): readonly unknown[] => [
  limits.now,
  limits.machine,
  PATIENCE.attempts,
  limits.mail,
  limits.convening,
  limits.planning,
  limits.today,
  limits.sitting,
  limits.printing,
  limits.sealing,
  limits.letters,
  limits.bringing,
];

/** Everything that is later than it may be, by kind and cause. */
export async function situationsIn(tx: Tx, limits: AlarmLimits): Promise<readonly Situation[]> {
  const rows = await tx.query<SituationRecord[]>(SITUATIONS, [...parametersOf(limits)]);
  return rows.map(({ since, what, ...row }) => ({
    ...row,
    what: row.kind === 'mails-never-sent' ? labelOfKind(what) : inFrench(what, row.samples[0]),
    since: since.toISOString(),
  }));
}

/** The state of a case as people know it; what is technical stays as it is. */
function inFrench(what: string, sample: AlarmSample | undefined): string {
  const known: Readonly<Record<string, ProcessDefinition>> = processes;
  return known[sample?.process ?? 'committee']?.labels.states[what] ?? what;
}
