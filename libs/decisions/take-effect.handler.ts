import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan, Not } from 'typeorm';

import { type CalendarDate, derivedId, sumCents } from '#libs/kernel/index.js';
import { Clock } from '#libs/kernel/index.js';
import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { decisionContent, type DecisionContent } from './decision.content.js';
import { applyCorrection } from './apply-correction.js';
import { DecisionCorrectionRow } from './decision-correction.row.js';
import { DecisionRow } from './decision.row.js';
import { EnvelopeRow } from './envelope.row.js';
import { ObjectiveRow } from './objective.row.js';

/**
 * Makes a signed decision count: its envelope opens, its objectives become what the product is held to. Once per decision,
 * however often it is asked to: the row says that it was done. What a record that replaces another puts right is applied instead.
 */
@Injectable()
@HandlesEffect('decision.take-effect')
export class TakeEffect implements EffectHandler<{ decisionId: string; recordId: string; productId: string }> {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async handle({ params }: Pick<OwedEffect<{ decisionId: string; recordId: string }>, 'params'>): Promise<void> {
    const { decisionId, recordId } = params;
    await this.transactions.run(async (tx) => {
      const row = await tx
        .getRepository(DecisionRow)
        .findOneOrFail({ where: { id: decisionId }, lock: { mode: 'pessimistic_write' } });
      const correction = await tx.getRepository(DecisionCorrectionRow).findOneBy({ recordId });
      if (correction) return applyCorrection(row, correction, this.clock.now(), tx);
      if (row.effectiveAt !== null) return;
      const content = decisionContent.parse(row.content);
      await openEnvelope(row, content, tx);
      await setObjectives(row, content, tx);
      await tx.getRepository(DecisionRow).update(row.id, { effectiveAt: this.clock.now(), recordId });
    });
  }
}

async function openEnvelope(
  { id: decisionId, productId, opensOn, closesOn }: DecisionRow,
  { amounts }: DecisionContent,
  tx: Tx,
): Promise<void> {
  if (opensOn === null || closesOn === null) return;
  const granted = amounts.filter((amount) => amount.cents > 0);
  await tx.getRepository(EnvelopeRow).insert({
    id: derivedId('envelope', decisionId),
    productId,
    decisionId,
    opensOn,
    closesOn,
    totalCents: sumCents(granted.map((amount) => amount.cents)),
    amounts: granted,
  });
}

async function setObjectives(row: DecisionRow, { nextObjectives }: DecisionContent, tx: Tx): Promise<void> {
  const { id: decisionId, productId, heldOn } = row;
  // Signed after the decision of a later sitting, it is history already: that one says what the product is held to.
  const supersededOn = await laterSitting(row, tx);
  const objectives = tx.getRepository(ObjectiveRow);
  if (supersededOn === null) await objectives.update({ productId, supersededOn: IsNull() }, { supersededOn: heldOn });
  await objectives.insert(
    nextObjectives.map((objective, index) => ({
      id: derivedId('objective', decisionId, String(index + 1)),
      productId,
      decisionId,
      setOn: heldOn,
      position: index + 1,
      ...objective,
      supersededOn,
    })),
  );
}

/** The day of the first later sitting whose decision is in effect; null when there is none. */
async function laterSitting({ productId, heldOn }: DecisionRow, tx: Tx): Promise<CalendarDate | null> {
  const later = await tx.getRepository(DecisionRow).findOne({
    where: { productId, heldOn: MoreThan(heldOn), effectiveAt: Not(IsNull()) },
    order: { heldOn: 'ASC' },
  });
  return later?.heldOn ?? null;
}
