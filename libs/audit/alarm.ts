import type { CalendarDate, Instant } from '#libs/kernel/index.js';
import { addMilliseconds, parisInstant } from '#libs/kernel/index.js';
import type { ProcessName } from '#workflows/index.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * How long something may be due before somebody is alarmed, in milliseconds unless said otherwise. Machines answer within
 * minutes; people are given what the calendar of a committee leaves them.
 */
export const PATIENCE = {
  /** Effects and deadlines are taken within seconds; five minutes outlast a restart and every lease. */
  machine: 5 * MINUTE,
  /** Attempts: three fail within a minute, which one interrupted connection does not explain. */
  attempts: 3,
  /** What became of a mail never changes afterwards: it is told for a week, not for ever. */
  mail: 7 * DAY,
  /** What is to leave leaves within seconds of its time; half an hour outlasts a mail server that restarts or greylists. */
  letters: 30 * MINUTE,
  /** Members receive the dossier seven days ahead (rung D-7): by then they must have been convened. */
  convening: 7 * DAY,
  /** Planned for the near future a moment ago is not late. */
  planning: DAY,
  sitting: DAY,
  /** A PDF takes seconds. */
  printing: 15 * MINUTE,
  sealing: 10 * MINUTE,
  /** A hundred thousand cases are brought to a new version within a quarter of an hour, in the background. */
  bringing: 60 * MINUTE,
} as const;

/** Everything that may be owed and not done; closed, as are the sentences that tell it. */
export const ALARM_KINDS = [
  'relay-stopped',
  'queue-stopped',
  'effects-failing',
  'deadlines-late',
  'deadlines-refused',
  'cases-not-brought',
  'mails-never-sent',
  'mails-unknown',
  'mails-bounced',
  'committees-not-convened',
  'committees-not-held',
  'sittings-left-open',
  'records-not-printed',
  'records-not-signed',
  'records-not-sealed',
  'logs-faulty',
] as const;

export type AlarmKind = (typeof ALARM_KINDS)[number];

/** `error`: Jalon does not do what it owes. `warning`: people have left a case where it should not stay. */
export type AlarmSeverity = 'error' | 'warning';

export const ALARM_SEVERITIES: Readonly<Record<AlarmKind, AlarmSeverity>> = {
  'relay-stopped': 'error',
  'queue-stopped': 'error',
  'effects-failing': 'error',
  'deadlines-late': 'error',
  'deadlines-refused': 'error',
  'cases-not-brought': 'error',
  'mails-never-sent': 'error',
  'mails-unknown': 'warning',
  'mails-bounced': 'warning',
  'committees-not-convened': 'warning',
  'committees-not-held': 'warning',
  'sittings-left-open': 'warning',
  'records-not-printed': 'error',
  'records-not-signed': 'warning',
  'records-not-sealed': 'error',
  'logs-faulty': 'error',
};

/** A case to look at first. */
export interface AlarmSample {
  readonly caseId: string;
  readonly process: ProcessName;
  readonly subjectId: string;
}

/** Why: for the operator's eyes, as an error's text may name what it was about. */
export interface AlarmCause {
  /** Effect type, queue, deadline key, SMTP code or fault. */
  readonly what: string;
  readonly count: number;
  /** Of the most tried one. */
  readonly attempts: number;
  /** Latest error: a stable code, or a name and its first line. */
  readonly error: string | null;
}

/** One cause of one kind, as found in the database. */
export interface Situation extends AlarmCause {
  readonly kind: AlarmKind;
  readonly since: Instant;
  /** Oldest first. */
  readonly samples: readonly AlarmSample[];
}

export interface Alarm {
  readonly kind: AlarmKind;
  readonly severity: AlarmSeverity;
  readonly count: number;
  /** Since when the oldest of them has been due. */
  readonly since: Instant;
  readonly causes: readonly AlarmCause[];
  readonly samples: readonly AlarmSample[];
}

/** How many cases an alarm names. */
export const SAMPLES = 5;

/** The moments before which something is late, at `now` in Paris on `today`. */
export function limitsAt(now: Instant, today: CalendarDate) {
  return {
    now,
    machine: addMilliseconds(now, -PATIENCE.machine),
    mail: addMilliseconds(now, -PATIENCE.mail),
    convening: addMilliseconds(now, PATIENCE.convening),
    planning: addMilliseconds(now, -PATIENCE.planning),
    today: parisInstant(today),
    sitting: addMilliseconds(now, -PATIENCE.sitting),
    printing: addMilliseconds(now, -PATIENCE.printing),
    sealing: addMilliseconds(now, -PATIENCE.sealing),
    letters: addMilliseconds(now, -PATIENCE.letters),
    bringing: addMilliseconds(now, -PATIENCE.bringing),
  } as const;
}

export type AlarmLimits = ReturnType<typeof limitsAt>;

/** One alarm a kind, from its causes; in the order of {@link ALARM_KINDS}, what stops everything first. */
export function alarmsOf(situations: readonly Situation[]): readonly Alarm[] {
  return ALARM_KINDS.flatMap((kind) => {
    const causes = situations
      .filter((situation) => situation.kind === kind && situation.count > 0)
      .toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
    const [oldest] = causes;
    if (!oldest) return [];
    return {
      kind,
      severity: ALARM_SEVERITIES[kind],
      count: causes.reduce((sum, { count }) => sum + count, 0),
      since: oldest.since,
      causes: causes.map(({ what, count, attempts, error }) => ({ what, count, attempts, error })),
      samples: withoutRepetition(causes.flatMap(({ samples }) => samples)).slice(0, SAMPLES),
    };
  });
}

/** A case that owes two things is named once. */
function withoutRepetition(samples: readonly AlarmSample[]): readonly AlarmSample[] {
  return [...new Map(samples.map((sample) => [sample.caseId, sample])).values()];
}
