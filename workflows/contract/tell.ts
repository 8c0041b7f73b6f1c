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

/** An action that a machine orders and never runs: the runtime hands it to the outbox. */
export type EffectAction<Params> = (args: unknown, params: Params) => void;

/** Declares an effect and its parameters. */
export const effect = <Params>(): EffectAction<Params> => ignore;

function ignore(): void {}
