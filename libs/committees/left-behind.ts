import { type Rung, rungAt, RUNGS } from '#workflows/committee/index.js';

import type { CommitteeView } from './committee-view.js';
import type { Cause } from './effects/effect-cause.reader.js';

/** Rungs whose work is still to be done when their day was missed; the others only announce what an invitation says. */
const OWED: ReadonlySet<Rung> = new Set(['D-30', 'D-21', 'D-14', 'D-7']);

/**
 * The rungs that a committee convened or moved late has just left behind: nobody was told of them, and nobody will be by the
 * ladder. What was behind already before a move was told then.
 */
export function leftBehind({ context }: CommitteeView, { event, startedAt }: Cause): readonly Rung[] {
  const skipped = RUNGS.map(({ rung }) => rung).filter((rung) => OWED.has(rung) && context.rungs[rung] === 'skipped');
  if (event.type === 'committee.convened') return skipped;
  if (event.type !== 'committee.moved' && event.type !== 'sitting.adjourned') return [];
  return skipped.filter((rung) => startedAt === null || rungAt(rung, startedAt) > event.at);
}

/** The rungs that somebody brought in today was not there for. */
export const missed = ({ context }: CommitteeView): readonly Rung[] =>
  RUNGS.map(({ rung }) => rung).filter((rung) => OWED.has(rung) && context.rungs[rung] !== undefined);
