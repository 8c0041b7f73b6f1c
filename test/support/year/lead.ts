import {
  CancelCommittee,
  ConveneCommittee,
  MoveCommittee,
  PlanCommittee,
  type PlannableProduct,
  PlannableProducts,
} from '#libs/committees/index.js';
import { addDays, type CalendarDate, newId, nextWorkingDay, parisInstant } from '#libs/kernel/index.js';

import type { Committing } from '../committees.builders.js';
import type { YearCalendar } from './calendar.js';
import type { YearIncubator, YearProduct } from './incubator.js';
import { prepare, sit } from './sitting.js';

/** Products of one sitting at most, wanted within so many days of each other. */
const SITTING = { products: 3, days: 21 } as const;

/** How long ahead a lead plans, and the notice that members have at least, in days. */
const AHEAD = { plans: 75, notice: 28, margin: 14 } as const;

/** Of so many sittings, the second is moved or the third is cancelled: what was to be said of it must not be said any more. */
const EVERY = { moved: 6, cancelled: 9 } as const;

const WHERE = { place: 'Salle du comité', videoUrl: null } as const;

/** A lead who looks at what is due each Monday, plans it by sponsor and convenes at once. */
export class DiligentLead {
  #sittings = 0;
  readonly #taken = new Set<CalendarDate>();
  /** Products that lost a sitting: they do not lose the next one too. */
  readonly #cancelled = new Set<string>();

  constructor(
    private readonly world: Committing,
    private readonly calendar: YearCalendar,
    private readonly incubator: YearIncubator,
  ) {}

  /** Every Monday from today on. */
  week(): void {
    this.calendar.in(0, '09:30', async () => {
      await this.#plan();
      this.calendar.in(7, '09:30', async () => this.week());
    });
  }

  async #plan(): Promise<void> {
    const plannable = await this.world.get(PlannableProducts).ofIncubator(this.incubator.id);
    const horizon = addDays(this.world.clock.today(), AHEAD.plans);
    let waiting = plannable.filter((one) => one.plannedOn === null && one.wantedOn !== null);
    for (;;) {
      const [first] = waiting;
      if (!first?.wantedOn || first.wantedOn > horizon) return;
      const limit = addDays(first.wantedOn, SITTING.days);
      const together = waiting
        .filter((one) => this.#sponsorOf(one) === this.#sponsorOf(first) && (one.wantedOn ?? limit) <= limit)
        .slice(0, SITTING.products);
      await this.#convene(first.wantedOn, together);
      waiting = waiting.filter((one) => !together.includes(one));
    }
  }

  async #convene(wantedOn: CalendarDate, products: readonly PlannableProduct[]): Promise<void> {
    const earliest = addDays(this.world.clock.today(), AHEAD.notice);
    const aim = addDays(wantedOn, -AHEAD.margin);
    const day = this.#free(aim > earliest ? aim : earliest);
    const command = { personId: this.incubator.lead.id, ...WHERE };
    const committeeId = await this.world.get(PlanCommittee).execute({
      ...command,
      productIds: products.map(({ id }) => id),
      startsAt: parisInstant(day, '10:00'),
      idempotencyKey: newId(),
    });
    await this.world.get(ConveneCommittee).execute({ ...this.#by(), committeeId });
    this.#sittings += 1;
    const chosen = this.incubator.products.filter(({ id }) => products.some((one) => one.id === id));
    const wereCancelled = chosen.some(({ id }) => this.#cancelled.delete(id));
    if (this.#sittings % EVERY.cancelled === 3 && !wereCancelled) this.#cancelLater(committeeId, day, chosen);
    else if (this.#sittings % EVERY.moved === 2) this.#moveLater(committeeId, day, chosen);
    else this.#hold(committeeId, day, chosen);
  }

  #hold(committeeId: string, day: CalendarDate, products: readonly YearProduct[]): void {
    const { world, calendar, incubator } = this;
    calendar.on(addDays(day, -12), '11:00', async () => prepare(world, committeeId, products));
    calendar.on(day, '10:00', async () => sit({ world, calendar, incubator, committeeId, products }));
  }

  #moveLater(committeeId: string, day: CalendarDate, products: readonly YearProduct[]): void {
    this.calendar.on(addDays(day, -18), '15:00', async () => {
      const later = this.#free(addDays(day, 2));
      await this.world.get(MoveCommittee).execute({
        ...this.#by(),
        ...WHERE,
        committeeId,
        startsAt: parisInstant(later, '10:00'),
        reason: 'La salle n’est plus libre ce jour-là.',
      });
      this.#hold(committeeId, later, products);
    });
  }

  /** The products are planned again the next Monday. */
  #cancelLater(committeeId: string, day: CalendarDate, products: readonly YearProduct[]): void {
    for (const { id } of products) this.#cancelled.add(id);
    this.calendar.on(addDays(day, -25), '15:00', async () =>
      this.world
        .get(CancelCommittee)
        .execute({ ...this.#by(), committeeId, reason: 'Le sponsor ne peut être représenté.' }),
    );
  }

  #free(from: CalendarDate): CalendarDate {
    let day = nextWorkingDay(from);
    while (this.#taken.has(day)) day = nextWorkingDay(addDays(day, 1));
    this.#taken.add(day);
    return day;
  }

  #sponsorOf({ id }: PlannableProduct): string | undefined {
    return this.incubator.products.find((one) => one.id === id)?.sponsor?.id;
  }

  #by() {
    return { personId: this.incubator.lead.id, idempotencyKey: newId() };
  }
}
