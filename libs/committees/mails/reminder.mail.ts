import { ROLE_LABELS } from '#libs/identity/index.js';
import {
  type CalendarDate,
  de,
  deBefore,
  frenchDate,
  frenchDateTime,
  frenchLongDate,
  parisDate,
  lowerFirst,
} from '#libs/kernel/index.js';
import type { Letter, MailBlock, RichText } from '#libs/mail/index.js';
import { rungOn } from '#workflows/committee/index.js';

import type { CommitteeMember, CommitteeView } from '../committee-view.js';
import type { Enclosure } from '../enclosures.js';
import { holdersOf } from '../coverage.js';
import type { Recipient, ReminderPart } from '../reminder-recipients.js';
import {
  agendaList,
  committeeUrl,
  dossierUrl,
  enumerate,
  frenchTime,
  type MailFrame,
  productNames,
  whereAndWhen,
} from './parts.js';

interface Words {
  readonly subject: string;
  readonly blocks: readonly MailBlock[];
}

interface Told {
  readonly frame: MailFrame;
  readonly committee: CommitteeView;
  readonly member: CommitteeMember;
  readonly products: readonly { readonly id: string; readonly name: string }[];
  /** Names of the products concerned, as one enumeration. */
  readonly names: string;
  readonly on: CalendarDate;
  /** The day before which the dossier is expected. */
  readonly dossierDue: CalendarDate;
  readonly enclosed: Enclosure | undefined;
}

/** What one member is told at a rung of the preparation: one mail, whatever it is made of. */
export function reminderMail(
  frame: MailFrame,
  committee: CommitteeView,
  { member, parts }: Recipient,
  enclosed?: Enclosure,
): Letter {
  const on = parisDate(committee.startsAt);
  const said = parts.map(({ kind, productIds }) => {
    const products = committee.products.filter((product) => productIds.includes(product.id));
    return words[kind]({
      frame,
      committee,
      member,
      products,
      names: enumerate(products.map((product) => product.name)),
      on,
      dossierDue: rungOn('D-7', committee.startsAt),
      enclosed,
    });
  });
  return {
    ...(frame.replyTo ? { replyTo: frame.replyTo } : {}),
    subject: said[0]?.subject ?? productNames(committee),
    blocks: said.flatMap(({ blocks }, index) => (index === 0 ? blocks : [{ type: 'divider' as const }, ...blocks])),
    ...(enclosed && enclosed.attachments.length > 0 ? { attachments: enclosed.attachments } : {}),
    reason: `Vous recevez ce rappel parce que vous êtes membre du comité du ${frenchDate(on)} (${lowerFirst(ROLE_LABELS[member.capacity])}).`,
  };
}

const paragraph = (text: RichText): MailBlock => ({ type: 'paragraph', text });

const toDossiers = ({ frame, committee, products, enclosed }: Told, label: string): readonly MailBlock[] =>
  products.map(({ id, name }) => ({
    type: 'button',
    label: products.length === 1 ? label : `${label}\u00A0: ${name}`,
    href: enclosed?.hrefs.get(id) ?? dossierUrl(frame, committee.id, id),
  }));

const isSponsor = ({ member, products }: Told): boolean =>
  products.some(({ id }) => holdersOf([member], 'sponsor', id).length > 0);

