import { addMilliseconds, type CalendarDate, parisDate } from '#libs/kernel/index.js';
import { type CommitteeContext, type Rung, RUNGS, rungAt } from '#workflows/committee/index.js';

/** One rung of the preparation, as people see it on the committee's page. */
export interface ChecklistItem {
  readonly rung: Rung;
  /** French: « Répétition ». */
  readonly label: string;
  /** `J-14`, as the French count; null for the one that is not counted back. */
  readonly countdown: string | null;
  /** The Paris day it is told on, as moved by an operator. */
  readonly on: CalendarDate;
  /** `coming` will be told; `stopped` was stopped by an operator; `skipped` was past when the committee was convened or moved. */
  readonly status: 'done' | 'skipped' | 'coming' | 'stopped';
  readonly moved: boolean;
}

/** The ladder of preparation as it stands, in the order it is climbed. */
export function checklist({ startsAt, rungs, adjustments }: CommitteeContext): readonly ChecklistItem[] {
  return RUNGS.map(({ rung, label }) => {
    const adjustment = adjustments[rungKey(rung)];
    const climbed = rungs[rung];
    const usual = rungAt(rung, startsAt);
    return {
      rung,
      label,
      countdown: rung === 'late' ? null : rung.replace('D', 'J'),
      on: parisDate(adjustment ?? usual),
      status: climbed ?? (adjustment === null ? 'stopped' : 'coming'),
      moved: typeof adjustment === 'string',
    };
  });
}

/** The key of a rung among the deadlines of its case. */
export const rungKey = (rung: Rung): string => `rung:${rung}`;

/** When the sitting ends, breaks aside. */
export const endOf = ({ startsAt, durationMinutes }: { startsAt: string; durationMinutes: number }): string =>
  addMilliseconds(startsAt, durationMinutes * 60_000);
