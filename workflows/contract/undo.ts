/** On what terms an event of a process may be taken back by somebody who made it by mistake (ADR 0017). */
export interface UndoRule {
  /** Events that may have followed: they are taken back with it, as long as the state is still the one it led to. */
  readonly over?: readonly string[];
  /** Effects that nothing makes good: once one of them is done, the event stands. */
  readonly unlessDone?: readonly string[];
  /** The feature that wrote rows, or told people, has its part in it: without one, the event stands. */
  readonly byFeature?: true;
}
