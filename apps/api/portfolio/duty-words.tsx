import { ADVANCED_REASON, type CalendarDate, counted, daysBetween, dueWords, frenchDate } from '#libs/kernel/index.js';
import { type PortfolioLine, type Standing, STANDING_LABELS } from '#libs/portfolio/index.js';
import { Badge, type Severity } from '#libs/ui/index.js';

const SEVERITIES: Readonly<Record<Standing, Severity>> = {
  overdue: 'error',
  due: 'warning',
  held: 'info',
  planned: 'info',
  settled: 'success',
  notOwed: 'neutral',
};

type Duty = Pick<PortfolioLine, 'standing' | 'due' | 'wanted' | 'isAdvanced' | 'daysLate' | 'planned' | 'awaiting'>;

/** « En retard de 34 jours », « Comité prévu »… */
export function DutyBadge({ line }: { readonly line: Duty }) {
  return <Badge severity={SEVERITIES[line.standing]}>{badgeWords(line)}</Badge>;
}

function badgeWords({ standing, daysLate }: Duty): string {
  return standing === 'overdue' ? `En retard de ${lateness(daysLate)}` : STANDING_LABELS[standing];
}

/** How late, to the precision that still says something: days up to three months, then months, then years. */
export function lateness(days: number): string {
  if (days <= 92) return counted(days, 'jour');
  return days < 731 ? `${Math.floor(days / 30.44)}\u00A0mois` : counted(Math.floor(days / 365.25), 'an');
}

/** The duty in a sentence, as of `on`. */
export function dutySentence(line: Duty, on: CalendarDate): string {
  const { standing, due, wanted, isAdvanced, daysLate, planned, awaiting } = line;
  if (planned) return plannedSentence(planned.on, line);
  const held = awaiting.at(-1);
  if (held && standing === 'held')
    return `Comité tenu le ${frenchDate(held.on)}\u00A0: sa décision prendra effet une fois validée.`;
  if (standing === 'notOwed' || due === null || wanted === null) return 'Ce produit ne doit pas de comité.';
  if (daysLate > 0) return `Comité dû le ${frenchDate(due)}, en retard depuis ${lateness(daysLate)}.`;
  const left = daysBetween(on, due);
  if (left === 0) return 'Comité dû aujourd’hui.';
  if (isAdvanced && on > wanted)
    return `Comité dû le ${frenchDate(due)}, dans ${counted(left, 'jour')}. Il était à tenir avant le ${frenchDate(wanted)} (${ADVANCED_REASON}).`;
  return on > wanted
    ? `Le dernier comité a plus de six mois\u00A0: le prochain est dû le ${frenchDate(due)}, dans ${counted(left, 'jour')}.`
    : `Prochain comité ${dueWords(wanted, due, isAdvanced)}, dans ${counted(left, 'jour')}.`;
}

function plannedSentence(on: CalendarDate, { due, wanted, isAdvanced }: Duty): string {
  const planned = `Comité prévu le ${frenchDate(on)}`;
  if (due === null || wanted === null) return `${planned}.`;
  const after = daysBetween(due, on);
  if (after > 0) return `${planned}, ${counted(after, 'jour')} après la date due (${frenchDate(due)}).`;
  if (isAdvanced && on > wanted)
    return `${planned}, pour un comité dû le ${frenchDate(due)}\u00A0: la décision risque de tomber pendant la clôture de fin d’année.`;
  return on > wanted
    ? `${planned}, plus de six mois après le dernier, pour un comité dû le ${frenchDate(due)}.`
    : `${planned}, pour un comité ${dueWords(wanted, due, isAdvanced)}.`;
}
