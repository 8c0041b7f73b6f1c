import type { StoredSnapshot } from '../contract/index.js';
import { DEFAULT_SIGNING, type RecordContext, type Signatory } from './case.js';

interface Version1 extends Omit<RecordContext, 'signatories' | 'former' | 'signing' | 'replaces'> {
  readonly signatories: readonly Omit<Signatory, 'delegations'>[];
}

/** Version 1 had everybody sign at once, each for themselves, and no record replaced another. */
export function fromVersion1({ value, context }: StoredSnapshot): StoredSnapshot {
  const former = context as unknown as Version1;
  return {
    value,
    context: {
      ...former,
      signatories: former.signatories.map((signatory) => ({ ...signatory, delegations: [] })),
      former: [],
      signing: DEFAULT_SIGNING,
      replaces: null,
    },
  };
}
