import type { Tell } from '../contract/index.js';
import type { RecordContext, RecordEvent } from './case.js';

/**
 * What the product and its duty learn when a record is signed. A record that replaces another puts right what that one said
 * wrong, and that alone: a corrected amount moves neither the phase nor the day of the next committee a second time.
 */
export function decisionTold(context: RecordContext, event: RecordEvent): readonly Tell[] {
  const { recordId, productId, committeeId, decision, replaces } = context;
  if (decision === null) return [];
  const { heldOn, means, phase, provisionalUntil } = decision;
  const lifecycle = { process: 'product-lifecycle', subjectId: productId };
  if (replaces === null) {
    const effective = { type: 'decision.effective', recordId, committeeId, on: heldOn, means, phase, provisionalUntil };
    return [{ ...lifecycle, event: effective }];
  }
  const isOvertaken = event.type === 'answer.given' && event.overtaken === true;
  const { phase: state, redates, reason } = replaces;
  return [
    ...(state !== null && !isOvertaken
      ? [{ ...lifecycle, event: { type: 'phase.corrected', state, on: heldOn, reason } }]
      : []),
    // The same sitting counted again changes no rank: only the end of a provisional budget does.
    ...(redates
      ? [
          {
            process: 'half-year-duty',
            subjectId: productId,
            event: { type: 'decision.effective', committeeId, heldOn, phase: 'stay', provisionalUntil },
          },
        ]
      : []),
  ];
}
