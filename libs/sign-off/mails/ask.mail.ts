import { formatEuros, frenchDate, frenchDateTime, frenchLongDate, parisDate, sumCents } from '#libs/kernel/index.js';
import type { MailAttachment, MailBlock } from '#libs/mail/index.js';
import type { RecordView } from '#libs/records/index.js';

import type { AskedSignatory } from '../sign-off-facts.reader.js';
import type { IssuedSignOffLink } from '../sign-off-links.repository.js';
import { about, answersTo, type Letter, type MailFrame } from './frame.js';

/**
 * Why the mail leaves: sign-off begins; an answer is still awaited; the holder of a dead link asked for a fresh one; the lead
 * replaced the former links.
 */
export type AskKind = 'ask' | 'remind' | 'fresh' | 'resent';

const SUBJECTS: Readonly<Record<AskKind, string>> = {
  ask: 'Votre réponse est attendue',
  remind: 'Rappel, votre réponse est attendue',
  fresh: 'Votre nouveau lien de signature',
  resent: 'Votre nouveau lien de signature',
};

/**
 * Asks one person for their answer: the decision in clear, the code and the link. Nothing in it signs by itself.
 * @param pdf the draft of this version, when it is light enough to travel.
 */
export function askMail(
  frame: MailFrame,
  asked: AskedSignatory,
  { secret, code }: Pick<IssuedSignOffLink, 'secret' | 'code'>,
  kind: AskKind,
  pdf: MailAttachment | undefined,
): Letter {
  const { record, signatory, person, answerBy, follows } = asked;
  return {
    ...answersTo(frame),
    subject: `${SUBJECTS[kind]}\u00A0: ${about(record)}`,
    preheader: `${record.document.decision.means.label}.${answerBy ? ` À lire et signer au plus tard le ${frenchDate(answerBy)}.` : ''}`,
    blocks: [
      { type: 'paragraph', text: `Bonjour ${person.name},` },
      opening(asked, kind),
      ...delegation(asked),
      ...decisionBlocks(record),
      ...(follows.length > 0
        ? ([
            { type: 'heading', text: 'Ce que déclenche l’accord de tous les signataires requis' },
            { type: 'list', items: follows },
          ] satisfies MailBlock[])
        : []),
      { type: 'heading', text: 'Répondre' },
      {
        type: 'paragraph',
        text: 'Ouvrez le lien, lisez, choisissez votre réponse et saisissez ce code. Vous pouvez approuver, approuver avec réserves, demander des modifications ou refuser.',
      },
      { type: 'code', label: 'Votre code', code },
      { type: 'button', label: 'Lire le relevé et répondre', href: `${frame.baseUrl}/signature/${secret}` },
      {
        type: 'paragraph',
        text: `Le lien et le code vous sont personnels\u00A0: ne les transférez pas. Ouvrir le lien ne signe rien.${pdf ? ' Le relevé complet est joint à ce message.' : ''}`,
      },
    ],
    reason: signatory.required
      ? `Vous recevez ce message parce que votre signature du relevé ${record.reference} est requise. Répondez-y pour joindre la personne qui a conduit le comité.`
      : `Vous recevez ce message parce que le relevé ${record.reference} vous est adressé pour information\u00A0; vous pouvez le signer.`,
    ...(pdf ? { attachments: [pdf] } : {}),
  };
}

function opening({ record, signatory, answerBy }: AskedSignatory, kind: AskKind): MailBlock {
  const heldOn = frenchLongDate(parisDate(record.document.committee.at));
  const deadline = answerBy ? ([' au plus tard le ', { bold: frenchLongDate(answerBy) }] as const) : [];
  const asks = signatory.required ? 'Votre réponse est requise' : 'Vous pouvez répondre';
  if (kind === 'remind')
    return {
      type: 'paragraph',
      text: [
        'Votre réponse sur la décision du comité d’investissement concernant ',
        { bold: record.productName },
        ' est toujours attendue',
        ...deadline,
        '. Le lien du premier message reste valable\u00A0; celui-ci l’est aussi.',
      ],
    };
  return {
    type: 'paragraph',
    text: [
      `Le comité d’investissement réuni le ${heldOn} a rendu sa décision sur `,
      { bold: record.productName },
      `. ${asks}`,
      ...deadline,
      `. Aucun compte n’est nécessaire.${kind === 'resent' ? ' Ce lien remplace les précédents.' : ''}`,
    ],
  };
}

/** To somebody who answers for another: in whose place, since when and why. */
function delegation({ signatory, inPlaceOf, person }: AskedSignatory): readonly MailBlock[] {
  const last = signatory.delegations.at(-1);
  if (!inPlaceOf || !last) return [];
  return [
    {
      type: 'notice',
      tone: 'info',
      title: `Vous répondez pour ${inPlaceOf.name}`,
      text: `Cette signature vous a été déléguée le ${frenchDateTime(last.at)}\u202F; le relevé portera «\u00A0${person.name} pour ${inPlaceOf.name}\u00A0». Motif\u00A0: ${last.reason}`,
    },
  ];
}

/** The decision in short: phase, means, amounts, reservations, blockers, next objectives. */
function decisionBlocks({ document }: RecordView): readonly MailBlock[] {
  const { decision, funding, reservations, blockers, nextObjectives, nextCommitteeDue } = document;
  const total = sumCents((funding.byLine.length > 0 ? funding.byLine : funding.byFunder).map(({ cents }) => cents));
  const { period } = funding;
  return [
    { type: 'heading', text: 'La décision' },
    {
      type: 'facts',
      rows: [
        { label: 'Phase', value: [{ bold: decision.phase.label }] },
        { label: 'Moyens', value: [{ bold: decision.means.label }] },
        { label: 'Objectifs passés', value: decision.objectives.label },
        ...(total > 0 ? [{ label: 'Montant accordé', value: [{ bold: formatEuros(total) }] }] : []),
        ...(period ? [{ label: 'Enveloppe', value: `du ${frenchDate(period.from)} au ${frenchDate(period.to)}` }] : []),
        ...(nextCommitteeDue ? [{ label: 'Prochain comité', value: `avant le ${frenchDate(nextCommitteeDue)}` }] : []),
      ],
    },
    ...(funding.byLine.length > 0
      ? ([
          { type: 'paragraph', text: [{ bold: 'Par ligne de budget' }] },
          {
            type: 'facts',
            rows: funding.byLine.map(({ label, cents }) => ({ label, value: formatEuros(cents) })),
          },
        ] satisfies MailBlock[])
      : []),
    ...listed('Réserves', reservations),
    ...listed(
      'Blocages à lever',
      blockers.map(({ what, who, due }) => {
        const details = [who, due && `pour le ${frenchDate(due)}`].filter(Boolean).join(', ');
        return details ? `${what} (${details})` : what;
      }),
    ),
    ...listed(
      'Objectifs du prochain semestre',
      nextObjectives.map(({ text, atSixMonths }) => (atSixMonths ? `${text}\u00A0: ${atSixMonths}` : text)),
    ),
  ];
}

function listed(title: string, items: readonly string[]): readonly MailBlock[] {
  if (items.length === 0) return [];
  return [
    { type: 'paragraph', text: [{ bold: title }] },
    { type: 'list', items },
  ];
}
