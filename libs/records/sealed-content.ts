import type { Person } from '#libs/identity/index.js';
import type { RecordDocument, RecordSignatory, SignatoryChoice } from '#libs/pdf/index.js';
import type { Signatory, SignOffChoice } from '#workflows/deliberation-record/index.js';

import type { SignatureFact } from './signature-facts.js';

/** A signatory of a record as it is printed. */
export interface NamedSignatory extends Signatory {
  readonly person: Pick<Person, 'name'>;
  readonly quality: string;
}

const CHOICES: Readonly<Record<SignOffChoice, SignatoryChoice>> = {
  approve: 'approved',
  'approve-with-reservations': 'approved-with-reservations',
  'request-changes': 'changes-requested',
  decline: 'declined',
};

/**
 * A version with what became of its sign-off: who answered what, and how that is known.
 * @param documentHash of the draft that was signed.
 */
export function withSignatures(
  content: RecordDocument,
  signatories: readonly NamedSignatory[],
  facts: readonly SignatureFact[],
  documentHash: string,
): RecordDocument {
  const factOf = ({ signatoryId }: Signatory) => facts.find((fact) => fact.signatoryId === signatoryId);
  return {
    ...content,
    signatories: signatories.map((one) => printed(one, factOf(one))),
    proof: {
      documentHash,
      signatures: signatories.flatMap((one) => {
        const fact = factOf(one);
        if (one.answer === null || !fact) return [];
        const name = fact.delegate === null ? one.person.name : `${fact.delegate} pour ${one.person.name}`;
        return [{ name, at: one.answer.at, facts: fact.facts }];
      }),
    },
  };
}

/** A signatory's line, with or without their answer. */
function printed(one: NamedSignatory, fact: SignatureFact | undefined): RecordSignatory {
  const { answer } = one;
  return {
    name: one.person.name,
    quality: one.quality,
    role: one.required ? 'required' : 'information',
    ...(fact?.delegate ? { delegate: fact.delegate } : {}),
    ...(answer
      ? {
          signature: {
            choice: CHOICES[answer.choice],
            at: answer.at,
            ...(fact?.comment ? { comment: fact.comment } : {}),
          },
        }
      : {}),
  };
}
