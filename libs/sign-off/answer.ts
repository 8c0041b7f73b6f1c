import { InvalidInput } from '#libs/kernel/index.js';
import { SIGN_OFF_CHOICES, type SignOffChoice } from '#workflows/deliberation-record/index.js';

/** Characters a comment may hold: it is printed in the sealed record. */
export const COMMENT_LENGTH = 4_000;

/** An answer as typed: anything may be missing or mean nothing. */
export interface RawAnswer {
  readonly choice: string;
  readonly comment: string;
  readonly code: string;
}

export interface CheckedAnswer {
  readonly choice: SignOffChoice;
  readonly comment: string | null;
  /** Six digits. */
  readonly code: string;
}

export const CHOICE_LABELS: Readonly<Record<SignOffChoice, string>> = {
  approve: 'J’approuve',
  'approve-with-reservations': 'J’approuve avec réserves',
  'request-changes': 'Je demande des modifications',
  decline: 'Je refuse',
};

const COMMENT_MISSING: Readonly<Record<SignOffChoice, string | null>> = {
  approve: null,
  'approve-with-reservations': 'Écrivez vos réserves\u00A0: elles figureront au relevé.',
  'request-changes': 'Écrivez ce qui est à modifier.',
  decline: 'Écrivez le motif de votre refus\u00A0: il sera communiqué à tous.',
};

/**
 * Reads an answer. The code is only looked at for its shape: an empty one, as robots send, is not a try.
 * @throws InvalidInput tied to `choice`, `comment`, `code`.
 */
export function checkedAnswer(raw: RawAnswer): CheckedAnswer {
  const choice = SIGN_OFF_CHOICES.find((one) => one === raw.choice);
  const comment = cleaned(raw.comment);
  const code = checkedCode(raw.code);
  const fields: Record<string, string> = {};
  if (choice === undefined) fields['choice'] = 'Choisissez votre réponse.';
  else if (comment === '' && COMMENT_MISSING[choice] !== null) fields['comment'] = COMMENT_MISSING[choice];
  else if (comment !== '' && choice === 'approve')
    fields['comment'] =
      'Une approbation ne porte pas de commentaire\u00A0: choisissez «\u00A0J’approuve avec réserves\u00A0», ou effacez-le.';
  if (comment.length > COMMENT_LENGTH)
    fields['comment'] = `Le texte est trop long\u00A0: ${COMMENT_LENGTH} caractères au plus.`;
  if (code === null) fields['code'] = 'Saisissez les six chiffres du code, écrits dans le courriel.';
  if (choice === undefined || code === null || Object.keys(fields).length > 0)
    throw new InvalidInput('Votre réponse n’est pas enregistrée.', fields);
  return { choice, comment: comment === '' ? null : comment, code };
}

/** The six digits of a code, however they are spaced; null for anything else. */
export function checkedCode(typed: string): string | null {
  const code = typed.replaceAll(/[\s\u00A0\u202F.-]/gu, '');
  return /^\d{6}$/u.test(code) ? code : null;
}

/** Without the control characters that PostgreSQL or print would choke on; line feeds stay. */
function cleaned(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .trim();
}
