import { InvalidInput } from '#libs/kernel/index.js';

/** Characters: two sentences, that others will read. */
const LONGEST = 500;

/** A reason, as it is kept in the log. @throws InvalidInput tied to `reason`. */
export function checkedReason(text: string): string {
  const reason = text.trim();
  if (reason === '')
    throw new InvalidInput('Un motif est nécessaire.', { reason: 'Indiquez un motif\u00A0: il sera lu et conservé.' });
  if (reason.length > LONGEST)
    throw new InvalidInput('Le motif est trop long.', { reason: `Tenez-vous à ${LONGEST}\u00A0caractères.` });
  return reason;
}
