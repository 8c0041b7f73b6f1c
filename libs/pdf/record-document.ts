import type { CalendarDate, Cents, Instant } from '#libs/kernel/index.js';

/**
 * Everything a deliberation record (« relevé de décision du comité d'investissement ») prints.
 * Texts are what people typed: several paragraphs parted by a blank line, a line starting with `- ` being a list item.
 * Labels that belong to the programme (phases, rulings, budget lines) come ready in French; an empty list or an absent
 * optional leaves its section out.
 */
export interface RecordDocument {
  /** Such as `RD-2026-0042`. */
  readonly reference: string;
  /** 1 for the first issue; a corrected record counts on. */
  readonly version: number;
  /** When this version was issued; becomes the date of the PDF. */
  readonly issuedAt: Instant;
  /** The sealed record that this one cancels and replaces, and why. */
  readonly replaces?: { readonly reference: string; readonly on: CalendarDate; readonly reason: string };
  readonly product: string;
  readonly incubator: string;
  readonly committee: RecordCommittee;
  readonly phaseBefore: string;
  readonly phaseAfter: string;
  readonly members: readonly RecordMember[];
  readonly presentation?: string;
  readonly discussion?: string;
  /** What was aimed at for the half-year that ends. */
  readonly objectives: readonly RecordObjective[];
  readonly indicators: readonly RecordIndicator[];
  readonly decision: RecordDecision;
  readonly funding: RecordFunding;
  readonly reservations: readonly string[];
  readonly blockers: readonly RecordBlocker[];
  /** What the half-year that opens aims at. */
  readonly nextObjectives: readonly RecordNextObjective[];
  /** The committee's opinion on the roadmap; it never imposes features. */
  readonly roadmapOpinion?: string;
  readonly nextCommitteeDue?: CalendarDate;
  readonly signatories: readonly RecordSignatory[];
  readonly proof?: RecordProof;
}

export interface RecordCommittee {
  readonly at: Instant;
  /** A room, an address, or « en visioconférence ». */
  readonly place: string;
}

export interface RecordMember {
  readonly name: string;
  /** Function and administration. */
  readonly quality: string;
  readonly attendance:
    | { readonly kind: 'present' }
    | { readonly kind: 'represented'; readonly by: string }
    | { readonly kind: 'absent' };
}

export interface RecordObjective {
  readonly text: string;
  /** The committee's ruling on the objective. */
  readonly outcome: 'validated' | 'modified' | 'invalidated';
  readonly result: string;
  readonly note?: string;
}

export interface RecordIndicator {
  readonly name: string;
  readonly kind: 'effort' | 'usage' | 'impact';
  readonly unit?: string;
  /** Written as people read it, such as `12 000`; the unit stands apart. */
  readonly target?: string;
  readonly value?: string;
  readonly status: 'reached' | 'partly-reached' | 'missed' | 'not-measured' | 'without-target';
}

/** A ruling in French: the label of the choice, and what the committee added. */
export interface RecordRuling {
  readonly label: string;
  readonly text?: string;
}

export interface RecordDecision {
  readonly objectives: RecordRuling;
  /** Its label opens the band at the top of the record. */
  readonly means: RecordRuling;
  readonly phase: RecordRuling;
}

export interface RecordFunding {
  readonly period?: { readonly from: CalendarDate; readonly to: CalendarDate };
  readonly byLine: readonly RecordAmount[];
  readonly byFunder: readonly RecordAmount[];
}

export interface RecordAmount {
  readonly label: string;
  readonly cents: Cents;
}

export interface RecordBlocker {
  readonly what: string;
  readonly who?: string;
  readonly due?: CalendarDate;
}

export interface RecordNextObjective {
  readonly text: string;
  readonly atThreeMonths?: string;
  readonly atSixMonths?: string;
}

export type SignatoryChoice = 'approved' | 'approved-with-reservations' | 'changes-requested' | 'declined';

export interface RecordSignatory {
  readonly name: string;
  readonly quality: string;
  readonly role: 'required' | 'information';
  /** Who signs in their place: printed « délégué pour nom ». */
  readonly delegate?: string;
  readonly signature?: { readonly choice: SignatoryChoice; readonly at: Instant; readonly comment?: string };
}

/** How each signature was obtained, printed on the sealed version. */
export interface RecordProof {
  /** SHA-256 of the version that was signed, in hexadecimal. */
  readonly documentHash: string;
  readonly signatures: readonly RecordSignatureFacts[];
  /** Where anyone may check the record; a web address. */
  readonly verificationUrl?: string;
}

export interface RecordSignatureFacts {
  readonly name: string;
  readonly at: Instant;
  /** In a French sentence or two: link sent to, code checked, choice made. */
  readonly facts: readonly string[];
}
