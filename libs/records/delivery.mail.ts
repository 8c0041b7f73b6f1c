import { formatEuros, frenchDate, parisDate, sumCents } from '#libs/kernel/index.js';
import type { MailBlock, MailMessage } from '#libs/mail/index.js';

import type { RecordView } from './record-view.js';

/** Why somebody receives the sealed record. */
export type DeliveryCause = 'signatory' | 'team' | 'lead' | 'member';

const REASONS: Readonly<Record<DeliveryCause, string>> = {
  signatory: 'Vous recevez ce message parce que ce relevé vous a été soumis pour validation ou pour information.',
  team: 'Vous recevez ce message parce que vous êtes de l’équipe de ce produit.',
  lead: 'Vous recevez ce message parce que vous êtes responsable de cet incubateur.',
  member: 'Vous recevez ce message parce que vous étiez membre de ce comité.',
};

/** The decision in a few lines, and the sealed record with it. */
export function deliveryMail(
  record: RecordView,
  cause: DeliveryCause,
  { baseUrl, attached, linked }: { readonly baseUrl: string; readonly attached: boolean; readonly linked: boolean },
): Pick<MailMessage, 'subject' | 'preheader' | 'blocks' | 'reason'> {
  const { document, reference, productName } = record;
  const day = frenchDate(parisDate(document.committee.at));
  return {
    subject: `${productName} : décision validée du comité du ${day}`,
    preheader: `${document.decision.means.label}. ${document.decision.phase.label}.`,
    reason: REASONS[cause],
    blocks: [
      {
        type: 'paragraph',
        text: `Le relevé ${reference} a été validé par tous ses signataires requis, puis scellé. La décision du comité sur ${productName} prend effet.`,
      },
      ...replacing(record),
      { type: 'facts', rows: decisionRows(record) },
      ...listed('Réserves', document.reservations),
      ...listed(
        'Points de blocage à lever',
        document.blockers.map(({ what, who, due }) =>
          [what, who, due && `avant le ${frenchDate(due)}`].filter(Boolean).join(', '),
        ),
      ),
      ...listed(
        'Objectifs du semestre à venir',
        document.nextObjectives.map(({ text }) => text),
      ),
      {
        type: 'paragraph',
        text: attached
          ? 'Le relevé scellé est joint à ce message. Conservez ce fichier tel quel : une copie imprimée ou réenregistrée perd son cachet.'
          : linked
            ? 'Le relevé scellé se télécharge depuis sa page.'
            : 'Le relevé scellé est trop volumineux pour être joint : il se télécharge depuis sa page.',
      },
      { type: 'button', label: 'Lire le relevé', href: `${baseUrl}/releves/${record.id}` },
    ],
  };
}

function replacing({ document: { replaces } }: RecordView): readonly MailBlock[] {
  if (!replaces) return [];
  return [
    {
      type: 'notice',
      tone: 'warning',
      title: `Annule et remplace le relevé n°\u00A0${replaces.reference} du ${frenchDate(replaces.on)}`,
      text: `Motif\u00A0: ${replaces.reason}`,
    },
  ];
}

function decisionRows({ document }: RecordView) {
  const { decision, funding, phaseAfter, nextCommitteeDue } = document;
  const total = sumCents(funding.byLine.map(({ cents }) => cents));
  const period = funding.period ? `, du ${frenchDate(funding.period.from)} au ${frenchDate(funding.period.to)}` : '';
  return [
    { label: 'Décision', value: [{ bold: decision.means.label }] },
    { label: 'Phase', value: `${decision.phase.label} (${phaseAfter})` },
    ...(total > 0 ? [{ label: 'Enveloppe accordée', value: `${formatEuros(total)}${period}` }] : []),
    {
      label: 'Prochain comité',
      value: nextCommitteeDue ? [{ bold: `avant le ${frenchDate(nextCommitteeDue)}` }] : 'Aucun autre comité n’est dû.',
    },
  ];
}

function listed(title: string, items: readonly string[]): readonly MailBlock[] {
  if (items.length === 0) return [];
  return [
    { type: 'paragraph', text: [{ bold: title }] },
    { type: 'list', items },
  ];
}
