import { z } from 'zod';

import { InvalidInput } from '#libs/kernel/index.js';
import type { SignatoryCandidate } from '#libs/records/index.js';
import type { SigningRules } from '#workflows/deliberation-record/index.js';

/** How signatories sign, as typed. */
export const signingForm = z
  .object({
    order: z.string().catch('together'),
    ranks: z.string().catch(''),
    quorum: z.string().catch(''),
    workingDays: z.string().catch(''),
  })
  .catch({ order: 'together', ranks: '', quorum: '', workingDays: '' });

export type SigningForm = z.infer<typeof signingForm>;

interface Asked {
  readonly personId: string;
  readonly required: boolean;
}

/**
 * What was typed, as rules and as signatories in the order they sign: those named first, then the others as they stood.
 * @param answerWorkingDays of the programme, for who says nothing.
 * @throws InvalidInput tied to `signing.quorum`, `signing.workingDays`, `signing.ranks`.
 */
export function readSigning(
  typed: SigningForm,
  asked: readonly Asked[],
  candidates: readonly SignatoryCandidate[],
  answerWorkingDays: number,
): { readonly signing: SigningRules; readonly signatories: readonly Asked[] } {
  const fields: Record<string, string> = {};
  const required = asked.filter((one) => one.required);
  const quorum = numberOf(typed.quorum);
  const workingDays = numberOf(typed.workingDays) ?? answerWorkingDays;
  const inOrder = typed.order === 'in-order';
  if (quorum !== null && !(quorum >= 1 && quorum <= required.length))
    fields['signing.quorum'] = `Saisissez un nombre entre 1 et ${required.length}, ou laissez vide.`;
  if (!(workingDays >= 2 && workingDays <= 60))
    fields['signing.workingDays'] = 'Saisissez un nombre de jours entre 2 et 60.';
  const ranked = inOrder ? rankedBy(typed.ranks, required, candidates) : required;
  if (ranked === undefined)
    fields['signing.ranks'] =
      'Chaque nom doit être celui d’un signataire requis, écrit comme sur cette page, une seule fois.';
  if (ranked === undefined || Object.keys(fields).length > 0)
    throw new InvalidInput('La demande de validation n’est pas complète.', fields);
  return {
    signing: { inOrder, quorum, workingDays },
    signatories: [...ranked, ...asked.filter((one) => !one.required)],
  };
}

/** Undefined when a name is nobody's, or comes twice. */
function rankedBy(
  ranks: string,
  required: readonly Asked[],
  candidates: readonly SignatoryCandidate[],
): readonly Asked[] | undefined {
  const plain = (name: string) => name.trim().toLowerCase().normalize('NFC');
  const names = ranks
    .split(/[,;\n]/u)
    .map(plain)
    .filter((name) => name !== '');
  const named = names.map((name) => candidates.find(({ person }) => plain(person.name) === name)?.person.id);
  if (new Set(named).size < names.length || named.some((id) => !required.some((one) => one.personId === id)))
    return undefined;
  const rank = ({ personId }: Asked) => (named.includes(personId) ? named.indexOf(personId) : named.length);
  return required.toSorted((a, b) => rank(a) - rank(b));
}

/** NaN for what is no whole number; null for nothing. */
function numberOf(typed: string): number | null {
  const text = typed.trim();
  if (text === '') return null;
  return /^\d{1,3}$/u.test(text) ? Number(text) : Number.NaN;
}
