import type { CommitteeView } from '#libs/committees/index.js';
import { type Decision, phaseDecisionLabel } from '#libs/decisions/index.js';
import { type CalendarDate, formatEuros, frenchDate, parisDate } from '#libs/kernel/index.js';
import type { HistoryLine, PortfolioLine, Product } from '#libs/portfolio/index.js';
import { Badge, type TimelineEntry } from '#libs/ui/index.js';
import { committee as committeeProcess } from '#workflows/committee/index.js';
import { LIFECYCLE_LABELS, MEANS_LABELS } from '#workflows/contract/index.js';

import { LifecycleBadge } from '../portfolio/lifecycle-badge.js';
import { eventLabel } from './product.labels.js';

export interface ProductPast {
  readonly product: Product;
  readonly line: PortfolioLine;
  readonly history: readonly HistoryLine[];
  readonly committees: readonly CommitteeView[];
  readonly decisions: readonly Decision[];
  readonly on: CalendarDate;
}

/** Everything known of a product's life, the latest first and what has no date last. */
export function productTimeline(past: ProductPast): readonly TimelineEntry[] {
  const entries = [
    ...dueEntry(past),
    ...past.committees.map((committee) => committeeEntry(committee, past.on)),
    ...past.decisions.map(decisionEntry),
    ...presentPhase(past),
    ...past.history.map((line) => historyEntry(line, past)),
  ];
  return entries.toSorted(({ date: one = '' }, { date: other = '' }) => (one === other ? 0 : one < other ? 1 : -1));
}

function dueEntry({ line }: ProductPast): readonly TimelineEntry[] {
  if (line.due === null || line.planned !== null) return [];
  const state = line.daysLate > 0 ? 'late' : 'coming';
  const body = line.wanted !== null && line.wanted < line.due && (
    <p>{`À tenir avant le ${frenchDate(line.wanted)} pour rester sous six mois.`}</p>
  );
  return [{ key: 'due', date: line.due, title: 'Comité dû', kind: 'committee', state, body }];
}

function committeeEntry({ id, startsAt, state, products }: CommitteeView, on: CalendarDate): TimelineEntry {
  const date = parisDate(startsAt);
  const others = products.length - 1;
  return {
    key: id,
    date,
    kind: 'committee',
    state: date < on || state === 'decided' || state === 'closed' ? 'done' : date === on ? 'current' : 'coming',
    title: (
      <a href={`/comites/${id}`}>
        Comité d’investissement<span class="fr-sr-only"> du {frenchDate(date)}</span>
      </a>
    ),
    badge: (
      <Badge severity={state === 'cancelled' ? 'warning' : 'neutral'} size="sm">
        {committeeProcess.labels.states[state] ?? state}
      </Badge>
    ),
    body: others > 0 && `Avec ${others === 1 ? 'un autre produit' : `${others} autres produits`}.`,
  };
}

function decisionEntry(decision: Decision): TimelineEntry {
  const { id, heldOn, means, phase, phaseBefore, totalCents, effectiveAt, recordId, summary } = decision;
  return {
    key: id,
    date: heldOn,
    kind: 'decision',
    title: phaseDecisionLabel(phase, phaseBefore),
    badge: effectiveAt === null && (
      <Badge severity="info" size="sm">
        À valider
      </Badge>
    ),
    body: (
      <>
        <p>
          {MEANS_LABELS[means]}
          {totalCents > 0 && `\u00A0: ${formatEuros(totalCents)}`}
          {recordId && (
            <>
              {' · '}
              <a href={`/releves/${recordId}`}>
                Relevé de décision<span class="fr-sr-only"> du {frenchDate(heldOn)}</span>
              </a>
            </>
          )}
        </p>
        {summary && <p>{summary}</p>}
      </>
    ),
  };
}

/** The phase the product is in, when the register's history does not tell it: it was entered here. */
function presentPhase({ product: { phase, since }, history }: ProductPast): readonly TimelineEntry[] {
  if (phase === 'proposed' || since === null) return [];
  if (history.some((line) => line.state === phase && line.startsOn === since)) return [];
  const title = <LifecycleBadge state={phase} />;
  return [
    { key: 'phase', date: since, dateLabel: `depuis le ${frenchDate(since)}`, title, kind: 'phase', state: 'current' },
  ];
}

/** The day that a phase the register left open was ended on by a decision taken here: that of the first that moved the product. */
function leftOn({ kind, state, startsOn }: HistoryLine, { decisions, product }: ProductPast): CalendarDate | null {
  if (kind !== 'phase' || startsOn === null || (state === product.phase && startsOn === product.since)) return null;
  const days = decisions
    .filter(({ phase, phaseBefore, effectiveAt }) => phase !== 'stay' && phaseBefore === state && effectiveAt !== null)
    .map(({ heldOn }) => heldOn)
    .filter((day) => day >= startsOn);
  return days.toSorted()[0] ?? null;
}

function historyEntry(line: HistoryLine, past: ProductPast): TimelineEntry {
  const { product, on } = past;
  const { startsOn } = line;
  const endsOn = line.endsOn ?? leftOn(line, past);
  const isPresent = line.kind === 'phase' && line.state === product.phase && startsOn === product.since;
  return {
    key: line.id,
    date: startsOn ?? undefined,
    dateLabel:
      startsOn === null
        ? 'Sans date'
        : isPresent
          ? `depuis le ${frenchDate(startsOn)}`
          : endsOn
            ? `du ${frenchDate(startsOn)} au ${frenchDate(endsOn)}`
            : undefined,
    kind: line.kind,
    state: isPresent ? 'current' : startsOn !== null && startsOn > on ? 'coming' : 'done',
    title: historyTitle(line),
    body: line.comment && line.comment.split('\n').map((paragraph, index) => <p key={index}>{paragraph}</p>),
  };
}

function historyTitle({ kind, name, state }: HistoryLine) {
  if (kind === 'committee') return 'Comité d’investissement';
  if (kind === 'event') return eventLabel(name);
  if (state === null) return `Phase «\u00A0${name}\u00A0» (inconnue de Jalon)`;
  return <LifecycleBadge state={state} />;
}

/** What the timeline says of a state in words, for those who read it elsewhere. */
export const phaseWords = ({ phase, since }: Product): string =>
  since === null ? LIFECYCLE_LABELS[phase] : `${LIFECYCLE_LABELS[phase]} depuis le ${frenchDate(since)}`;
