import type { StoredSnapshot } from '../contract/index.js';
import type { DutyContext } from './case.js';
import { wantedOn } from './calendar.js';

type Version1 = Omit<DutyContext, 'countedOn' | 'askedOn'>;

/**
 * Version 1 asked for a committee by its due date; since then people are asked by the day it is wanted, which may come earlier
 * (ADR 0018). What was asked stays asked, and half-years already reckoned stay as they are until the next sitting.
 */
export function fromVersion1({ value, context }: StoredSnapshot): StoredSnapshot {
  const former = context as unknown as Version1;
  const { said, dueOn, awaiting, decidedOn, lastCommitteeOn, seenOn } = former;
  const wanted = wantedOn(former);
  return {
    value,
    context: {
      ...former,
      // Sittings still to be signed are not counted through; the others were.
      countedOn: awaiting.length === 0 ? lastCommitteeOn : decidedOn,
      // A case rests where its last event left it: that day people were asked, or told, unless an import found it so.
      askedOn: value === 'due' || (value === 'overdue' && said.overdue !== undefined) ? seenOn : null,
      said: said.ask !== undefined && said.ask === dueOn ? { ...said, ask: wanted } : said,
    },
  };
}
