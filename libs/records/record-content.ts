import type { CommitteeMember, CommitteeView } from '#libs/committees/index.js';
import {
  BUDGET_LINE_LABELS,
  type Decision,
  type JudgedObjective,
  OUTCOME_LABELS,
  phaseAfter,
  phaseDecisionLabel,
  STOP_REASON_LABELS,
} from '#libs/decisions/index.js';
import { type CalendarDate, canonicalJson, hashSecret, type Instant } from '#libs/kernel/index.js';
import type { RecordDecision, RecordDocument, RecordIndicator, RecordMember } from '#libs/pdf/index.js';
import { LIFECYCLE_LABELS, MEANS_LABELS } from '#workflows/contract/index.js';

import { capacityFor, qualityOf, sitsFor } from './record-quality.js';

/** What a first version is written from. */
export interface RecordSources {
  readonly reference: string;
  readonly issuedAt: Instant;
  readonly committee: Pick<CommitteeView, 'incubatorName' | 'startsAt' | 'place' | 'videoUrl' | 'products' | 'members'>;
  readonly decision: Decision;
  readonly indicators: readonly RecordIndicator[];
  /** Null when no other committee will be owed. */
  readonly nextCommitteeDue: CalendarDate | null;
}

/** What the lead may word otherwise; everything else is what the committee decided. */
export interface RecordTexts {
  readonly presentation: string;
  readonly discussion: string;
  readonly reservations: readonly string[];
}

/** The first version of a record: the decision as it was recorded, in the words that are printed. */
export function firstVersion({ committee, decision, ...sources }: RecordSources): RecordDocument {
  const { productId } = decision;
  return {
    reference: sources.reference,
    version: 1,
    issuedAt: sources.issuedAt,
    product: committee.products.find((product) => product.id === productId)?.name ?? '',
    incubator: committee.incubatorName,
    committee: { at: committee.startsAt, place: placeOf(committee) },
    phaseBefore: LIFECYCLE_LABELS[decision.phaseBefore],
    phaseAfter: LIFECYCLE_LABELS[phaseAfter(decision)],
    members: committee.members
      .filter((member) => sitsFor(member, productId))
      .map((member) => recordMember(member, productId)),
    discussion: decision.summary,
    objectives: decision.objectives.map(({ text, outcome, result, note }) => ({
      text,
      outcome,
      result,
      ...(note === null ? {} : { note }),
    })),
    indicators: sources.indicators,
    decision: rulings(decision),
    funding: {
      ...(decision.period ? { period: { from: decision.period.opensOn, to: decision.period.closesOn } } : {}),
      byLine: decision.amounts
        .filter(({ cents }) => cents > 0)
        .map(({ line, cents }) => ({ label: BUDGET_LINE_LABELS[line], cents })),
      byFunder: decision.funders.map(({ name, cents }) => ({ label: name, cents })),
    },
    reservations: decision.reservations,
    blockers: decision.blockers.map(({ what, who, by }) => ({ what, who, due: by })),
    nextObjectives: decision.nextObjectives.map(({ text, criterionThreeMonths, criterionSixMonths }) => ({
      text,
      ...(criterionThreeMonths === null ? {} : { atThreeMonths: criterionThreeMonths }),
      atSixMonths: criterionSixMonths,
    })),
    ...(decision.roadmapOpinion === null ? {} : { roadmapOpinion: decision.roadmapOpinion }),
    ...(sources.nextCommitteeDue === null ? {} : { nextCommitteeDue: sources.nextCommitteeDue }),
    // Nobody was asked to sign yet; the sealed version names them, with their answers.
    signatories: [],
  };
}

/** The version after `before`, with the texts as edited: blank ones leave their section out. */
export function nextVersion(before: RecordDocument, texts: RecordTexts, issuedAt: Instant): RecordDocument {
  const { presentation: _presentation, discussion: _discussion, ...rest } = before;
  const { presentation, discussion, reservations } = cleaned(texts);
  return {
    ...rest,
    version: before.version + 1,
    issuedAt,
    ...(presentation === '' ? {} : { presentation }),
    ...(discussion === '' ? {} : { discussion }),
    reservations,
  };
}

export function textsOf({ presentation = '', discussion = '', reservations }: RecordDocument): RecordTexts {
  return { presentation, discussion, reservations };
}

/** SHA-256 of a content, whatever order PostgreSQL gives its keys back in. */
export function contentHash(content: RecordDocument): string {
  return hashSecret(canonicalJson(content));
}

function cleaned({ presentation, discussion, reservations }: RecordTexts): RecordTexts {
  return {
    presentation: presentation.trim(),
    discussion: discussion.trim(),
    reservations: reservations.map((one) => one.trim()).filter((one) => one !== ''),
  };
}

function placeOf({ place, videoUrl }: Pick<CommitteeView, 'place' | 'videoUrl'>): string {
  if (place === null) return 'en visioconférence';
  return videoUrl === null ? place : `${place}, et en visioconférence`;
}

function recordMember(member: CommitteeMember, productId: string): RecordMember {
  const { person, attendance, representedBy } = member;
  return {
    name: person.name,
    quality: qualityOf(person, capacityFor(member, productId)),
    attendance:
      attendance === 'represented'
        ? { kind: 'represented', by: representedBy ?? 'une personne qui n’a pas été nommée' }
        : { kind: attendance ?? 'absent' },
  };
}

function rulings(decision: Decision): RecordDecision {
  const { means, phase, phaseBefore, stopReason, evidenceAwaited } = decision;
  return {
    objectives: { label: objectivesLabel(decision.objectives) },
    means: {
      label: MEANS_LABELS[means],
      ...(evidenceAwaited === null ? {} : { text: `Preuves attendues : ${evidenceAwaited}` }),
    },
    phase: {
      label: phaseDecisionLabel(phase, phaseBefore),
      ...(stopReason === null ? {} : { text: `Motif : ${STOP_REASON_LABELS[stopReason]}` }),
    },
  };
}

/** `Validés` when all were; else how many of each: `2 validés, 1 modifié`. */
function objectivesLabel(objectives: readonly JudgedObjective[]): string {
  if (objectives.length === 0) return 'Aucun objectif n’avait été fixé';
  const counts = (['validated', 'modified', 'invalidated'] as const)
    .map((outcome) => ({ outcome, count: objectives.filter((one) => one.outcome === outcome).length }))
    .filter(({ count }) => count > 0);
  const [only] = counts;
  if (counts.length === 1 && only) return plural(OUTCOME_LABELS[only.outcome], only.count);
  return counts
    .map(({ outcome, count }) => `${count}\u00A0${plural(OUTCOME_LABELS[outcome], count).toLowerCase()}`)
    .join(', ');
}

const plural = (label: string, count: number): string => (count > 1 ? `${label}s` : label);
