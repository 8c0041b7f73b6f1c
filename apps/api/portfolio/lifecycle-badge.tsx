import { PhaseBadge, type PhaseKind } from '#libs/ui/index.js';
import { LIFECYCLE_LABELS, type LifecycleState } from '#workflows/contract/index.js';

/** The phase of a product; one without known phase says so plainly. */
export function LifecycleBadge({ state }: { readonly state: LifecycleState }) {
  const kind = kindOf(state);
  return kind === undefined ? (
    <span>{LIFECYCLE_LABELS[state]}</span>
  ) : (
    <PhaseBadge phase={kind}>{LIFECYCLE_LABELS[state]}</PhaseBadge>
  );
}

function kindOf(state: LifecycleState): PhaseKind | undefined {
  if (state === 'proposed') return undefined;
  if (state.startsWith('sustainability.')) return 'sustainability';
  if (state.startsWith('stopped.')) return 'stopped';
  return state as PhaseKind;
}
