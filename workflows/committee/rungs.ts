import {
  addDays,
  type CalendarDate,
  type Instant,
  parisDate,
  parisInstant,
  previousWorkingDay,
} from '#libs/kernel/index.js';

/**
 * The ladder of preparation, counted back from the day of the sitting (domain, half-yearly cycle, rule 3).
 * `late` is ours: the portfolio manager hears of a dossier still missing two days after the team was reminded.
 */
export const RUNGS = [
  { rung: 'D-45', days: 45, label: 'Date arrêtée et annoncée' },
  { rung: 'D-30', days: 30, label: 'Ligne budgétaire vérifiée par le sponsor' },
  { rung: 'D-21', days: 21, label: 'Dossier ouvert' },
  { rung: 'D-14', days: 14, label: 'Répétition' },
  { rung: 'D-7', days: 7, label: 'Dossier envoyé aux membres' },
  { rung: 'late', days: 5, label: 'Dossier manquant signalé' },
  { rung: 'D-1', days: 1, label: 'Dernier rappel' },
] as const;

export type Rung = (typeof RUNGS)[number]['rung'];

/** The hour, in Paris, at which reminders leave. */
const REMINDER_TIME = '08:00';

/** When a rung is reached, for a sitting at `startsAt`: 8 a.m. in Paris, moved to the previous working day. */
export function rungAt(days: number, startsAt: Instant): Instant {
  return parisInstant(rungOn(days, startsAt), REMINDER_TIME);
}

/** The day on which a rung is reached. */
export function rungOn(days: number, startsAt: Instant): CalendarDate {
  return previousWorkingDay(addDays(parisDate(startsAt), -days));
}
