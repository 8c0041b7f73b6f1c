import type { DateAnswer } from '#libs/date-polls/index.js';
import { frenchDateTime, type Instant } from '#libs/kernel/index.js';
import type { Severity } from '#libs/ui/index.js';

export const ANSWER_LABELS: Readonly<Record<DateAnswer, { readonly label: string; readonly severity: Severity }>> = {
  yes: { label: 'Oui', severity: 'success' },
  maybe: { label: 'Au besoin', severity: 'warning' },
  no: { label: 'Non', severity: 'error' },
};

/** The words of the pages on which a date is chosen. */
export const STRINGS = {
  title: 'Choisir la date avec les membres',
  lead: 'Proposez de deux à dix dates\u00A0: chaque membre répond depuis son courriel, sans compte. Vous choisissez ensuite.',
  compare:
    'Chaque membre répond depuis son courriel. Comparez, puis choisissez\u00A0: la date devient celle du comité.',
  propose: 'Envoyer les dates aux membres',
  more: 'Proposer plus de dates',
  closesOn: 'Dernier jour pour répondre',
  closesOnHint: 'Avant la première des dates. Qui n’a pas répondu reçoit un rappel deux jours plus tôt.',
  refused: 'Cette action n’a pas été faite',
  answerTitle: 'Quelles dates vous conviennent\u202F?',
} as const;

/** `lundi 15 juin à 10 h`: dates side by side are all of the coming months. */
export const withoutYear = (instant: Instant): string => frenchDateTime(instant).replace(/\s\d{4} à/u, ' à');
