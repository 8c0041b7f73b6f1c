import type { CalendarDate, Instant } from '#libs/kernel/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

import type { DossierContent } from './dossier.content.js';

/** What a team hands to one committee about its product. */
export interface Dossier {
  readonly id: string;
  readonly committeeId: string;
  readonly productId: string;
  /** Rises with each save: who saves says which one they started from. */
  readonly revision: number;
  /** As last saved; the team's own until it is submitted. */
  readonly content: DossierContent;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
  /** Null until somebody writes in it. */
  readonly updatedBy: string | null;
  /** As last submitted: what the members read, whatever was saved since. */
  readonly submission: Submission | null;
}

export interface Submission {
  readonly content: DossierContent;
  readonly revision: number;
  readonly at: Instant;
  readonly by: string;
}

/** A dossier that somebody has to prepare. */
export interface DossierToPrepare {
  readonly dossierId: string;
  readonly committeeId: string;
  readonly startsAt: Instant;
  readonly product: { readonly id: string; readonly name: string; readonly phase: LifecycleState };
  /** The day on which the members receive it. */
  readonly dueOn: CalendarDate;
  readonly submittedAt: Instant | null;
}
