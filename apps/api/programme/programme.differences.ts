import { LADDER_STEPS, PLACE_LABELS, type Programme } from '#libs/kernel/index.js';

import { frenchDayOfYear } from './programme.form.js';
import { FIELDS, GRID_LABELS, LADDER_LABELS } from './programme.strings.js';

/** The parameters of a programme in words, by their labels. */
function worded(programme: Programme): Readonly<Record<string, string>> {
  const { ladder, stages, envelopeWindow, closing, place, gridReaders, yearlyInSustainability, secondFactor } =
    programme;
  const days = {
    ordersEnd: frenchDayOfYear(closing.ordersEnd),
    ordersResume: frenchDayOfYear(closing.ordersResume),
  };
  const flat = { ...programme, ...stages, ...envelopeWindow, ...closing, ...days };
  return {
    ...Object.fromEntries(
      Object.entries(FIELDS).map(([name, { label, suffix }]) => [
        label,
        `${String(flat[name as keyof typeof FIELDS])}${suffix ? `\u00A0${suffix}` : ''}`,
      ]),
    ),
    ...Object.fromEntries(LADDER_STEPS.map((step) => [LADDER_LABELS[step], `${ladder[step]}\u00A0jours avant`])),
    'Dernier paiement': frenchDayOfYear(closing.lastPayment),
    'Un comité par an après l’incubation': yesNo(yearlyInSustainability),
    Lieu: PLACE_LABELS[place],
    'Code à la signature': yesNo(secondFactor),
    'Relevé joint au courriel': yesNo(programme.recordAttached),
    'Décisions publiées': yesNo(programme.publishesSummaries),
    'Montants publiés': yesNo(programme.publishesAmounts),
    'Lecteurs de la grille du sponsor': GRID_LABELS[gridReaders],
  };
}

const yesNo = (value: boolean): string => (value ? 'oui' : 'non');

/** What one programme changes of another, a line each: « Lieu : France métropolitaine → La Réunion ». */
export function differences(before: Programme, after: Programme): readonly string[] {
  const [was, is] = [worded(before), worded(after)];
  return Object.keys(is).flatMap((label) =>
    was[label] === is[label] ? [] : [`${label}\u00A0: ${was[label] ?? ''} → ${is[label] ?? ''}`],
  );
}
