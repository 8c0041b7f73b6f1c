import { frenchDate, parisDate } from '#libs/kernel/index.js';
import type { MailMessage } from '#libs/mail/index.js';

import type { RecordView } from './record-view.js';

/** Recalls a record that nobody at the incubator has dealt with. */
export function reviewMail(
  record: RecordView,
  baseUrl: string,
): Pick<MailMessage, 'subject' | 'preheader' | 'blocks' | 'reason'> {
  const { reference, productName, document, context } = record;
  const day = frenchDate(parisDate(document.committee.at));
  const toMend = record.state === 'changesRequested';
  const since = context.waitingSince ? ` depuis le ${frenchDate(context.waitingSince)}` : '';
  return {
    subject: `${toMend ? 'À corriger' : 'À relire'}\u00A0: relevé ${reference}, ${productName}`,
    preheader: 'Tant qu’il attend, la décision du comité n’a pas d’effet.',
    reason: 'Vous recevez ce message parce que vous suivez les produits de cet incubateur.',
    blocks: [
      {
        type: 'paragraph',
        text: toMend
          ? `Un sponsor a demandé de modifier le relevé du comité du ${day} sur ${productName}. Le relevé attend ces corrections${since}.`
          : `Le relevé du comité du ${day} sur ${productName} attend d’être relu${since}, puis envoyé aux sponsors.`,
      },
      {
        type: 'paragraph',
        text: 'Tant qu’il attend, la décision ne prend pas effet\u00A0: ni la phase, ni l’enveloppe, ni la date du prochain comité.',
      },
      {
        type: 'button',
        label: toMend ? 'Corriger le relevé' : 'Relire le relevé',
        href: `${baseUrl}/releves/${record.id}`,
      },
    ],
  };
}
