import { InvalidInput } from '#libs/kernel/index.js';

const LONGEST = 500;

/**
 * A reason that people will read in the mail and in the journal.
 * @throws InvalidInput tied to the field `reason`.
 */
export function checkedReason(text: string): string {
  const reason = text.trim();
  if (reason === '')
    throw new InvalidInput('Un motif est nécessaire.', { reason: 'Indiquez un motif\u00A0: il sera lu et conservé.' });
  if (reason.length > LONGEST)
    throw new InvalidInput('Le motif est trop long.', { reason: `Tenez-vous à ${LONGEST}\u00A0caractères.` });
  return reason;
}
