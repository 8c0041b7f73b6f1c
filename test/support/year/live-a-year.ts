import { Health } from '#libs/audit/index.js';
import { addDays, addMonths, type CalendarDate, type Instant, parisInstant } from '#libs/kernel/index.js';
import { Portfolio } from '#libs/portfolio/index.js';
import { SealJournal } from '#libs/verification/index.js';

import type { Committing } from '../committees.builders.js';
import { YearCalendar } from './calendar.js';
import { furnished } from './incubator.js';
import { DiligentLead } from './lead.js';

/** What the database says at the end of a month. */
export interface MonthEnd {
  readonly on: CalendarDate;
  readonly active: number;
  /** Products past their date, or whose last committee is older than the cadence. */
  readonly late: readonly string[];
  readonly alarms: readonly string[];
}

/** An incubator that lives some months among diligent people, on the clock of the world. */
export async function liveAYear(
  world: Committing,
  { products, months }: { readonly products: number; readonly months: number },
): Promise<{ readonly from: Instant; readonly to: Instant; readonly ends: readonly MonthEnd[] }> {
  const from = world.clock.now();
  const first = world.clock.today();
  const incubator = await furnished(world, products);
  const calendar = new YearCalendar(world);
  new DiligentLead(world, calendar, incubator).week();
  const ends: MonthEnd[] = [];
  for (let month = 1; month <= months; month += 1) {
    await calendar.until(parisInstant(addDays(addMonths(first, month), -1), '19:00'));
    ends.push(await monthEnd(world));
    await world.get(SealJournal).pass();
  }
  return { from, to: world.clock.now(), ends };
}

async function monthEnd({ get, clock }: Committing): Promise<MonthEnd> {
  const on = clock.today();
  const { lines } = await get(Portfolio).search({ on });
  const { alarms } = await get(Health).report();
  const late = lines.filter(({ standing, daysLate, lastCommittee, awaiting }) => {
    const last = [lastCommittee, ...awaiting.map((one) => one.on)]
      .flatMap((day) => day ?? [])
      .toSorted()
      .at(-1);
    return standing === 'overdue' || daysLate > 0 || last === undefined || addMonths(last, 6) < on;
  });
  return {
    on,
    active: lines.length,
    late: late.map(({ product, lastCommittee, due }) => `${product.name}: ${lastCommittee ?? '–'}, due ${due ?? '–'}`),
    alarms: alarms.map(({ kind, count }) => `${kind} (${count})`),
  };
}
