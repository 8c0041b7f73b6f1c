import { addDays, addMonths, type CalendarDate, derivedId } from '#libs/kernel/index.js';

import type { Crew } from '../cast.js';
import type { World } from '../world.js';

/** Duties and records that nobody acted upon, as the dashboard shows them to the lead of an incubator. */
interface Shown {
  readonly process: 'half-year-duty' | 'deliberation-record';
  readonly subject_id: string;
  readonly state: string;
}

/** How leads look at their dashboard, once a month or never, and do what nobody did. */
export class Looks {
  constructor(private readonly world: World) {}

  /** The first of every month, and the first days of all. */
  begin(from: CalendarDate): void {
    for (const crew of this.world.cast.crews.values()) {
      const draws = this.world.chance.of('adoption', crew.incubatorId);
      const { rate, days } = this.world.model.adoption;
      if (draws.happens(rate))
        this.world.on(crew, addDays(from, draws.between(1, days)), `adopt:${crew.incubatorId}`, async () =>
          this.#see(crew),
        );
      this.#nextMonth(crew, from);
    }
  }

  #nextMonth(crew: Crew, today: CalendarDate): void {
    const month = addMonths(`${today.slice(0, 7)}-01`, 1);
    const draws = this.world.chance.of('look', crew.incubatorId, month);
    const looks = draws.happens(this.world.profile(crew.lead).looks);
    const day = addDays(month, draws.between(0, 9));
    this.world.on(crew, day, `look:${crew.incubatorId}:${month}`, async () => {
      if (looks) await this.#see(crew);
      this.#nextMonth(crew, month);
    });
  }

  async #see(crew: Crew): Promise<void> {
    const { world } = this;
    const records = [...world.decisions.values()]
      .filter(({ productId }) => world.cast.team(productId).crew === crew)
      .map(({ decisionId }) => derivedId('simulated-record', decisionId));
    const shown = await world.engine.transactions.outside.query<Shown[]>(
      `select process, subject_id, state from cases
        where (process = 'half-year-duty' and state in ('due', 'overdue') and subject_id = any($1::uuid[]))
           or (process = 'deliberation-record' and state in ('inReview', 'changesRequested', 'awaitingSignOff') and subject_id = any($2::uuid[]))
        order by process, subject_id`,
      [crew.productIds, records],
    );
    for (const { process, subject_id: id, state } of shown)
      if (process === 'half-year-duty') await world.acts.planning.plan(world.cast.team(id));
      else if (state === 'awaitingSignOff') await world.acts.records.chase(id);
      else await world.acts.records.review(id);
  }
}
