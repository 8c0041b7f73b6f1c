import type { CommitteeView } from '#libs/committees/index.js';
import { addMilliseconds, type Instant } from '#libs/kernel/index.js';
import { remaining, type SittingStage, type StageClock, type StageMinutes } from '#workflows/committee/index.js';

import type { Stand } from './rehearsals.js';

/** The clock as a screen is told it: what is left now, and whether that runs. Screens count from their own monotonic time. */
export interface ClockFace {
  readonly remainingMs: number;
  readonly allottedMs: number;
  readonly isRunning: boolean;
  /** When its time is up if it runs on; for those who read without script. */
  readonly until: Instant;
}

export interface BoardProduct {
  readonly id: string;
  readonly name: string;
  readonly status: 'waiting' | 'current' | 'decided' | 'adjourned';
  /** Of what was put off. */
  readonly newDate: Instant | null;
}

/** What everybody in the room may see of a sitting: turns and time, nothing of what is said or decided. */
export interface SittingBoard {
  readonly committeeId: string;
  readonly incubatorName: string;
  readonly startsAt: Instant;
  /** `off` when it has no day any more. */
  readonly step: 'before' | 'sitting' | 'after' | 'off';
  readonly isRehearsal: boolean;
  /** Of each stage: before the opening as the programme says, then as it opened with. */
  readonly minutes: StageMinutes;
  readonly products: readonly BoardProduct[];
  readonly current: {
    readonly productId: string;
    readonly name: string;
    readonly stage: SittingStage;
    readonly clock: ClockFace | null;
    /** The committee deliberates without the team: of that, screens say nothing but the time. */
    readonly isBehindDoors: boolean;
  } | null;
  /** Changes with everything above, save the time that passes. */
  readonly version: string;
}

/** @param stand of the case, or of its rehearsal. */
export function boardOf(
  committee: Pick<CommitteeView, 'id' | 'incubatorName' | 'startsAt' | 'products'>,
  { state, context }: Stand,
  { now, ...known }: { readonly now: Instant } & Pick<SittingBoard, 'version' | 'isRehearsal' | 'minutes'>,
): SittingBoard {
  const stage = state.startsWith('sitting.') ? (state.slice('sitting.'.length) as SittingStage) : null;
  const onStage = stage && committee.products.find(({ id }) => id === context.onStage);
  const { clock } = context;
  return {
    committeeId: committee.id,
    incubatorName: committee.incubatorName,
    startsAt: committee.startsAt,
    step: stepOf(state),
    ...known,
    products: committee.products.map(({ id, name }) => {
      const one = context.products.find(({ productId }) => productId === id);
      const newDate = one?.adjourned?.startsAt ?? null;
      const isOver = one?.decision ? 'decided' : newDate === null ? null : 'adjourned';
      const isCurrent = onStage?.id === id && isOver !== 'adjourned';
      return { id, name, newDate, status: isCurrent ? 'current' : (isOver ?? 'waiting') };
    }),
    current:
      stage && onStage
        ? {
            productId: onStage.id,
            name: onStage.name,
            stage,
            clock: clock && faceOf(clock, now),
            isBehindDoors: stage === 'deliberation' && context.team !== 'stays',
          }
        : null,
  };
}

/** What a clock shows at a moment. */
export function faceOf(clock: StageClock, now: Instant): ClockFace {
  const remainingMs = remaining(clock, now);
  const until = addMilliseconds(now, remainingMs);
  return { remainingMs, allottedMs: clock.allottedMs, isRunning: clock.pausedAt === null, until };
}

function stepOf(state: string): SittingBoard['step'] {
  if (state.startsWith('sitting.')) return 'sitting';
  if (state === 'decided' || state === 'closed') return 'after';
  return state === 'convened' || state === 'preparing' ? 'before' : 'off';
}
