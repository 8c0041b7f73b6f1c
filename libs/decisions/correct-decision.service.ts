import { Injectable } from '@nestjs/common';

import { type Instant, NotFound } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { columnsOf, settled } from './decision-columns.js';
import { DecisionCorrectionRow } from './decision-correction.row.js';
import { DecisionRefused } from './decision.errors.js';
import type { Decision, DecisionDraft } from './decision.js';
import { type CheckedDecision, checkDecision, type DecisionFacts } from './decision-rules.js';
import { Decisions } from './decisions.reader.js';

/** Puts right, outside the sitting, what was recorded of a decision. Access, and what becomes of it, are the caller's. */
@Injectable()
export class CorrectDecision {
  constructor(
    private readonly decisions: Decisions,
    private readonly transactions: Transactions,
  ) {}

  /** What a correction is checked against: the product as it was on the day of the sitting, and the objectives judged there. */
  factsOf({ phaseBefore, heldOn, objectives }: Decision): DecisionFacts {
    const baseline = objectives.flatMap(({ objectiveId, text }) =>
      objectiveId === null
        ? []
        : [{ id: objectiveId, text, criterionThreeMonths: null, criterionSixMonths: '', setOn: heldOn }],
    );
    return { phaseBefore, heldOn, baseline, currentEnvelope: null };
  }

  /** @throws NotFound */
  async check(decisionId: string, draft: DecisionDraft): Promise<CheckedDecision & { readonly decision: Decision }> {
    const decision = await this.decisions.byId(decisionId);
    if (!decision) throw new NotFound('Cette décision n’existe pas.');
    return { decision, ...checkDecision(settled(draft), this.factsOf(decision)) };
  }

  /**
   * The decision as it will be, without writing anything.
   * @throws DecisionRefused with each reason tied to its field.
   */
  async corrected(
    decisionId: string,
    draft: DecisionDraft,
  ): Promise<{ readonly before: Decision; readonly after: Decision }> {
    const { decision: before, issues } = await this.check(decisionId, draft);
    if (issues.length > 0) throw new DecisionRefused(issues);
    return { before, after: { ...before, ...derived(settled(draft)) } };
  }

  /** Keeps it beside the decision, until the record that says so is signed. */
  async keep(
    correction: {
      readonly recordId: string;
      readonly decision: Decision;
      readonly reason: string;
      readonly personId: string;
      readonly at: Instant;
    },
    tx: Tx = this.transactions.outside,
  ): Promise<void> {
    const { recordId, decision, reason, personId, at } = correction;
    await tx.getRepository(DecisionCorrectionRow).insert({
      recordId,
      decisionId: decision.id,
      draft: columnsOf(decision),
      reason,
      correctedBy: personId,
      correctedAt: at,
    });
  }
}

const derived = (draft: DecisionDraft) => ({
  ...draft,
  totalCents: draft.amounts.reduce((sum, { cents }) => sum + cents, 0),
  provisionalUntil: draft.means === 'provisional' ? (draft.period?.closesOn ?? null) : null,
});
