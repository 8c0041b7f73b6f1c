import type { CommitteeView } from '#libs/committees/index.js';
import { type CheckUp, type Completeness, dossierDueOn, progressKey } from '#libs/dossiers/index.js';
import { ROLE_LABELS } from '#libs/identity/index.js';
import { addDays, counted, daysBetween, dueWords, frenchDate, frenchDateTime, parisDate } from '#libs/kernel/index.js';
import type { PortfolioLine, ProductRecord } from '#libs/portfolio/index.js';
import { LIFECYCLE_LABELS } from '#workflows/contract/index.js';
import { answererOf, awaitedSignatories } from '#workflows/deliberation-record/index.js';

import { lateness } from '../portfolio/duty-words.js';
import { NEAR_DAYS, SOON_DAYS, type Standpoint, type Task, type Tasks } from './task.js';

export interface DashboardFacts {
  /** The products of the person in an active phase, the soonest wanted first. */
  readonly lines: readonly PortfolioLine[];
  /** Committees not closed yet, earliest first. */
  readonly committees: readonly CommitteeView[];
  readonly records: readonly ProductRecord[];
  /** Committees whose members have answered the dates proposed: one is to be chosen. */
  readonly toDate: ReadonlySet<string>;
  /** How far dossiers are, by `progressKey`. */
  readonly progress?: ReadonlyMap<string, Completeness>;
  /** Check-ups that are due, for the products whose dossiers the person prepares. */
  readonly checkUps?: readonly (CheckUp & { readonly productName: string })[];
}

/** What awaits the person today, by kind of work, the most pressing first. */
export function tasksOf(facts: DashboardFacts, standpoint: Standpoint): Tasks {
  return {
    sittings: facts.committees.flatMap((committee) => sitting(committee, standpoint)),
    toPlan: facts.lines.flatMap((line) => toPlan(line, standpoint)),
    toConvene: facts.committees.flatMap((committee) => toConvene(committee, facts.toDate, standpoint)),
    dossiers: facts.committees.flatMap((committee) => dossiers(committee, facts.progress, standpoint)),
    checkUps: (facts.checkUps ?? []).map(toCheckUp),
    records: facts.records.flatMap((record) => toReview(record, standpoint)),
    signOffs: facts.records.flatMap((record) => signOff(record, standpoint)),
  };
}

function sitting(committee: CommitteeView, { today, managed }: Standpoint): readonly Task[] {
  if (!managed.has(committee.incubatorId)) return [];
  const isSitting = committee.state.startsWith('sitting.');
  const isReady = committee.state === 'convened' || committee.state === 'preparing';
  const day = parisDate(committee.startsAt);
  if (!isSitting && !(isReady && day <= today)) return [];
  return [
    {
      ...aboutCommittee(committee),
      badge: isSitting
        ? { severity: 'info', words: 'Séance en cours' }
        : day < today
          ? { severity: 'error', words: 'Séance non ouverte' }
          : { severity: 'warning', words: 'Aujourd’hui' },
      action: {
        label: isSitting ? 'Reprendre la séance' : 'Ouvrir la séance',
        href: `/comites/${committee.id}/seance`,
      },
    },
  ];
}

function toPlan(line: PortfolioLine, { managed }: Standpoint): readonly Task[] {
  const { product, incubator, standing, daysLate } = line;
  if (!incubator || !managed.has(incubator.id) || (standing !== 'overdue' && standing !== 'due')) return [];
  return [
    {
      key: product.id,
      subject: product.name,
      subjectHref: `/produits/${product.id}`,
      detail: dutyDetail(line),
      badge:
        standing === 'overdue'
          ? { severity: 'error', words: `En retard de ${lateness(daysLate)}` }
          : { severity: 'warning', words: 'À planifier' },
      action: { label: 'Planifier', href: `/comites/nouveau?produit=${product.id}` },
    },
  ];
}

function dutyDetail({ phase, due, wanted, isAdvanced, lastCommittee }: PortfolioLine): string {
  const last = lastCommittee ? `dernier comité le ${frenchDate(lastCommittee)}` : 'aucun comité connu';
  const days = due && wanted ? dueWords(wanted, due, isAdvanced) : 'dû';
  return `${LIFECYCLE_LABELS[phase]}. Comité ${days}\u202F; ${last}.`;
}

function toConvene(
  committee: CommitteeView,
  toDate: ReadonlySet<string>,
  { today, managed }: Standpoint,
): readonly Task[] {
  if (!managed.has(committee.incubatorId)) return [];
  if (toDate.has(committee.id))
    return [
      {
        ...aboutCommittee(committee),
        badge: { severity: 'info', words: 'Réponses réunies' },
        action: { label: 'Choisir la date', href: `/comites/${committee.id}/dates` },
      },
    ];
  if (!['planned', 'convened', 'preparing'].includes(committee.state)) return [];
  const missing = committee.missing.flatMap(({ productName, roles, declined }) => {
    const lacking = [...roles, ...declined].map((role) => ROLE_LABELS[role]);
    return lacking.length > 0 ? [`${productName}\u00A0: ${lacking.join(', ')}`] : [];
  });
  const isPlanned = committee.state === 'planned';
  if (!isPlanned && (missing.length === 0 || parisDate(committee.startsAt) > addDays(today, NEAR_DAYS))) return [];
  const about = aboutCommittee(committee);
  return [
    {
      ...about,
      detail: missing.length > 0 ? `${about.detail}. Manquent — ${missing.join('\u202F; ')}.` : about.detail,
      badge: isPlanned
        ? { severity: 'warning', words: 'Invitations à envoyer' }
        : { severity: 'warning', words: 'Personnes manquantes' },
      action: isPlanned
        ? { label: 'Convoquer', href: `/comites/${committee.id}` }
        : { label: 'Remplacer ou déplacer', href: `/comites/${committee.id}#manquants` },
    },
  ];
}

