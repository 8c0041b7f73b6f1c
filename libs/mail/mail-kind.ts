/** What a mail of some kind is called, and whether it may wait. */
interface KindOfMail {
  /** French. */
  readonly label: string;
  /**
   * - at-once: a code, a link to sign, what a calendar has to know, an order to place: nobody waits for these;
   * - minutes: it may wait some minutes for others to the same person, and leave with them;
   * - digest: for who wishes it, it may wait for the next working morning.
   */
  readonly waits: 'at-once' | 'minutes' | 'digest';
}

/** Every kind of mail that Jalon writes. Closed: what may be put off, and what never is, is said here and nowhere else. */
export const MAIL_KINDS = {
  login: { label: 'Lien de connexion', waits: 'at-once' },
  invitation: { label: 'Convocation', waits: 'at-once' },
  cancellation: { label: 'Annulation ou report', waits: 'at-once' },
  'sign-off': { label: 'Validation d’un relevé', waits: 'at-once' },
  operations: { label: 'Décisions à suivre d’effet', waits: 'at-once' },
  record: { label: 'Relevé scellé', waits: 'at-once' },
  'catch-up': { label: 'Préparation accélérée', waits: 'minutes' },
  eve: { label: 'Rappel de la veille', waits: 'minutes' },
  'missing-dossier': { label: 'Dossier manquant', waits: 'minutes' },
  overdue: { label: 'Comité en retard', waits: 'minutes' },
  'date-poll': { label: 'Choix d’une date', waits: 'minutes' },
  preparation: { label: 'Rappel de préparation', waits: 'digest' },
  planning: { label: 'Comité à planifier', waits: 'digest' },
  phase: { label: 'Phase à corriger', waits: 'digest' },
  review: { label: 'Relevé à relire', waits: 'digest' },
} as const satisfies Readonly<Record<string, KindOfMail>>;

export type MailKind = keyof typeof MAIL_KINDS;

/** The label of a kind as the log keeps it: one of a newer program, or of a time when it was not kept, has a general one. */
export function labelOfKind(kind: string | null): string {
  const known: Readonly<Record<string, KindOfMail>> = MAIL_KINDS;
  return known[kind ?? '']?.label ?? 'Courriel';
}

/** Place of a kind in a mail that holds several: what presses most comes first. */
export const placeOf = (kind: MailKind): number => Object.keys(MAIL_KINDS).indexOf(kind);

/** Labels of the kinds that wait so, in their order. */
export const kindsThatWait = (waits: KindOfMail['waits']): readonly string[] =>
  Object.values<KindOfMail>(MAIL_KINDS)
    .filter((kind) => kind.waits === waits)
    .map(({ label }) => label);
