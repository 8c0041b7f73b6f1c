import type { LifecycleState } from '#workflows/contract/index.js';

/** What a phase name of the register means to us; `former` when the register itself no longer uses the name. */
export interface PhaseMeaning {
  readonly state: LifecycleState;
  readonly former: boolean;
}

const today = (state: LifecycleState): PhaseMeaning => ({ state, former: false });
const former = (state: LifecycleState): PhaseMeaning => ({ state, former: true });

/** Source and reasons: docs/adr/0009-reading-the-public-register.md. */
const meanings: ReadonlyMap<string, PhaseMeaning> = new Map([
  ['investigation', today('investigation')],
  ['construction', today('construction')],
  ['acceleration', today('acceleration')],
  ['consolidation', today('sustainability.consolidation')],
  ['opere', today('sustainability.operated')],
  ['transfere', today('sustainability.transferred')],
  ['abandon-investigation', today('stopped.inconclusive')],
  ['abandon', today('stopped.abandoned')],
  ['transfer', former('sustainability.consolidation')],
  ['perennisation', former('sustainability.consolidation')],
  ['success', former('sustainability.transferred')],
  ['alumni', former('stopped.abandoned')],
]);

/** The place of a state in a product's life, to order what began the same day and to see a history going back. */
const ranks: Readonly<Record<LifecycleState, number>> = {
  proposed: 0,
  investigation: 1,
  construction: 2,
  acceleration: 3,
  'sustainability.consolidation': 4,
  safeguard: 4,
  'sustainability.operated': 5,
  'sustainability.transferred': 5,
  'stopped.inconclusive': 6,
  'stopped.abandoned': 6,
  'stopped.dormant': 6,
};

/** Undefined for a name the register has never used. Case, accents and blanks around do not matter. */
export function meaningOf(registerName: string): PhaseMeaning | undefined {
  return meanings.get(plain(registerName));
}

/** 0 (proposed) to 6 (stopped). */
export function rankOf(state: LifecycleState): number {
  return ranks[state];
}

/** A name without case, accents and blanks: what makes two names of the register the same. */
export function plain(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase().replaceAll(/\s+/gu, '-');
}
