import { InvalidInput, isCalendarDate, LADDER_STEPS, type Programme } from '#libs/kernel/index.js';

/** Days between the order that no longer leaves and the first that does again, at most: beyond, half a cadence would be closed. */
const LONGEST_CLOSING_DAYS = 90;

/** Bounds of the numbers of a programme, by the names of the form. */
export const PROGRAMME_BOUNDS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  cadenceMonths: [3, 12],
  investigationWeeks: [4, 26],
  presentation: [5, 120],
  questions: [0, 120],
  deliberation: [5, 120],
  breakMinutes: [0, 60],
  maxProducts: [1, 8],
  earliest: [0, 180],
  latest: [0, 180],
  orderTakesDays: [0, 60],
  answerWorkingDays: [2, 40],
  escalationWorkingDays: [1, 20],
  ...Object.fromEntries(LADDER_STEPS.map((step) => [step, [1, 120] as const])),
};

/** Of a year that has no 29 February: a closing comes back every year. */
const isDayOfYear = (day: string): boolean => isCalendarDate(`2027-${day}`);

/** A programme that committees can be run with. @throws InvalidInput tied to the names of {@link PROGRAMME_BOUNDS}. */
export function checkedProgramme(programme: Programme): Programme {
  const { ladder, stages, closing, envelopeWindow, ...rest } = programme;
  const numbers: Record<string, unknown> = { ...rest, ...ladder, ...stages, ...envelopeWindow, ...closing };
  const fields: Record<string, string> = {};
  for (const [name, [least, most]] of Object.entries(PROGRAMME_BOUNDS)) {
    const value = numbers[name];
    if (typeof value !== 'number' || !Number.isInteger(value)) fields[name] = 'Indiquez un nombre entier.';
    else if (value < least || value > most) fields[name] = `Entre ${least} et ${most}.`;
  }
  for (const [index, step] of LADDER_STEPS.entries()) {
    const before = LADDER_STEPS[index - 1];
    if (before && !fields[step] && ladder[step] >= ladder[before])
      fields[step] = 'Cette étape vient après la précédente\u00A0: indiquez moins de jours.';
  }
  if (!fields['latest'] && envelopeWindow.latest >= envelopeWindow.earliest)
    fields['latest'] = 'La période se termine plus près de la fin de l’enveloppe qu’elle ne commence.';
  for (const name of ['lastPayment', 'ordersEnd', 'ordersResume'] as const)
    if (!isDayOfYear(closing[name])) fields[name] = 'Indiquez un jour et un mois, par exemple 15/12.';
  if (!fields['ordersEnd'] && !fields['ordersResume'] && closingDays(closing) > LONGEST_CLOSING_DAYS)
    fields['ordersResume'] = `La clôture dure ${LONGEST_CLOSING_DAYS} jours au plus.`;
  if (Object.keys(fields).length > 0) throw new InvalidInput('Ce programme ne convient pas.', fields);
  return programme;
}

function closingDays({ ordersEnd, ordersResume }: Programme['closing']): number {
  const at = (year: number, day: string) => Date.parse(`${year}-${day}`) / 86_400_000;
  return at(ordersResume > ordersEnd ? 2026 : 2027, ordersResume) - at(2026, ordersEnd);
}
