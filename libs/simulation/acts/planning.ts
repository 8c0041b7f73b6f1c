import { addDays, type CalendarDate, derivedId, parisDate, parisInstant } from '#libs/kernel/index.js';
import {
  type AskToPlan,
  type DutyContext,
  nextDueOn,
  type RemindToPlan,
  wantedOn,
} from '#workflows/half-year-duty/index.js';

import type { Crew, Team } from '../cast.js';
import { chooseDay, freeDayFrom, keepPlace } from '../choose-day.js';
import type { Planned, World } from '../world.js';

/** Sittings begin on the hour or half past, and last an hour a product (50 minutes at least: domain, rule 4). */
const STARTS = ['09:30', '10:00', '14:00', '14:30'] as const;

/** Products that share a sitting at most, and days between the dates they are due by. */
const LARGEST = 3;
const NEAR_DAYS = 45;

/** Days before a sitting at which somebody who plans it unasked thinks of it. */
const FORETHOUGHT_DAYS = 30;

/** How leads set, convene, move and cancel committees. */
export class Planning {
  constructor(private readonly world: World) {}

  /** The lead is asked for a committee, for the first time or after one that was undone, and does something about it or not. */
  asked(team: Team, key: string, { dueOn, after }: AskToPlan): void {
    const { world } = this;
    const { crew, productId } = team;
    world.cue(crew.lead, crew, `plan:${productId}:${key}`, async () => this.plan(team));
    if (after === null) this.unasked(team, dueOn);
  }

  /** Nobody has planned: the lead is reminded, and the portfolio manager, once told, sees to it with the lead. */
  reminded(team: Team, key: string, { followUp }: RemindToPlan): void {
    const { world } = this;
    const { crew, productId } = team;
    for (const person of followUp === 'reminder' ? [crew.lead] : [crew.lead, crew.manager])
      world.cue(person, crew, `remind:${productId}:${key}:${person.id}`, async () => this.plan(team));
  }

  /** A committee is late: its lead is told, and portfolio managers who heed it see to it with the lead. */
  overdue(team: Team, key: string): void {
    const { world } = this;
    const { crew, productId } = team;
    for (const person of [crew.lead, crew.manager, crew.dinumManager])
      world.cue(person, crew, `late:${productId}:${key}:${person.id}`, async () => this.plan(team));
  }

  /** What the team would do if nobody reminded it: a committee in its own time, or none. */
  unasked(team: Team, dueOn: CalendarDate): void {
    const { world } = this;
    const { never, lateness } = world.model.habits;
    if (world.count(`habit:${team.productId}:${dueOn}`) > 1) return;
    const draws = world.chance.of('habit', team.productId, dueOn);
    if (draws.happens(never) || lateness.length === 0) return;
    const day = addDays(dueOn, draws.pick(lateness) - FORETHOUGHT_DAYS);
    world.on(team.crew, day, `habit:${team.productId}:${dueOn}`, async () => this.plan(team));
  }

  /** Sets a committee for a product that owes one, with others of the incubator that do too. */
  async plan(team: Team): Promise<void> {
    const { world } = this;
    const { crew, productId } = team;
    const duty = await this.#owed(productId);
    if (!duty) return;
    const draws = world.chance.of('plan', productId, world.count(`plan:${productId}`));
    const day = chooseDay(world, crew, wantedOn(duty) ?? world.today, draws);
    const dues = new Map([[productId, nextDueOn(duty) ?? world.today]]);
    if (draws.happens(world.model.planning.grouped)) await this.#gather(crew, day, dues);
    const id = derivedId('simulated-committee', productId, String(world.count(`committee:${productId}`)));
    const startsAt = parisInstant(day, draws.pick(STARTS));
    const productIds = [...dues.keys()];
    for (const [product, dueOn] of dues) world.tally.due(product, dueOn);
    const actor = `person:${crew.lead.id}` as const;
    const event = { type: 'committee.planned', startsAt, productIds } as const;
    if (!(await world.send('committee', id, event, { actor, key: `plan:${id}`, opens: true }))) return;
    const planned: Planned = { id, crew, productIds, startsAt, dues };
    world.committees.set(id, planned);
    keepPlace(world, crew, day, 1);
    world.later(crew, draws.between(0, 5), `convene:${id}`, async () => this.#convene(planned));
  }

  async #owed(productId: string): Promise<DutyContext | undefined> {
    const { context, state } = await this.world.context('half-year-duty', productId);
    return state === 'settled' || state === 'due' || state === 'overdue' ? context : undefined;
  }

