import { type CalendarDate, derivedId, type Instant, sumCents } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';

import { columnsIn, type DecisionColumns } from './decision-columns.js';
import { DecisionCorrectionRow } from './decision-correction.row.js';
import { decisionContent, type DecisionContent } from './decision.content.js';
import { DecisionRow } from './decision.row.js';
import { EnvelopeRow } from './envelope.row.js';
import { ObjectiveRow } from './objective.row.js';

/**
 * Makes a signed correction count: the decision says what it should have said, and what came of it follows where it lies. The
 * envelope stays the one it was, with other amounts; objectives keep their identity by their rank.
 */
export async function applyCorrection(
  row: DecisionRow,
  correction: DecisionCorrectionRow,
  now: Instant,
  tx: Tx,
): Promise<void> {
  if (correction.former !== null) return;
  const former = columnsIn(row);
  const columns = correction.draft as DecisionColumns;
  const content = decisionContent.parse(columns.content);
  const { recordId } = correction;
  await tx
    .getRepository(DecisionRow)
    .update(row.id, { ...columns, content, recordId, effectiveAt: row.effectiveAt ?? now });
  await tx.getRepository(DecisionCorrectionRow).update(recordId, { former });
  await followEnvelope(row, columns, content, tx);
  await followObjectives(row, content, tx);
}

async function followEnvelope(
  { id: decisionId, productId }: DecisionRow,
  { opensOn, closesOn }: DecisionColumns,
  { amounts }: DecisionContent,
  tx: Tx,
): Promise<void> {
  const envelopes = tx.getRepository(EnvelopeRow);
  const id = derivedId('envelope', decisionId);
  if (opensOn === null || closesOn === null) {
    await envelopes.delete({ id });
    return;
  }
  const granted = amounts.filter((amount) => amount.cents > 0);
  const totalCents = sumCents(granted.map((amount) => amount.cents));
  await envelopes.upsert({ id, productId, decisionId, opensOn, closesOn, totalCents, amounts: granted as never }, [
    'id',
  ]);
}

/** Those that are no more are superseded, not deleted: a later sitting may have judged them. */
async function followObjectives(
  { id: decisionId, productId, heldOn }: DecisionRow,
  { nextObjectives }: DecisionContent,
  tx: Tx,
): Promise<void> {
  const objectives = tx.getRepository(ObjectiveRow);
  const known = await objectives.find({ where: { decisionId } });
  const supersededOn: CalendarDate | null = known[0] ? known[0].supersededOn : null;
  for (const [index, objective] of nextObjectives.entries()) {
    const id = derivedId('objective', decisionId, String(index + 1));
    const position = index + 1;
    await objectives.upsert({ id, productId, decisionId, setOn: heldOn, position, ...objective, supersededOn }, ['id']);
  }
  for (const { id, position } of known)
    if (position > nextObjectives.length) await objectives.update(id, { supersededOn: supersededOn ?? heldOn });
}
