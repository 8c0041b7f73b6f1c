import { addMilliseconds, type Instant } from '#libs/kernel/index.js';

/** The three stages of a product's turn, and the minutes each takes (domain, half-yearly cycle, rule 4). */
export const SITTING_STAGES = ['presentation', 'questions', 'deliberation'] as const;
export type SittingStage = (typeof SITTING_STAGES)[number];

export const STAGE_MINUTES: Readonly<Record<SittingStage, number>> = {
  presentation: 15,
  questions: 15,
  deliberation: 20,
};

/** An event of a committee's log that bears on its sitting. */
export interface SittingEvent {
  readonly at: Instant;
  readonly stateAfter: string;
  /** The product that stands on stage once the event is taken. */
  readonly productId: string | null;
}

/** One stage of one product's turn. */
export interface StageTime {
  readonly productId: string | null;
  readonly stage: SittingStage;
  readonly startedAt: Instant;
  /** When its minutes are up. */
  readonly until: Instant;
  /** Null while it goes on. */
  readonly endedAt: Instant | null;
}

/** How a sitting went, from its log: stages in order; the last one goes on unless the sitting is over. */
export function stageTimes(events: readonly SittingEvent[]): readonly StageTime[] {
  const stages: StageTime[] = [];
  let state = '';
  let onStage: string | null = null;
  for (const { at, stateAfter, productId } of events) {
    if (stateAfter === state && productId === onStage) continue;
    const last = stages.at(-1);
    if (last && last.endedAt === null) stages[stages.length - 1] = { ...last, endedAt: at };
    const stage = SITTING_STAGES.find((one) => stateAfter === `sitting.${one}`);
    if (stage)
      stages.push({
        productId,
        stage,
        startedAt: at,
        until: addMilliseconds(at, STAGE_MINUTES[stage] * 60_000),
        endedAt: null,
      });
    state = stateAfter;
    onStage = productId;
  }
  return stages;
}
