import type { Instant } from '#libs/kernel/index.js';
import {
  afterClockEvent,
  type CommitteeEvent,
  elapsed,
  endsAt,
  SITTING_STAGES,
  type SittingStage,
  STAGE_MINUTES,
  type StageClock,
  started,
} from '#workflows/committee/index.js';

/** An event of a committee's log that bears on its sitting. */
export interface SittingEvent {
  readonly event: CommitteeEvent;
  readonly stateAfter: string;
  /** The product that stands on stage once the event is taken. */
  readonly productId: string | null;
}

/** One stage of one product's turn. */
export interface StageTime {
  readonly productId: string | null;
  readonly stage: SittingStage;
  readonly startedAt: Instant;
  /** When its minutes are up; of a stage that is paused, as if it went on now. */
  readonly until: Instant;
  /** Null while it goes on. */
  readonly endedAt: Instant | null;
  /** Milliseconds beyond its time once it has ended; 0 when it kept to it. */
  readonly overrunMs: number;
  readonly isSkipped: boolean;
}

interface Turn extends Pick<StageTime, 'productId' | 'stage' | 'endedAt' | 'isSkipped'> {
  readonly clock: StageClock;
}

/** How a sitting went, from its log: stages in order; the last one goes on unless the sitting is over. */
export function stageTimes(events: readonly SittingEvent[]): readonly StageTime[] {
  const turns: Turn[] = [];
  let state = '';
  let onStage: string | null = null;
  let minutes = STAGE_MINUTES;
  for (const { event, stateAfter, productId } of events) {
    const last = turns.at(-1);
    if (event.type === 'sitting.opened') minutes = event.minutes ?? STAGE_MINUTES;
    const isSame = stateAfter === state && productId === onStage && event.type !== 'product.called';
    [state, onStage] = [stateAfter, productId];
    if (last?.endedAt === null) {
      const clock = isSame ? (afterClockEvent(last.clock, event) ?? last.clock) : last.clock;
      const isSkipped = event.type === 'stage.skipped';
      turns[turns.length - 1] = { ...last, clock, isSkipped, endedAt: isSame ? null : event.at };
    }
    const stage = SITTING_STAGES.find((one) => stateAfter === `sitting.${one}`);
    if (stage && !isSame)
      turns.push({ productId, stage, endedAt: null, isSkipped: false, clock: started(stage, event.at, minutes) });
  }
  return turns.map(({ clock, ...turn }) => ({
    ...turn,
    startedAt: clock.startedAt,
    until: endsAt(clock),
    overrunMs: turn.endedAt === null ? 0 : Math.max(0, elapsed(clock, turn.endedAt) - clock.allottedMs),
  }));
}
