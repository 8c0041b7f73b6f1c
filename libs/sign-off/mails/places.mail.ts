import type { Person } from '#libs/identity/index.js';
import { frenchDateTime, type Instant } from '#libs/kernel/index.js';
import type { RecordView } from '#libs/records/index.js';

import { about, answersTo, type Letter, type MailFrame, named, recordUrl } from './frame.js';

/** Who answers in whose place, since when and why. */
export interface ToldDelegation {
  readonly holder: Person;
  readonly to: Person;
  readonly at: Instant;
  readonly reason: string;
}

/** To the lead and to the holder of the place: somebody else answers. */
export function delegatedMail(
  frame: MailFrame,
  record: RecordView,
  { holder, to, at, reason }: ToldDelegation,
): Letter {
  return {
    ...answersTo(frame),
    subject: `Signature déléguée\u00A0: ${about(record)}`,
    preheader: `${to.name} pour ${holder.name}.`,
    blocks: [
      {
        type: 'paragraph',
        text: [
          { bold: named(to) },
          ' répond désormais au relevé ',
          { bold: `${record.reference} (${record.productName})` },
          ` à la place de ${named(holder)}.`,
        ],
      },
      {
        type: 'facts',
        rows: [
          { label: 'Délégation du', value: frenchDateTime(at) },
          { label: 'Motif', value: reason },
          { label: 'Au relevé', value: `${to.name} pour ${holder.name}` },
        ],
      },
      {
        type: 'paragraph',
        text: 'Les liens reçus auparavant pour cette signature ne servent plus. Si cette délégation vous surprend, répondez à ce message sans attendre\u00A0: la personne qui conduit le comité peut remplacer le signataire.',
      },
      { type: 'button', label: 'Ouvrir le relevé', href: recordUrl(frame, record) },
    ],
    reason: 'Vous recevez ce message parce que vous signez ce relevé, ou que vous êtes responsable de cet incubateur.',
  };
}

/** To whoever is replaced: nothing is expected of them any more. */
export function replacedMail(
  frame: MailFrame,
  record: RecordView,
  by: Person,
  { reason, at }: { readonly reason: string; readonly at: Instant },
): Letter {
  return {
    ...answersTo(frame),
    subject: `Votre signature n’est plus attendue\u00A0: ${about(record)}`,
    preheader: `${by.name} signe à votre place.`,
    blocks: [
      {
        type: 'paragraph',
        text: `Le ${frenchDateTime(at)}, la personne qui conduit le comité a confié à ${named(by)} la signature du relevé ${record.reference} (${record.productName}) qui vous était demandée. Votre lien ne sert plus, et vous n’avez rien à faire.`,
      },
      { type: 'facts', rows: [{ label: 'Motif', value: reason }] },
    ],
    reason: `Vous recevez ce message parce que votre signature du relevé ${record.reference} vous avait été demandée.`,
  };
}
