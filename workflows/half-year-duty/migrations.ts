import { addMonths, type CalendarDate } from '#libs/kernel/index.js';

import type { StoredSnapshot } from '../contract/index.js';
import { latest, wantedOn } from './calendar.js';
import { type DutyContext, ESCALATION } from './case.js';
import { USUAL_DUTY_PROGRAMME } from './programme.js';

type Version2 = Omit<DutyContext, 'programme'>;
type Version1 = Omit<Version2, 'countedOn' | 'askedOn'>;

/**
 * Version 1 asked for a committee by its due date; since then people are asked by the day it is wanted, which may come earlier
 * (ADR 0018). What was asked stays asked, and half-years already reckoned stay as they are until the next sitting.
 */
export function fromVersion1({ value, context }: StoredSnapshot): StoredSnapshot {
  const former = context as unknown as Version1;
  const { said, dueOn, awaiting, decidedOn, lastCommitteeOn, seenOn } = former;
  const wanted = wantedInVersion2(former);
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

/** The day by which version 2 asked: it knew no programme, and nothing of the year-end closing. */
function wantedInVersion2({ anchorOn, dueOn, lastCommitteeOn, awaiting }: Version1): CalendarDate | null {
  const held = latest(awaiting.map(({ on }) => on));
  const due = dueOn === null || held === null ? dueOn : addMonths(held, 6);
  const last = latest([anchorOn, lastCommitteeOn]);
  if (due === null || last === null) return due;
  const sixMonths = addMonths(last, 6);
  return sixMonths < due ? sixMonths : due;
}

/**
 * Since version 3 a duty follows the programme of its incubator, and a late one is told step by step. Version 2 told the
 * leads and the portfolio managers all at once: nobody is told a second time, and the monthly word goes on (ADR 0025).
 */
export function fromVersion2({ value, context }: StoredSnapshot): StoredSnapshot {
  const former = context as unknown as Version2;
  const { overdue } = former.said;
  const [before, now] = [wantedInVersion2(former), wantedOn({ ...former, programme: USUAL_DUTY_PROGRAMME })];
  // A day that the closing brings forward is the same request: what was asked and reminded of it stays so.
  const asked = (['ask', 'reminder', 'escalation'] as const).flatMap((key) =>
    former.said[key] !== undefined && former.said[key] === before ? [[key, now] as const] : [],
  );
  const steps = overdue === undefined ? [] : ESCALATION.map((step) => [step, overdue] as const);
  const said = { ...former.said, ...Object.fromEntries([...asked, ...steps]) };
  return { value, context: { ...former, programme: USUAL_DUTY_PROGRAMME, said } };
}
