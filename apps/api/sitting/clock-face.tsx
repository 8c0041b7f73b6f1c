import type { ClockFace as Face } from '#libs/sittings/index.js';
import type { SittingStage } from '#workflows/committee/index.js';

import { STAGE_LABELS } from './sitting.strings.js';

const MINUTE = 60_000;
const two = (number: number): string => String(number).padStart(2, '0');

/** `12:05`, or `+02:10` beyond the time allotted. */
function clockText(remainingMs: number): string {
  const seconds = remainingMs > 0 ? Math.ceil(remainingMs / 1_000) : Math.floor(-remainingMs / 1_000);
  return `${remainingMs > 0 ? '' : '+'}${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

/** The clock of the stage that goes on, right when the page was written; a script of ours keeps it going. */
export function ClockFace({ stage, face }: { readonly stage: SittingStage; readonly face: Face }) {
  const { remainingMs, allottedMs, isRunning } = face;
  const urgency =
    remainingMs <= 0 ? 'over' : remainingMs <= MINUTE ? 'last' : remainingMs <= 5 * MINUTE ? 'near' : undefined;
  const label = `${STAGE_LABELS[stage]}\u00A0: temps restant`;
  return (
    <div
      class={urgency ? `jl-clock jl-clock--${urgency}` : 'jl-clock'}
      role="timer"
      aria-label={label}
      data-clock
      data-remaining={Math.round(remainingMs)}
      data-allotted={allottedMs}
      data-running={String(isRunning)}
    >
      <span class="jl-clock__label">{remainingMs > 0 ? 'Temps restant' : 'Temps dépassé de'}</span>
      <span class="jl-clock__value" data-clock-value>
        {clockText(remainingMs)}
      </span>
      <progress
        max={allottedMs}
        value={Math.min(allottedMs, Math.max(0, allottedMs - remainingMs))}
        aria-label="Temps écoulé"
      />
      <span class="jl-clock__note">
        {isRunning ? `Sur ${Math.round(allottedMs / MINUTE)}\u00A0minutes` : 'En pause'}
      </span>
    </div>
  );
}

/** What is said to those who do not see the clock, and to everybody when the connection is lost. */
export function LiveNotices() {
  return (
    <>
      <p class="jl-live-notice" aria-live="polite" data-sitting-notice />
      <p class="fr-sr-only" aria-live="polite" data-sitting-cue />
    </>
  );
}