  async #gather(crew: Crew, day: CalendarDate, dues: Map<string, CalendarDate>): Promise<void> {
    for (const productId of await this.#dueIn(crew)) {
      if (dues.size === LARGEST) return;
      if (dues.has(productId)) continue;
      const duty = await this.#owed(productId);
      const limit = duty && wantedOn(duty);
      // The shared day makes nobody late who was not.
      const dueOn = duty && nextDueOn(duty);
      if (dueOn && limit && (limit <= this.world.today || day <= limit) && limit <= addDays(day, NEAR_DAYS))
        dues.set(productId, dueOn);
    }
  }

  /** Products of the incubator that are to be planned, as the dashboard lists them. */
  async #dueIn({ productIds }: Crew): Promise<readonly string[]> {
    const rows = await this.world.engine.transactions.outside.query<{ subject_id: string }[]>(
      `select subject_id from cases
        where process = 'half-year-duty' and state in ('due', 'overdue') and subject_id = any($1::uuid[]) order by subject_id`,
      [productIds],
    );
    return rows.map(({ subject_id: id }) => id);
  }

  async #convene(planned: Planned): Promise<void> {
    const { world } = this;
    const { id, crew } = planned;
    const actor = `person:${crew.lead.id}` as const;
    if ((await world.state('committee', id)) !== 'planned') return;
    const event = { type: 'committee.convened', missing: [] } as const;
    if (!(await world.send('committee', id, event, { actor, key: `convene:${id}` }))) return;
    world.acts.sittings.expect(planned);
    const { moved, postponed, cancelled } = world.model.planning;
    const draws = world.chance.of('mishap', id);
    const fate = draws.next();
    const ahead = draws.between(1, 12);
    if (fate < moved) world.later(crew, ahead, `move:${id}`, async () => this.#move(planned, draws.between(4, 20)));
    else if (fate < moved + postponed)
      world.later(crew, ahead, `postpone:${id}`, async () => this.postpone(planned, 'Sponsor indisponible'));
    else if (fate < moved + postponed + cancelled)
      world.later(crew, ahead, `cancel:${id}`, async () => this.#cancel(planned));
  }

  async #move(planned: Planned, days: number): Promise<void> {
    const { world } = this;
    const { id, crew, startsAt } = planned;
    const state = await world.state('committee', id);
    if (startsAt <= world.now || (state !== 'convened' && state !== 'preparing')) return;
    await this.#moveTo(planned, addDays(parisDate(startsAt), days), `move:${id}`, crew);
  }

  /** Puts a committee off without a date; its lead looks for another one. */
  async postpone(planned: Planned, reason: string): Promise<void> {
    const { world } = this;
    const { id, crew } = planned;
    const state = await world.state('committee', id);
    if (state !== 'convened' && state !== 'preparing') return;
    const rank = world.count(`postponed:${id}`);
    const actor = `person:${crew.lead.id}` as const;
    const key = `postpone:${id}:${rank}`;
    if (!(await world.send('committee', id, { type: 'committee.postponed', reason }, { actor, key }))) return;
    keepPlace(world, crew, parisDate(planned.startsAt), -1);
    const { delay } = world.profile(crew.lead);
    const draws = world.chance.of('again', id, rank);
    world.later(crew, draws.days(delay), `again:${id}:${rank}`, async () => this.#resume(planned, rank));
  }

  /** A postponed committee finds a date, unless its products were planned otherwise meanwhile. */
  async #resume(planned: Planned, rank: number): Promise<void> {
    const { world } = this;
    const { id, crew, productIds } = planned;
    if ((await world.state('committee', id)) !== 'postponed') return;
    const owed = await Promise.all(productIds.map(async (product) => this.#owed(product)));
    if (owed.some((duty) => duty === undefined)) {
      await this.#drop(planned, `drop:${id}:${rank}`);
      return;
    }
    const days = world.chance.of('resumed', id, rank).between(10, 21);
    await this.#moveTo(planned, addDays(world.today, days), `resume:${id}:${rank}`, crew);
  }

  async #moveTo(planned: Planned, from: CalendarDate, key: string, crew: Crew): Promise<void> {
    const { world } = this;
    const wasPlaced = (await world.state('committee', planned.id)) !== 'postponed';
    const day = freeDayFrom(world, crew, from);
    const startsAt = parisInstant(day, world.chance.of(key).pick(STARTS));
    const event = { type: 'committee.moved', startsAt, reason: 'Agenda du sponsor' } as const;
    if (!(await world.send('committee', planned.id, event, { actor: `person:${crew.lead.id}`, key }))) return;
    if (wasPlaced) keepPlace(world, crew, parisDate(planned.startsAt), -1);
    keepPlace(world, crew, day, 1);
    planned.startsAt = startsAt;
    world.tally.moved += 1;
    world.acts.sittings.expect(planned);
  }

  async #cancel(planned: Planned): Promise<void> {
    const { world } = this;
    const { id, crew } = planned;
    const { state } = await world.context('committee', id);
    if (state !== 'convened' && state !== 'preparing') return;
    await this.#drop(planned, `cancel:${id}`);
    keepPlace(world, crew, parisDate(planned.startsAt), -1);
  }

  async #drop({ id, crew }: Planned, key: string): Promise<void> {
    const event = { type: 'committee.cancelled', reason: 'Reprogrammé autrement' } as const;
    if (await this.world.send('committee', id, event, { actor: `person:${crew.lead.id}`, key }))
      this.world.tally.cancelled += 1;
  }
}