function dossiers(
  committee: CommitteeView,
  progress: DashboardFacts['progress'],
  { today, managed, prepared }: Standpoint,
): readonly Task[] {
  if (committee.state !== 'preparing') return [];
  const dueOn = dossierDueOn(committee.context);
  return committee.context.products.flatMap(({ productId, dossier }): readonly Task[] => {
    const isOurs = prepared.has(productId);
    if (dossier === 'submitted' || !(isOurs || managed.has(committee.incubatorId))) return [];
    const product = committee.products.find(({ id }) => id === productId);
    const far = progress?.get(progressKey(committee.id, productId));
    const left = daysBetween(today, dueOn);
    return [
      {
        key: `${committee.id}:${productId}`,
        subject: product?.name ?? 'Produit',
        subjectHref: `/produits/${productId}`,
        detail: `Attendu le ${frenchDate(dueOn)}, pour le comité du ${frenchDate(parisDate(committee.startsAt))}.${far ? ` ${counted(far.done, 'partie remplie', 'parties remplies')} sur ${far.total}.` : ''}`,
        badge:
          left < 0
            ? { severity: 'error', words: `En retard de ${counted(-left, 'jour')}` }
            : {
                severity: left <= SOON_DAYS ? 'warning' : 'info',
                words: left === 0 ? 'Aujourd’hui' : `Dans ${counted(left, 'jour')}`,
              },
        action: {
          label: isOurs ? 'Remplir le dossier' : 'Voir le dossier',
          href: `/comites/${committee.id}/dossiers/${productId}`,
        },
      },
    ];
  });
}

const toCheckUp = ({ productId, productName, setOn, dueOn }: CheckUp & { readonly productName: string }): Task => ({
  key: `${productId}:${setOn}`,
  subject: productName,
  subjectHref: `/produits/${productId}`,
  detail: `Où en sont les objectifs fixés le ${frenchDate(setOn)}\u202F? Quelques lignes suffisent\u202F; elles seront dans votre prochain dossier.`,
  badge: { severity: 'warning', words: `Attendu le ${frenchDate(dueOn)}` },
  action: { label: 'Faire le point', href: `/produits/${productId}/point` },
});

function toReview({ recordId, state, context, product }: ProductRecord, standpoint: Standpoint): readonly Task[] {
  if (product.incubatorId === null || !standpoint.managed.has(product.incubatorId)) return [];
  const isFailing = context.failure !== null;
  const words = isFailing
    ? 'PDF en échec'
    : { inReview: 'À relire', changesRequested: 'Modifications demandées' }[state];
  if (words === undefined) return [];
  return [
    {
      ...aboutRecord(recordId, context, product),
      badge: { severity: isFailing ? 'error' : 'warning', words },
      action: { label: state === 'changesRequested' ? 'Corriger' : 'Relire', href: `/releves/${recordId}` },
    },
  ];
}

function signOff({ recordId, state, context, product }: ProductRecord, standpoint: Standpoint): readonly Task[] {
  if (state !== 'awaitingSignOff') return [];
  const awaited = awaitedSignatories(context);
  const isMine = awaited.some((place) => answererOf(place) === standpoint.personId);
  if (!isMine && (product.incubatorId === null || !standpoint.managed.has(product.incubatorId))) return [];
  const asked = context.askedOn ? ` Demandée le ${frenchDate(context.askedOn)}.` : '';
  const about = aboutRecord(recordId, context, product);
  return [
    {
      ...about,
      detail: isMine ? `${about.detail} Ouvrez le lien reçu par courriel pour répondre.` : `${about.detail}${asked}`,
      badge: isMine
        ? { severity: 'warning', words: 'Votre réponse est attendue' }
        : { severity: 'info', words: counted(awaited.length, 'réponse attendue', 'réponses attendues') },
      action: { label: isMine ? 'Lire le relevé' : 'Suivre', href: `/releves/${recordId}` },
    },
  ];
}

const aboutCommittee = ({ id, startsAt, products, incubatorName }: CommitteeView) => ({
  key: id,
  subject: products.map(({ name }) => name).join(', '),
  subjectHref: `/comites/${id}`,
  detail: `${capitalized(frenchDateTime(startsAt))}, ${incubatorName}`,
});

const aboutRecord = (recordId: string, { decision }: ProductRecord['context'], product: ProductRecord['product']) => ({
  key: recordId,
  subject: product.name,
  subjectHref: `/releves/${recordId}`,
  detail: decision ? `Comité du ${frenchDate(decision.heldOn)}.` : 'Relevé de décision.',
});

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
