import {
  addDays,
  type CalendarDate,
  dayOfWeek,
  daysBetween,
  frenchDate,
  frenchLongDate,
  isWorkingDay,
} from '#libs/kernel/index.js';

/** What a date deserves to be told about, without forbidding it: people know things that Jalon does not. */
export interface PlanningWarning {
  readonly code:
    | 'weekend'
    | 'public-holiday'
    | 'after-due-date'
    | 'over-six-months'
    | 'year-end-closing'
    | 'before-closing'
    | 'short-notice';
  /** French, whole sentences. */
  readonly message: string;
}

/** Month and day between which no order is placed: from about 15 December to early February (domain, cycle, rule 2). */
const CLOSING_BEGINS = '12-15';
const CLOSING_ENDS = '02-07';

/** Days from a sitting to the order that follows: the record is signed, then an order takes about a month (rule 7). */
const ORDER_TAKES_DAYS = 30;

/** Days before the sitting at which the ladder of preparation begins. */
const LADDER_DAYS = 45;

/**
 * Looks at a date somebody wants for a committee (domain, half-yearly cycle, rules 2 and 3).
 * @param dues the days by which each product is due, and wanted; null when none is owed.
 */
export function planningWarnings(
  on: CalendarDate,
  today: CalendarDate,
  dues: readonly {
    readonly name: string;
    readonly dueOn: CalendarDate | null;
    readonly wantedOn: CalendarDate | null;
  }[],
): readonly PlanningWarning[] {
  const late = dues.flatMap(({ name, dueOn, wantedOn }): PlanningWarning[] => {
    if (dueOn !== null && on > dueOn)
      return [
        {
          code: 'after-due-date',
          message: `${name}\u00A0: le comité était dû au plus tard le ${frenchDate(dueOn)}.`,
        },
      ];
    if (wantedOn !== null && on > wantedOn)
      return [
        {
          code: 'over-six-months',
          message: `${name}\u00A0: après le ${frenchDate(wantedOn)}, le dernier comité aura plus de six mois.`,
        },
      ];
    return [];
  });
  return [...closedDay(on), ...late, ...closing(on), ...shortNotice(on, today)];
}

function closedDay(on: CalendarDate): readonly PlanningWarning[] {
  if (isWorkingDay(on)) return [];
  return dayOfWeek(on) > 5
    ? [{ code: 'weekend', message: `Le ${frenchLongDate(on)} tombe un week-end.` }]
    : [{ code: 'public-holiday', message: `Le ${frenchLongDate(on)} est un jour férié.` }];
}

function closing(on: CalendarDate): readonly PlanningWarning[] {
  if (isClosed(on))
    return [
      {
        code: 'year-end-closing',
        message:
          'La décision tomberait pendant la clôture de fin d’année\u00A0: aucune commande ne part entre la mi-décembre et le début de février. Avancez le comité si de l’argent doit être engagé.',
      },
    ];
  return isClosed(addDays(on, ORDER_TAKES_DAYS))
    ? [
        {
          code: 'before-closing',
          message:
            'Une commande demande environ un mois\u00A0: après ce comité, elle risque de ne pas partir avant la clôture de la mi-décembre.',
        },
      ]
    : [];
}

function isClosed(on: CalendarDate): boolean {
  const day = on.slice(5);
  return day >= CLOSING_BEGINS || day < CLOSING_ENDS;
}

function shortNotice(on: CalendarDate, today: CalendarDate): readonly PlanningWarning[] {
  const left = daysBetween(today, on);
  return left < LADDER_DAYS
    ? [
        {
          code: 'short-notice',
          message: `Il reste ${left}\u00A0jour${left >= 2 ? 's' : ''} sur les ${LADDER_DAYS} que demande la préparation\u00A0: les rappels déjà passés ne partiront pas.`,
        },
      ]
    : [];
}
