import type { Instant } from '#libs/kernel/index.js';

import type { Deadline } from './process-definition.js';

/** What an operator changed on the deadlines of a case: a new moment, or `null` when the deadline was stopped. */
export type Adjustments = Readonly<Record<string, Instant | null>>;

/** The events by which an operator, with a reason kept on the record, moves or stops a deadline. */
export type AdjustmentEvent =
  | {
      readonly type: 'deadline.moved';
      readonly at: Instant;
      readonly key: string;
      readonly dueAt: Instant;
      readonly reason: string;
    }
  | { readonly type: 'deadline.stopped'; readonly at: Instant; readonly key: string; readonly reason: string };

/** The adjustments after one more. */
export function adjust(adjustments: Adjustments, event: AdjustmentEvent): Adjustments {
  return { ...adjustments, [event.key]: event.type === 'deadline.moved' ? event.dueAt : null };
}

/** The deadlines once the operator's adjustments are applied. */
export function adjusted(deadlines: readonly Deadline[], adjustments: Adjustments): readonly Deadline[] {
  return deadlines.flatMap((deadline) => {
    const moved = adjustments[deadline.key];
    if (moved === null) return [];
    return [moved === undefined ? deadline : { ...deadline, dueAt: moved }];
  });
}

/**
 * True when the reason says something and the deadline is one of those still to come.
 * @param pending before adjustments, so that a deadline stopped by mistake can be moved, and so armed, again.
 */
export function adjustable(pending: readonly Deadline[], event: AdjustmentEvent): boolean {
  return event.reason.trim() !== '' && pending.some((deadline) => deadline.key === event.key);
}

/** What remains of the adjustments when the day they were counted from changes: moments are void, stops are kept. */
export function stopsOf(adjustments: Adjustments): Adjustments {
  return Object.fromEntries(Object.entries(adjustments).filter(([, moved]) => moved === null));
}

export const ADJUSTMENT_LABELS = {
  'deadline.moved': 'Échéance déplacée',
  'deadline.stopped': 'Échéance arrêtée',
} as const;
