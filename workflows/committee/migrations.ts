import type { StoredSnapshot } from '../contract/index.js';
import type { CommitteeContext, CommitteeProduct } from './case.js';
import { STAGE_MINUTES } from './clock.js';

interface Version1 extends Omit<
  CommitteeContext,
  'products' | 'attendance' | 'minutes' | 'clock' | 'team' | 'sittings'
> {
  readonly products: readonly Omit<CommitteeProduct, 'adjourned'>[];
  readonly attendance: Omit<NonNullable<CommitteeContext['attendance']>, 'quorum'> | null;
}

/**
 * Version 1 kept no time and adjourned nothing. The stage that went on when the program changed began at a moment that only the
 * log knows: it has no clock, and the next stage has one.
 */
export function fromVersion1({ value, context }: StoredSnapshot): StoredSnapshot {
  const former = context as unknown as Version1;
  return {
    value,
    context: {
      ...former,
      products: former.products.map((product) => ({ ...product, adjourned: null })),
      attendance: former.attendance && { ...former.attendance, quorum: null },
      minutes: STAGE_MINUTES,
      clock: null,
      team: null,
      sittings: former.onStage === null ? 0 : 1,
    },
  };
}
