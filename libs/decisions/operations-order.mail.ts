import type { CommitteeView } from '#libs/committees/index.js';
import { de, formatEuros, frenchDate, frenchLongDate, parisDate, sumCents } from '#libs/kernel/index.js';
import type { MailBlock } from '#libs/mail/index.js';
import { LIFECYCLE_LABELS, MEANS_LABELS } from '#workflows/contract/index.js';

import { BUDGET_LINE_LABELS } from './budget-line.js';
import { phaseDecisionLabel, STOP_REASON_LABELS } from './decision-labels.js';
import { type Decision, isStop } from './decision.js';

/** A mail before it is addressed. */
export interface OperationsOrder {
  readonly subject: string;
  readonly preheader: string;
  readonly blocks: readonly MailBlock[];
}

/**
 * What operations are to order after a sitting, product by product and line by line, exact to the cent
 * (domain, half-yearly cycle, rule 7: they are told at once, an order takes about a month).
 * @param decisions of the committee, one per product.
 * @param replaces true when they were told otherwise already: the sitting was closed, opened again, and closed anew.
 */
export function operationsOrder(
  committee: Pick<CommitteeView, 'startsAt' | 'incubatorName' | 'products'>,
  decisions: readonly Decision[],
  page: string,
  replaces = false,
): OperationsOrder {
  const day = parisDate(committee.startsAt);
  const total = sumCents(decisions.map((decision) => decision.totalCents));
  const inOrder = committee.products.flatMap(({ id, name }) =>
    decisions.filter((decision) => decision.productId === id).map((decision) => ({ name, decision })),
  );
  return {
    subject: `Comité du ${frenchDate(day)} : ce qui est à commander${replaces ? ' (annule et remplace)' : ''}`,
    preheader: `${formatEuros(total)} accordés. ${inOrder.map(({ name }) => name).join(', ')}.`,
    blocks: [
      ...(replaces ? [REPLACES] : []),
      {
        type: 'paragraph',
        text: [
          `Le comité d’investissement ${de(committee.incubatorName)} a décidé le ${frenchLongDate(day)}. Une commande demande environ un mois : vous pouvez la préparer dès maintenant. Les décisions prennent effet à la signature des relevés.`,
        ],
      },
      ...inOrder.flatMap(({ name, decision }) => productBlocks(name, decision)),
      { type: 'divider' },
      { type: 'facts', rows: [{ label: 'Total accordé par le comité', value: [{ bold: formatEuros(total) }] }] },
      { type: 'button', label: 'Voir le comité', href: page },
    ],
  };
}

const REPLACES: MailBlock = {
  type: 'notice',
  tone: 'warning',
  title: 'Ce message annule et remplace le précédent',
  text: 'La séance a été rouverte et ses décisions revues\u00A0: seules comptent celles qui suivent.',
};

function productBlocks(name: string, decision: Decision): readonly MailBlock[] {
  const { means, phase, phaseBefore, stopReason, amounts, funders, period, totalCents, blockers } = decision;
  const granted = amounts.filter((amount) => amount.cents > 0);
  return [
    { type: 'heading', text: name },
    {
      type: 'facts',
      rows: [
        { label: 'Décision', value: MEANS_LABELS[means] },
        {
          label: 'Phase',
          value: phase === 'stay' ? LIFECYCLE_LABELS[phaseBefore] : phaseDecisionLabel(phase, phaseBefore),
        },
        ...(stopReason ? [{ label: 'Motif', value: STOP_REASON_LABELS[stopReason] }] : []),
        ...(period
          ? [{ label: 'Enveloppe', value: `du ${frenchDate(period.opensOn)} au ${frenchDate(period.closesOn)}` }]
          : []),
      ],
    },
    ...(granted.length > 0
      ? ([
          { type: 'paragraph', text: [{ bold: 'À commander, par ligne de budget' }] },
          {
            type: 'facts',
            rows: [
              ...granted.map(({ line, cents }) => ({ label: BUDGET_LINE_LABELS[line], value: formatEuros(cents) })),
              { label: 'Total', value: [{ bold: formatEuros(totalCents) }] },
            ],
          },
        ] satisfies MailBlock[])
      : ([
          {
            type: 'notice',
            tone: 'info',
            title: 'Rien à commander',
            text: isStop(phase)
              ? 'Le produit s’arrête : les commandes en cours sont à clore à leur terme.'
              : 'Le comité n’accorde aucun montant pour cette période.',
          },
        ] satisfies MailBlock[])),
    ...(funders.length > 0
      ? ([
          { type: 'paragraph', text: [{ bold: 'Financé par' }] },
          { type: 'facts', rows: funders.map((one) => ({ label: one.name, value: formatEuros(one.cents) })) },
        ] satisfies MailBlock[])
      : []),
    ...(blockers.length > 0
      ? ([
          { type: 'paragraph', text: [{ bold: 'Blocages à lever' }] },
          {
            type: 'list',
            items: blockers.map(({ what, who, by }) => `${what} (${who}, avant le ${frenchDate(by)})`),
          },
        ] satisfies MailBlock[])
      : []),
  ];
}
