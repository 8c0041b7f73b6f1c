import { renderSVG } from 'uqr';

import { type CalendarDate, formatEuros, frenchDate, frenchDateTime, parisDate, sumCents } from '#libs/kernel/index.js';

import type { RecordAmount, RecordDocument, RecordProof, RecordSignatory } from './record-document.js';
import { attendanceLabel, choiceLabels, kindLabels, outcomeLabels, roleLabels, statusLabels } from './record-labels.js';
import { richText } from './rich-text.js';
import { safe } from './view-text.js';

/**
 * What the template reads: the strings of a record in French, typeset, in the order of the page, every character of
 * them printable. Absent text is an empty string or list.
 */
export function recordView(document: RecordDocument) {
  const { committee, decision, funding } = document;
  const total = sumCents((funding.byLine.length > 0 ? funding.byLine : funding.byFunder).map((one) => one.cents));
  const title = `Relevé de décision ${document.reference} – ${document.product}`;
  const view = safe({
    title,
    incubator: document.incubator,
    product: document.product,
    edition: `${document.reference} · version ${document.version}`,
    issued: parisDate(document.issuedAt).split('-').map(Number),
    issuedOn: frenchDate(parisDate(document.issuedAt)),
    sitting: `${capital(frenchDateTime(committee.at))} · ${committee.place}`,
    replaces: document.replaces
      ? {
          title: `Annule et remplace le relevé n°\u00A0${document.replaces.reference} du ${frenchDate(document.replaces.on)}.`,
          reason: `Motif\u00A0: ${document.replaces.reason}`,
        }
      : null,
    band: {
      decision: decision.means.label,
      facts: [
        ...(total > 0 ? [formatEuros(total)] : []),
        ...(document.nextCommitteeDue ? [`prochain comité avant le ${frenchDate(document.nextCommitteeDue)}`] : []),
      ],
    },
    phases:
      document.phaseBefore === document.phaseAfter
        ? document.phaseAfter
        : `${document.phaseBefore} → ${document.phaseAfter}`,
    rulings: (['objectives', 'means', 'phase'] as const).map((on) => ({
      label: decision[on].label,
      text: richText(decision[on].text),
    })),
    reservations: document.reservations.map((one) => richText(one)),
    blockers: document.blockers.map((one) => [richText(one.what), richText(one.who), richText(dated(one.due))]),
    funding: {
      period: funding.period
        ? `Enveloppe ouverte du ${frenchDate(funding.period.from)} au ${frenchDate(funding.period.to)}.`
        : '',
      amounts: [amounts('Ligne de budget', funding.byLine), amounts('Financeur', funding.byFunder)].filter(
        (one) => one.rows.length > 0,
      ),
    },
    nextObjectives: document.nextObjectives.map((one) => [
      richText(one.text),
      richText(one.atThreeMonths),
      richText(one.atSixMonths),
    ]),
    roadmapOpinion: richText(document.roadmapOpinion),
    members: document.members.map((one) => [one.name, one.quality, attendanceLabel(one.attendance)]),
    objectives: document.objectives.map((one) => ({
      text: richText(one.text),
      result: richText(one.result),
      note: richText(one.note),
      outcome: outcomeLabels[one.outcome],
    })),
    indicators: document.indicators.map((one) => [
      one.name,
      kindLabels[one.kind],
      measured(one.target, one.unit),
      measured(one.value, one.unit),
      statusLabels[one.status],
    ]),
    presentation: richText(document.presentation),
    discussion: richText(document.discussion),
    signatories: document.signatories.map(signatory),
    proof: document.proof ? proof(document.proof) : [],
  });
  // Drawn, not read: it passes as it is.
  return { ...view, code: view.proof.map(({ url }) => (url === '' ? '' : renderSVG(url, { border: 0 }))) };
}

function signatory(one: RecordSignatory) {
  const unsigned = one.role === 'required' ? 'En attente' : 'Sans avis à donner';
  return {
    name: one.delegate ? `${one.delegate} pour ${one.name}` : one.name,
    quality: one.quality,
    role: roleLabels[one.role],
    choice: one.signature ? choiceLabels[one.signature.choice] : unsigned,
    at: one.signature ? frenchDateTime(one.signature.at) : '',
    comment: richText(one.signature?.comment),
  };
}

function proof(one: RecordProof) {
  return [
    {
      hash: one.documentHash,
      url: /^https?:\/\/[!-~]+$/u.test(one.verificationUrl ?? '') ? (one.verificationUrl ?? '') : '',
      signatures: one.signatures.map((signature) => ({
        name: signature.name,
        at: frenchDateTime(signature.at),
        facts: signature.facts,
      })),
    },
  ];
}

function amounts(title: string, lines: readonly RecordAmount[]) {
  return {
    title,
    rows: lines.map((one) => [one.label, formatEuros(one.cents)]),
    total: formatEuros(sumCents(lines.map((one) => one.cents))),
  };
}

function dated(date?: CalendarDate): string {
  return date ? frenchDate(date) : '';
}

/** A figure and its unit; groups of digits stay together at the end of a line. */
function measured(value = '', unit?: string): string {
  const figure = value.trim().replaceAll(/(?<=\d)[ \u00A0](?=\d{3}(?!\d))/gu, '\u202F');
  return figure && unit ? `${figure}\u00A0${unit}` : figure;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
