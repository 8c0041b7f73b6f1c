/**
 * The one action that is not an effect: an event for the case of another process, taken in the same transaction.
 * Either every case concerned moves or none does (ADR 0004).
 */
export const TELL = 'tell';

export interface Tell {
  readonly process: string;
  readonly subjectId: string;
  readonly event: { readonly type: string } & Readonly<Record<string, unknown>>;
}

/** An action as ordered by a machine's pure transition. */
export interface OrderedAction {
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Orders an effect: `order('invitations.send', { committeeId })`. */
export function order(type: string, params: Readonly<Record<string, unknown>>): OrderedAction {
  return { type, params };
}

/** Orders a tell. */
export function tell(told: Tell): OrderedAction {
  return { type: TELL, params: { ...told } };
}
