import {
  addDays,
  addWorkingDays,
  type CalendarDate,
  type Instant,
  parisDate,
  parisInstant,
  previousWorkingDay,
} from '#libs/kernel/index.js';

import type { Deadline } from '../contract/index.js';

/**
 * The ladder of preparation, counted back from the day of the sitting (domain, half-yearly cycle, rule 3).
 * `late` is ours: the portfolio manager hears of a dossier still missing once the team has had two working days.
 */
export const RUNGS = [
  { rung: 'D-45', label: 'Date arrêtée et annoncée' },
  { rung: 'D-30', label: 'Ligne budgétaire vérifiée par le sponsor' },
  { rung: 'D-21', label: 'Dossier ouvert' },
  { rung: 'D-14', label: 'Répétition' },
  { rung: 'D-7', label: 'Dossier envoyé aux membres' },
  { rung: 'late', label: 'Dossier manquant signalé' },
  { rung: 'D-1', label: 'Dernier rappel' },
] as const;

export type Rung = (typeof RUNGS)[number]['rung'];

/** Rungs already climbed, and those left behind because the committee was convened or moved late. */
export type Climbed = Readonly<Partial<Record<Rung, 'done' | 'skipped'>>>;

const DAYS_BEFORE = { 'D-45': 45, 'D-30': 30, 'D-21': 21, 'D-14': 14, 'D-7': 7, 'D-1': 1 } as const;

/** Working days left to the team, after it was asked for its dossier, before others hear that it is late. */
const GRACE_WORKING_DAYS = 2;

/** The hour, in Paris, at which reminders leave. */
const REMINDER_TIME = '08:00';

/** The Paris day on which a rung is reached, for a sitting at `startsAt`: the day itself or the previous working day. */
export function rungOn(rung: Rung, startsAt: Instant): CalendarDate {
  // Counted from D-7 rather than back from the sitting: five days before a Friday is the very Friday of D-7.
  if (rung === 'late') return addWorkingDays(rungOn('D-7', startsAt), GRACE_WORKING_DAYS);
  return previousWorkingDay(addDays(parisDate(startsAt), -DAYS_BEFORE[rung]));
}

/** When a rung is reached: 8 a.m. in Paris. */
export function rungAt(rung: Rung, startsAt: Instant): Instant {
  return parisInstant(rungOn(rung, startsAt), REMINDER_TIME);
}

/** The deadlines of the rungs still to climb, before any adjustment by an operator. */
export function rungDeadlines(startsAt: Instant, climbed: Climbed): readonly Deadline[] {
  return RUNGS.filter(({ rung }) => climbed[rung] === undefined).map(({ rung }) => ({
    key: `rung:${rung}`,
    dueAt: rungAt(rung, startsAt),
    event: { type: 'rung.reached', rung },
  }));
}

/**
 * The ladder as it stands at `at` for a sitting at `startsAt`: what is past is left behind, what was climbed stays so.
 * What recalls the day itself is to be climbed again for a later day, and so is the call for dossiers that are still awaited.
 */
export function standingOn(climbed: Climbed, startsAt: Instant, at: Instant, dossiersAwaited: boolean): Climbed {
  return Object.fromEntries(
    RUNGS.flatMap(({ rung }): [Rung, 'done' | 'skipped'][] => {
      const isPast = rungAt(rung, startsAt) <= at;
      const recurs = rung === 'D-1' || (dossiersAwaited && (rung === 'D-7' || rung === 'late'));
      if (climbed[rung] === 'done' && (isPast || !recurs)) return [[rung, 'done']];
      return isPast ? [[rung, 'skipped']] : [];
    }),
  );
}
