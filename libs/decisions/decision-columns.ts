import { sumCents } from '#libs/kernel/index.js';

import { decisionContent, type DecisionContent } from './decision.content.js';
import { type DecisionDraft, isStop } from './decision.js';
import type { DecisionRow } from './decision.row.js';

/** The draft without what its own choices make void: a reason without a stop, evidence without a provisional budget. */
export function settled(draft: DecisionDraft): DecisionDraft {
  const total = sumCents(draft.amounts.map((amount) => amount.cents));
  return {
    ...draft,
    stopReason: isStop(draft.phase) ? draft.stopReason : null,
    evidenceAwaited: draft.means === 'provisional' ? draft.evidenceAwaited : null,
    period: total === 0 && draft.means !== 'provisional' ? null : draft.period,
  };
}

/** What a row keeps of a draft. */
export function columnsOf(draft: DecisionDraft): DecisionColumns {
  const { means, phase, stopReason, period, evidenceAwaited, summary, roadmapOpinion, ...lists } = draft;
  const { objectives, amounts, funders, reservations, blockers, nextObjectives } = lists;
  // Parsed here too: what is written must be what is read.
  const content = decisionContent.parse({ objectives, amounts, funders, reservations, blockers, nextObjectives });
  return {
    means,
    phase,
    stopReason,
    opensOn: period?.opensOn ?? null,
    closesOn: period?.closesOn ?? null,
    evidenceAwaited,
    summary,
    roadmapOpinion,
    content,
  };
}

export type DecisionColumns = Pick<
  DecisionRow,
  'means' | 'phase' | 'stopReason' | 'opensOn' | 'closesOn' | 'evidenceAwaited' | 'summary' | 'roadmapOpinion'
> & { readonly content: DecisionContent };

/** The same columns of a row, as they are kept beside a correction. */
export function columnsIn(row: DecisionRow): DecisionColumns {
  const { means, phase, stopReason, opensOn, closesOn, evidenceAwaited, summary, roadmapOpinion, content } = row;
  return {
    means,
    phase,
    stopReason,
    opensOn,
    closesOn,
    evidenceAwaited,
    summary,
    roadmapOpinion,
    content: decisionContent.parse(content),
  };
}
