import { ROLE_LABELS } from '#libs/identity/index.js';
import {
  deBefore,
  frenchDate,
  frenchDateTime,
  frenchLongDate,
  type Instant,
  lowerFirst,
  parisDate,
} from '#libs/kernel/index.js';
import type { Letter, MailBlock, RichText } from '#libs/mail/index.js';
import { type Rung, rungOn } from '#workflows/committee/index.js';

import type { CommitteeView } from '../committee-view.js';
import type { Recipient, ReminderPart } from '../reminder-recipients.js';
import { committeeUrl, dossierUrl, enumerate, type MailFrame, whereAndWhen } from './parts.js';

type CaughtUp = Exclude<ReminderPart['kind'], 'date-announced' | 'dossier-received' | 'dossier-missing' | 'tomorrow'>;

/** What is to be done of a rung whose day has passed, and at which rung it should have been. */
const TASKS: Readonly<Record<CaughtUp, { readonly rung: Rung; readonly task: string; readonly how: string }>> = {
  'check-budget-line': {
    rung: 'D-30',
    task: 'Vérifiez la ligne budgétaire ',
    how: 'elle doit couvrir les six prochains mois, en autorisations d’engagement et en crédits de paiement, et pouvoir être engagée avant la clôture de fin d’année.',
  },
  'dossier-opened': {
    rung: 'D-21',
    task: 'Préparez le dossier ',
    how: 'il est ouvert, et les objectifs fixés au dernier comité y figurent déjà.',
  },
  rehearse: {
    rung: 'D-14',
    task: 'Répétez le comité ',
    how: 'avec votre coach et en temps réel, présentation et questions comprises.',
  },
  'dossier-awaited': {
    rung: 'D-7',
    task: 'Déposez le dossier ',
    how: 'sans attendre, même imparfait\u00A0: les membres doivent avoir le temps de le lire.',
  },
};

const isCaughtUp = (kind: ReminderPart['kind']): kind is CaughtUp => kind in TASKS;

/** One letter for all the rungs that a committee convened or moved late has left behind (ADR 0026). */
export function catchUpMail(frame: MailFrame, committee: CommitteeView, { member, parts }: Recipient): Letter {
  const on = parisDate(committee.startsAt);
  const named = (ids: readonly string[]) => committee.products.filter((product) => ids.includes(product.id));
  const products = named(parts.flatMap(({ productIds }) => productIds));
  const names = (ids: readonly string[]) => enumerate(named(ids).map(({ name }) => name));
  const hasDossier = parts.some(({ kind }) => kind === 'dossier-opened' || kind === 'dossier-awaited');
  return {
    ...(frame.replyTo ? { replyTo: frame.replyTo } : {}),
    subject: `Préparation accélérée\u00A0: ${enumerate(products.map(({ name }) => name))}, comité du ${frenchDate(on)}`,
    blocks: [
      {
        type: 'notice',
        tone: 'warning',
        title: `Le comité a lieu le ${frenchDateTime(committee.startsAt)}`,
        text: 'La préparation se compte sur quarante-cinq jours, et il en reste moins. Voici ce qui aurait dû être fait, et qui vous revient sans attendre.',
      },
      {
        type: 'list',
        ordered: true,
        items: parts.flatMap(({ kind, productIds }): RichText[] =>
          isCaughtUp(kind) ? [task(kind, names(productIds), committee)] : [],
        ),
      },
      ...(hasDossier ? dossierDue(committee, frame.now) : []),
      ...(hasDossier ? dossiers(frame, committee, products) : []),
      whereAndWhen(committee),
      ...(hasDossier
        ? []
        : [{ type: 'button' as const, label: 'Voir le comité', href: committeeUrl(frame, committee.id) }]),
    ],
    reason: `Vous recevez ce message parce que vous êtes membre du comité du ${frenchDate(on)} (${lowerFirst(ROLE_LABELS[member.capacity])}).`,
  };
}

function task(kind: CaughtUp, names: string, { startsAt }: CommitteeView): RichText {
  const { rung, task: what, how } = TASKS[kind];
  return [
    { bold: `${what}${deBefore(names)}${names}` },
    `\u00A0: ${how} C’était prévu le ${frenchLongDate(rungOn(rung, startsAt))}.`,
  ];
}

/** The day before which dossiers are expected, while it is to come. */
function dossierDue({ startsAt }: CommitteeView, now: Instant): MailBlock[] {
  const due = rungOn('D-7', startsAt);
  if (due <= parisDate(now)) return [];
  return [{ type: 'facts', rows: [{ label: 'Dossier à déposer avant le', value: [{ bold: frenchLongDate(due) }] }] }];
}

function dossiers(frame: MailFrame, committee: CommitteeView, products: CommitteeView['products']): MailBlock[] {
  return products.map(({ id, name }) => ({
    type: 'button',
    label: products.length === 1 ? 'Préparer le dossier' : `Préparer le dossier\u00A0: ${name}`,
    href: dossierUrl(frame, committee.id, id),
  }));
}