const words: Readonly<Record<ReminderPart['kind'], (told: Told) => Words>> = {
  'date-announced': ({ committee, names, on, frame }) => ({
    subject: `Date arrêtée\u00A0: comité ${de(names)} le ${frenchDate(on)}`,
    blocks: [
      paragraph([
        `Le comité d’investissement ${deBefore(names)}`,
        { bold: names },
        ' a lieu à la date que voici. Gardez-la.',
      ]),
      whereAndWhen(committee),
      agendaList(committee),
      { type: 'button', label: 'Voir le comité', href: committeeUrl(frame, committee.id) },
    ],
  }),
  'check-budget-line': ({ committee, names, on, frame }) => ({
    subject: `À vérifier avant le comité du ${frenchDate(on)}\u00A0: la ligne budgétaire ${de(names)}`,
    blocks: [
      paragraph([
        `Le ${frenchLongDate(on)}, le comité d’investissement décidera de la suite ${deBefore(names)}`,
        { bold: names },
        '. En tant que sponsor, voici ce qu’il vous revient de préparer d’ici là.',
      ]),
      {
        type: 'list',
        ordered: true,
        items: [
          'Vérifiez que la ligne budgétaire existe et qu’elle couvre les six prochains mois, en autorisations d’engagement et en crédits de paiement.',
          'Assurez-vous que ces crédits peuvent être engagés avant la clôture de fin d’année.',
          'Prévenez les autres directions concernées, et dites à l’équipe qui doit être entendu.',
          'Réservez votre présence\u00A0: la décision vous engage. Si vous ne pouvez pas venir, faites-vous représenter au plus haut niveau.',
        ],
      },
      { type: 'heading', text: 'Votre rôle en quatre points' },
      {
        type: 'list',
        items: [
          'Vous portez le problème à résoudre, et vous financez.',
          'Vous jugez sur l’impact obtenu, et non sur les fonctionnalités livrées.',
          'Vous décidez\u00A0: continuer, ajuster, pivoter ou arrêter. Un arrêt est une décision normale.',
          'Vous validez le relevé de décision, puis vous levez les blocages qui dépendent de vous.',
        ],
      },
      { type: 'button', label: 'Voir le comité', href: committeeUrl(frame, committee.id) },
    ],
  }),
  'dossier-opened': (told) => ({
    subject: `Votre dossier de comité est ouvert\u00A0: ${told.names}`,
    blocks: [
      paragraph([
        `Le dossier ${deBefore(told.names)}`,
        { bold: told.names },
        ` pour le comité du ${frenchLongDate(told.on)} est ouvert. Les objectifs fixés au dernier comité y figurent déjà\u00A0: il vous reste à dire où vous en êtes, ce que vous avez appris et ce que vous demandez.`,
      ]),
      { type: 'facts', rows: [{ label: 'À déposer avant le', value: [{ bold: frenchLongDate(told.dossierDue) }] }] },
      ...toDossiers(told, 'Préparer le dossier'),
    ],
  }),
  rehearse: (told) => ({
    subject: `Répétez votre comité\u00A0: ${told.names}, le ${frenchDate(told.on)}`,
    blocks: [
      paragraph([
        `Le comité ${deBefore(told.names)}`,
        { bold: told.names },
        ` a lieu le ${frenchDateTime(told.committee.startsAt)}. C’est le moment de répéter, avec votre coach et en temps réel.`,
      ]),
      {
        type: 'list',
        items: [
          'Une présentation minutée\u00A0: le problème, une démonstration, vos résultats au regard des objectifs.',
          'Des questions ensuite\u00A0: préparez celles que vous redoutez.',
          'Ce que vous demandez, en une phrase et un montant.',
        ],
      },
      paragraph(`Le dossier est attendu pour le ${frenchLongDate(told.dossierDue)}.`),
      ...toDossiers(told, 'Ouvrir le dossier'),
    ],
  }),
  'dossier-received': (told) => ({
    subject: `Dossier de comité à lire\u00A0: ${told.names}`,
    blocks: [
      paragraph([
        (told.products.length > 1 ? 'Les dossiers ' : 'Le dossier ') + deBefore(told.names),
        { bold: told.names },
        ` pour le comité du ${frenchDateTime(told.committee.startsAt)} ${told.products.length > 1 ? 'sont arrivés' : 'est arrivé'}. Prenez le temps de le lire\u00A0: la séance sert à questionner et à décider, pas à découvrir.`,
      ]),
      ...toDossiers(told, 'Lire le dossier'),
      ...(told.enclosed
        ? [
            paragraph(
              `${told.enclosed.attachments.length > 0 ? 'Le PDF est joint à ce message. ' : ''}Le lien vous est personnel\u00A0: ne le transférez pas. Il ouvre le dossier et ses pièces sans compte, et vous permet d’envoyer vos questions à l’équipe avant la séance${isSponsor(told) ? ', ainsi que votre grille d’appréciation en dix questions' : ''}.`,
            ),
          ]
        : [paragraph('Vos questions sont les bienvenues avant la séance\u00A0: répondez à ce message.')]),
    ],
  }),
  'dossier-awaited': (told) => ({
    subject: `Dossier attendu\u00A0: ${told.names}`,
    blocks: [
      {
        type: 'notice',
        tone: 'warning',
        title: 'Votre dossier n’est pas encore déposé',
        text: `Les membres du comité du ${frenchLongDate(told.on)} doivent avoir le temps de le lire avant la séance.`,
      },
      paragraph([
        `Déposez celui ${deBefore(told.names)}`,
        { bold: told.names },
        ' dès que possible, même imparfait. Sans lui, votre responsable de portefeuille en sera prévenu·e sous peu.',
      ]),
      ...toDossiers(told, 'Déposer le dossier'),
    ],
  }),
  'dossier-missing': (told) => ({
    subject: `Dossier manquant\u00A0: ${told.names}, comité du ${frenchDate(told.on)}`,
    blocks: [
      paragraph(
        `Le comité a lieu le ${frenchDateTime(told.committee.startsAt)}. Malgré un rappel, ${told.products.length > 1 ? 'ces dossiers ne sont pas déposés' : 'ce dossier n’est pas déposé'}\u00A0:`,
      ),
      { type: 'list', items: told.products.map(({ name }) => [{ bold: name }]) },
      paragraph('Appelez l’équipe\u00A0: il faut l’aider à conclure, ou déplacer le comité.'),
      { type: 'button', label: 'Voir le comité', href: committeeUrl(told.frame, told.committee.id) },
    ],
  }),
  tomorrow: (told) => ({
    subject: `Rappel\u00A0: comité ${de(productNames(told.committee))}, ${frenchDate(parisDate(told.committee.startsAt))} à ${frenchTime(told.committee.startsAt)}`,
    blocks: [
      paragraph([
        `Le comité d’investissement ${deBefore(productNames(told.committee))}`,
        { bold: productNames(told.committee) },
        ' approche.',
      ]),
      whereAndWhen(told.committee),
      { type: 'heading', text: 'Ordre du jour' },
      agendaList(told.committee),
      ...toDossiers(
        { ...told, products: told.products.filter(({ id }) => told.enclosed?.hrefs.has(id)) },
        'Lire le dossier',
      ),
      { type: 'button', label: 'Voir le comité et les dossiers', href: committeeUrl(told.frame, told.committee.id) },
    ],
  }),
};
