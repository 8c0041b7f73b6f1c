import { type CalendarDate, frenchDate } from '#libs/kernel/index.js';
import { LIFECYCLE_LABELS, type LifecycleState } from '#workflows/contract/index.js';

import { glimpse, quoted } from './register-text.js';

const label = (state: LifecycleState): string => quoted(LIFECYCLE_LABELS[state]);
const phase = (name: string): string => (name === '' ? 'Phase sans nom' : `Phase ${quoted(name)}`);
const event = (name: string): string => (name === '' ? 'Événement sans nom' : `Événement ${quoted(name)}`);
const said = (detail: string, handled: string) => ({ detail, handled });

/** Where a date stands in a product's sheet. */
export type DatePlace =
  | { readonly of: 'start' | 'end'; readonly name: string }
  | { readonly of: 'event'; readonly name: string };

const place = (where: DatePlace): string =>
  where.of === 'event' ? event(where.name) : `${phase(where.name)}, ${where.of === 'start' ? 'début' : 'fin'}`;

/** Everything odd that is looked for in a register, with what is said and what was done about it. */
const catalogue = {
  overlap: (name: string, end: CalendarDate, next: string, start: CalendarDate) =>
    said(
      `${phase(name)} finie le ${frenchDate(end)}, alors que ${quoted(next)} a commencé le ${frenchDate(start)}.`,
      'Les deux phases et leurs dates sont conservées\u202F; l’étape suit la phase commencée en dernier.',
    ),
  'going-back': (from: LifecycleState, to: LifecycleState, on: CalendarDate) =>
    said(
      `Retour de ${label(from)} à ${label(to)} le ${frenchDate(on)}.`,
      'L’historique est conservé tel quel\u202F; l’étape suit la phase commencée en dernier.',
    ),
  'same-day': (names: readonly string[], on: CalendarDate) =>
    said(
      `Phases commencées le même jour, le ${frenchDate(on)}\u00A0: ${names.map(quoted).join(', ')}.`,
      'Toutes sont conservées, rangées dans l’ordre de vie d’un produit.',
    ),
  'repeated-phase': (state: LifecycleState, first: CalendarDate, again: CalendarDate) =>
    said(
      `${label(state)} commencée le ${frenchDate(first)}, puis de nouveau le ${frenchDate(again)}.`,
      'Les deux débuts sont conservés.',
    ),
  'duplicate-phase': (name: string, start: CalendarDate) =>
    said(
      `${phase(name)} inscrite plusieurs fois au ${frenchDate(start)}.`,
      'Conservée une fois, avec la dernière fin lue.',
    ),
  'unknown-phase': (name: string) =>
    said(
      `${phase(name)}\u00A0: nom inconnu du registre.`,
      'Conservée dans l’historique sous son nom\u202F; elle ne change pas l’étape du produit.',
    ),
  'former-phase-name': (name: string, state: LifecycleState) =>
    said(`${phase(name)}\u00A0: ancien nom du registre.`, `Lue comme ${label(state)}.`),
  'missing-date': (name: string) =>
    said(
      `${phase(name)}, début\u00A0: date absente.`,
      'Conservée à part, sans date\u202F; elle ne change pas l’étape du produit.',
    ),
  'invalid-date': (where: DatePlace, raw: unknown, readAs: CalendarDate | undefined) =>
    said(
      `${place(where)}\u00A0: date ${glimpse(raw)} mal écrite.`,
      readAs
        ? `Lue comme le ${frenchDate(readAs)}.`
        : { start: 'Phase conservée à part, sans date.', end: 'Fin ignorée.', event: 'Conservé sans date.' }[where.of],
    ),
  'imprecise-date': (where: DatePlace, raw: unknown, readAs: CalendarDate) =>
    said(`${place(where)}\u00A0: date ${glimpse(raw)} sans jour.`, `Lue comme le ${frenchDate(readAs)}.`),
  'future-date': (where: DatePlace, date: CalendarDate) =>
    said(
      `${place(where)}\u00A0: le ${frenchDate(date)} n’est pas encore passé.`,
      where.of === 'event'
        ? 'Conservé parmi les événements\u202F; ne compte pas encore.'
        : 'Conservée dans l’historique\u202F; elle ne change pas encore l’étape.',
    ),
  'end-before-start': (name: string, start: CalendarDate, end: CalendarDate) =>
    said(
      `${phase(name)} commencée le ${frenchDate(start)} et finie avant, le ${frenchDate(end)}.`,
      'Début conservé, fin ignorée.',
    ),
  'ended-without-next': (name: string, end: CalendarDate) =>
    said(`${phase(name)} finie le ${frenchDate(end)}, sans phase ensuite.`, 'Le produit reste à cette étape.'),
  'no-phase': () => said('Aucune phase datée et connue n’a commencé.', 'Produit repris sans phase connue.'),
  'event-without-date': (name: string) =>
    said(`${event(name)} sans date.`, 'Conservé parmi les événements\u202F; ne compte pas comme comité.'),
  'unknown-event': (name: string) =>
    said(`${event(name)}\u00A0: nom inconnu du registre.`, 'Conservé parmi les événements, sous son nom.'),
  'duplicate-event': (name: string, on: CalendarDate | undefined) =>
    said(
      `${event(name)} inscrit plusieurs fois${on ? ` au ${frenchDate(on)}` : ''}.`,
      'Compté une fois, commentaires réunis.',
    ),
  'end-event-ignored': (on: CalendarDate, state: LifecycleState) =>
    said(
      `Fin du produit annoncée le ${frenchDate(on)}, mais aucune phase d’arrêt ensuite.`,
      `Le produit reste à l’étape ${label(state)}, d’après ses phases.`,
    ),
  'unknown-sponsor': (id: string) =>
    said(`Sponsor ${quoted(id)} absent des organisations.`, 'Non rattaché\u202F; son identifiant est conservé.'),
  'unknown-incubator': (id: string) =>
    said(`Incubateur ${quoted(id)} absent du registre.`, 'Incubateur repris avec son identifiant pour nom.'),
  'no-incubator': () => said('Aucun incubateur indiqué.', 'Produit repris sans incubateur.'),
  'duplicate-product': (times: number, same: boolean) =>
    said(
      `Produit inscrit ${times} fois${same ? '' : ', avec des contenus différents'}.`,
      same ? 'Repris une fois.' : 'Repris une fois, d’après la dernière inscription.',
    ),
  'missing-name': () => said('Nom absent.', 'L’identifiant tient lieu de nom.'),
  'odd-characters': () => said('Caractères de contrôle ou incomplets dans la fiche.', 'Retirés ou remplacés.'),
  'unreadable-link': (name: string, raw: unknown) =>
    said(`Lien ${quoted(name)}\u00A0: ${glimpse(raw)} n’est pas une adresse web.`, 'Lien ignoré.'),
  malformed: (where: string, raw: unknown) =>
    said(
      `${quoted(where)} n’a pas la forme attendue\u00A0: ${glimpse(raw)}.`,
      'Ignoré, le reste de la fiche est repris.',
    ),
} as const;

type Catalogue = typeof catalogue;

export type OddityKind = keyof Catalogue;

export const ODDITY_KINDS = Object.keys(catalogue) as readonly OddityKind[];

/** One thing odd in a product's sheet: told, never refused. `detail` and `handled` are French sentences. */
export interface Oddity {
  /** The product's identifier in the register. */
  readonly product: string;
  readonly kind: OddityKind;
  readonly detail: string;
  /** What was done about it. */
  readonly handled: string;
}

/** Notes an oddity of the product being read. */
export type Note = <K extends OddityKind>(kind: K, ...told: Parameters<Catalogue[K]>) => void;

/** The note-taker of one product: what it notes lands in `into`. */
export function noteTaker(product: string, into: Oddity[]): Note {
  return (kind, ...told) => {
    const say = catalogue[kind] as (...told: unknown[]) => { detail: string; handled: string };
    into.push({ product, kind, ...say(...told) });
  };
}
