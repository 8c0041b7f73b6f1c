import {
  ADVANCED_REASON,
  type CalendarDate,
  counted,
  dayOfWeek,
  daysBetween,
  DEFAULT_PROGRAMME,
  frenchDate,
  frenchLongDate,
  isWorkingDay,
  landsInClosing,
  type Place,
  type Programme,
  type YearEndClosing,
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

/** Days before the sitting at which the ladder of preparation begins. */
const LADDER_DAYS = 45;

/**
 * Looks at a date somebody wants for a committee (domain, half-yearly cycle, rules 2 and 3).
 * @param dues the days by which each product is due, and wanted; null when none is owed.
 * @param programme of the incubator: its closing, and its place for the days off.
 */
export function planningWarnings(
  on: CalendarDate,
  today: CalendarDate,
  dues: readonly {
    readonly name: string;
    readonly dueOn: CalendarDate | null;
    readonly wantedOn: CalendarDate | null;
    readonly isAdvanced?: boolean;
  }[],
  programme: Pick<Programme, 'closing' | 'place'> = DEFAULT_PROGRAMME,
): readonly PlanningWarning[] {
  const late = dues.flatMap(({ name, dueOn, wantedOn, isAdvanced }): PlanningWarning[] => {
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
          message: isAdvanced
            ? `${name}\u00A0: le comité est à tenir avant le ${frenchDate(wantedOn)} (${ADVANCED_REASON}).`
            : `${name}\u00A0: après le ${frenchDate(wantedOn)}, le dernier comité aura plus de six mois.`,
        },
      ];
    return [];
  });
  return [...closedDay(on, programme.place), ...late, ...closing(on, programme.closing), ...shortNotice(on, today)];
}

function closedDay(on: CalendarDate, place: Place): readonly PlanningWarning[] {
  if (isWorkingDay(on, place)) return [];
  return dayOfWeek(on) > 5
    ? [{ code: 'weekend', message: `Le ${frenchLongDate(on)} tombe un week-end.` }]
    : [{ code: 'public-holiday', message: `Le ${frenchLongDate(on)} est un jour férié.` }];
}

function closing(on: CalendarDate, year: YearEndClosing): readonly PlanningWarning[] {
  if (landsInClosing(on, { ...year, orderTakesDays: 0 }))
    return [
      {
        code: 'year-end-closing',
        message: `La décision tomberait pendant la clôture de fin d’année\u00A0: aucune commande ne part entre le ${frenchDay(year.ordersEnd)} et le ${frenchDay(year.ordersResume)}. Avancez le comité si de l’argent doit être engagé.`,
      },
    ];
  return landsInClosing(on, year)
    ? [
        {
          code: 'before-closing',
          message: `Une commande part ${counted(year.orderTakesDays, 'jour')} environ après la séance\u00A0: après ce comité, elle risque de ne pas partir avant la clôture du ${frenchDay(year.ordersEnd)}.`,
        },
      ]
    : [];
}

/** « 15 décembre » for `12-15`. */
const frenchDay = (day: string): string => frenchDate(`2027-${day}`).replace(/ 2027$/u, '');

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
