import type { Person } from '#libs/identity/index.js';
import { counted, de, frenchDateTime } from '#libs/kernel/index.js';
import type { RecordView } from '#libs/records/index.js';

import type { Signature } from '../signatures.reader.js';
import { about, answersTo, type Letter, type MailFrame, named, recordUrl } from './frame.js';

/** Somebody's answer, as it is told to others. */
export interface ToldAnswer {
  readonly by: Person;
  readonly required: boolean;
  readonly signature: Pick<Signature, 'comment' | 'signedAt'>;
}

/** To the lead: who has not answered in time. */
export function escalationMail(frame: MailFrame, record: RecordView, awaited: readonly Person[]): Letter {
  return {
    subject: `Réponses en retard\u00A0: ${about(record)}`,
    preheader: `${counted(awaited.length, 'signataire')} sans réponse.`,
    blocks: [
      {
        type: 'paragraph',
        text: [
          `Le délai de réponse sur le relevé ${record.reference} (`,
          { bold: record.productName },
          ') est passé, et ces signataires requis n’ont pas répondu\u00A0:',
        ],
      },
      { type: 'list', items: awaited.map((person) => [{ bold: named(person) }, ` – ${person.email}`]) },
      {
        type: 'paragraph',
        text: 'La décision ne prend effet qu’avec leur accord. Leurs liens ont expiré avec le délai\u00A0: joignez-les, renvoyez-leur un lien depuis la page du relevé, ou remplacez-les.',
      },
      { type: 'button', label: 'Ouvrir le relevé', href: recordUrl(frame, record) },
    ],
    reason: 'Vous recevez ce message parce que vous êtes responsable de cet incubateur.',
  };
}

/** To the lead: somebody asked for changes. */
export function changesMail(frame: MailFrame, record: RecordView, answer: ToldAnswer): Letter {
  const { by, required } = answer;
  return {
    ...answersTo({ ...frame, replyTo: by }),
    subject: `Modifications demandées\u00A0: ${about(record)}`,
    preheader: `Par ${by.name}.`,
    blocks: [
      whoAndWhat(record, answer, 'demande des modifications du relevé'),
      {
        type: 'paragraph',
        text: required
          ? 'Le relevé revient en rédaction\u00A0: les signatures déjà données sont caduques et restent au journal. Modifiez-le, puis demandez de nouveau la validation.'
          : 'Cette personne reçoit le relevé pour information\u00A0: la validation continue. À vous de voir s’il faut y répondre.',
      },
      { type: 'button', label: 'Ouvrir le relevé', href: recordUrl(frame, record) },
    ],
    reason: 'Vous recevez ce message parce que vous êtes responsable de cet incubateur.',
  };
}

/** To those who had signed: their signature lapses. */
export function lapsedMail(frame: MailFrame, record: RecordView, answer: ToldAnswer, mine: Signature): Letter {
  return {
    ...answersTo(frame),
    subject: `Votre signature est caduque\u00A0: ${about(record)}`,
    preheader: `${answer.by.name} demande des modifications.`,
    blocks: [
      whoAndWhat(record, answer, 'demande des modifications du relevé'),
      {
        type: 'paragraph',
        text: `Votre réponse du ${frenchDateTime(mine.signedAt)} portait sur une version qui va être remplacée\u00A0: elle n’a plus d’effet et reste au journal. La nouvelle version vous sera adressée pour signature.`,
      },
    ],
    reason: `Vous recevez ce message parce que vous avez signé le relevé ${record.reference}.`,
  };
}

/** To everyone of the committee and the team: who declined, and why, in the mail itself. */
export function declinedMail(frame: MailFrame, record: RecordView, answer: ToldAnswer): Letter {
  const { by, required } = answer;
  return {
    ...answersTo(frame),
    subject: required ? `Relevé refusé\u00A0: ${about(record)}` : `Avis défavorable\u00A0: ${about(record)}`,
    preheader: `Par ${by.name}.`,
    blocks: [
      whoAndWhat(record, answer, required ? 'refuse de signer le relevé' : 'donne un avis défavorable sur le relevé'),
      {
        type: 'paragraph',
        text: required
          ? 'La décision ne prendra pas effet\u00A0: la phase ne change pas et aucune enveloppe ne s’ouvre. Les commandes préparées sur cette décision sont à suspendre. Le produit devra repasser en comité.'
          : 'Cette personne reçoit le relevé pour information\u00A0: la validation par les signataires requis continue.',
      },
    ],
    reason:
      'Vous recevez ce message parce que vous faites partie de ce comité, de l’équipe du produit ou de l’incubateur.',
  };
}

/** To the lead: a link was closed because wrong codes were tried with it. */
export function wrongCodesMail(frame: MailFrame, record: RecordView, person: Person): Letter {
  return {
    subject: `Codes erronés sur un lien de signature\u00A0: ${about(record)}`,
    preheader: `Le lien ${de(person.name)} est fermé.`,
    blocks: [
      {
        type: 'paragraph',
        text: [
          'Cinq codes erronés ont été saisis avec un lien de signature de ',
          { bold: named(person) },
          ` (relevé ${record.reference}). Rien n’a été signé, et ce lien ne peut plus servir.`,
        ],
      },
      {
        type: 'paragraph',
        text: 'Cette personne peut demander elle-même un nouveau lien, qui n’ira qu’à son adresse. Vous pouvez aussi le lui renvoyer depuis la page du relevé, après vous être assuré·e que son courriel n’a pas été transféré.',
      },
      { type: 'button', label: 'Ouvrir le relevé', href: recordUrl(frame, record) },
    ],
    reason: 'Vous recevez ce message parce que vous êtes responsable de cet incubateur.',
  };
}

function whoAndWhat(record: RecordView, { by, signature }: ToldAnswer, did: string) {
  return {
    type: 'notice',
    tone: 'warning',
    title: `${named(by)} ${did} ${record.reference} (${record.productName})`,
    text: [{ bold: `Le ${frenchDateTime(signature.signedAt)}\u00A0: ` }, signature.comment ?? ''],
  } as const;
}
