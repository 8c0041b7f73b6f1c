import type { Configuration } from '#libs/configuration/index.js';
import {
  addMilliseconds,
  type CalendarDate,
  counted,
  frenchDateTime,
  type Instant,
  parisDateTime,
} from '#libs/kernel/index.js';
import type { Mailbox, MailBlock } from '#libs/mail/index.js';

import type { CommitteeView } from '../committee-view.js';

/** What every mail of a committee needs beside the committee itself. */
export interface MailFrame {
  readonly baseUrl: string;
  /** As whom mail leaves: the organiser that calendars answer to. */
  readonly organizer: Mailbox;
  /** The person who convenes: answers go to them. */
  readonly replyTo: Mailbox | undefined;
  readonly now: Instant;
}

/** `Nom <adresse>` or an address alone, as MAIL_FROM gives it. */
function mailboxOf(from: string): Mailbox {
  const named = /^(?<name>[^<]*)<(?<email>[^>]+)>$/u.exec(from.trim())?.groups;
  const email = named?.['email'] ?? from.trim();
  return { name: named?.['name']?.trim() || email, email };
}

/** Whom calendars answer: the inbound address when there is one, else as whom mail leaves. */
export function organizerOf({ mailFrom, inbound }: Pick<Configuration, 'mailFrom' | 'inbound'>): Mailbox {
  const mailbox = mailboxOf(mailFrom);
  return inbound ? { ...mailbox, email: inbound.address } : mailbox;
}

/** `14 h 05`, Paris time. */
export function frenchTime(instant: Instant): string {
  const [hours = '', minutes = ''] = parisDateTime(instant).time.split(':');
  return `${Number(hours)}\u00A0h${minutes === '00' ? '' : `\u00A0${minutes}`}`;
}

/** `Alpha`, `Alpha et Bêta`, `Alpha, Bêta et Gamma`. */
export function enumerate(words: readonly string[]): string {
  return new Intl.ListFormat('fr', { type: 'conjunction' }).format(words);
}

export const productNames = (committee: CommitteeView): string =>
  enumerate(committee.products.map((product) => product.name));

export interface AgendaItem {
  readonly productId: string;
  readonly name: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** The sitting shared out evenly between its products, in their order. */
export function agenda({ startsAt, durationMinutes, products }: CommitteeView): readonly AgendaItem[] {
  const each = (durationMinutes * 60_000) / products.length;
  return products.map(({ id, name }, index) => ({
    productId: id,
    name,
    startsAt: addMilliseconds(startsAt, Math.round(index * each)),
    endsAt: addMilliseconds(startsAt, Math.round((index + 1) * each)),
  }));
}

export function agendaList(committee: CommitteeView): MailBlock {
  return {
    type: 'list',
    items: agenda(committee).map(({ name, startsAt, endsAt }) => [
      `De ${frenchTime(startsAt)} à ${frenchTime(endsAt)}\u00A0: `,
      { bold: name },
    ]),
  };
}

/** `50 minutes`, `1 heure`, `1 h 40`. */
export function frenchDuration(minutes: number): string {
  const hours = Math.trunc(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return counted(rest, 'minute');
  return rest === 0 ? counted(hours, 'heure') : `${hours}\u00A0h\u00A0${String(rest).padStart(2, '0')}`;
}

/** When, how long and where. */
export function whereAndWhen(committee: CommitteeView): MailBlock {
  const { startsAt, durationMinutes, place, videoUrl, incubatorName } = committee;
  return {
    type: 'facts',
    rows: [
      { label: 'Date', value: [{ bold: frenchDateTime(startsAt) }] },
      { label: 'Durée', value: frenchDuration(durationMinutes) },
      ...(place === null ? [] : [{ label: 'Lieu', value: place }]),
      ...(videoUrl === null
        ? []
        : [{ label: 'Visioconférence', value: [{ link: 'Rejoindre la visioconférence', href: videoUrl }] }]),
      { label: 'Incubateur', value: incubatorName },
    ],
  };
}

export const committeeUrl = ({ baseUrl }: MailFrame, committeeId: string): string =>
  `${baseUrl}/comites/${committeeId}`;

/** Leads to a product's dossier from its committee, before and after it is opened. */
export const dossierUrl = (frame: MailFrame, committeeId: string, productId: string): string =>
  `${committeeUrl(frame, committeeId)}/dossiers/${productId}`;

export const planningUrl = (baseUrl: string, productId: string, on?: CalendarDate): string =>
  `${baseUrl}/comites/nouveau?produit=${productId}${on ? `&date=${on}` : ''}`;
