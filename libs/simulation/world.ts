import {
  addDays,
  type CalendarDate,
  type Instant,
  isWorkingDay,
  type ManualClock,
  nextWorkingDay,
  parisInstant,
} from '#libs/kernel/index.js';
import type { Transactions } from '#libs/persistence/index.js';
import {
  type Actor as ActorName,
  type DeadlineSweeper,
  type EventOf,
  EventRefused,
  type WorkflowRuntime,
} from '#libs/workflow-runtime/index.js';
import type { CommitteeContext } from '#workflows/committee/index.js';
import type { MeansDecision, PhaseDecision } from '#workflows/contract/index.js';
import type { RecordContext } from '#workflows/deliberation-record/index.js';
import type { DutyContext } from '#workflows/half-year-duty/index.js';
import type { ProcessName } from '#workflows/index.js';
import type { LifecycleContext } from '#workflows/product-lifecycle/index.js';

import type { Acts } from './acts/acts.js';
import { Agenda } from './agenda.js';
import type { Actor, Cast, Crew } from './cast.js';
import type { Chance } from './chance.js';
import type { Profile, SimulationModel } from './model.js';
import { add, Tally } from './tally.js';

/** The engine that is tried, on the clock that the simulation moves. */
export interface SimulatedEngine {
  readonly transactions: Transactions;
  readonly runtime: WorkflowRuntime;
  readonly sweeper: DeadlineSweeper;
  readonly clock: ManualClock;
}

/** What the features would keep of a decision beside its case. */
export interface Decided {
  readonly decisionId: string;
  readonly productId: string;
  readonly committeeId: string;
  readonly heldOn: CalendarDate;
  readonly means: MeansDecision;
  readonly phase: PhaseDecision;
  readonly provisionalUntil: CalendarDate | null;
}

export interface Planned {
  readonly id: string;
  readonly crew: Crew;
  readonly productIds: readonly string[];
  startsAt: Instant;
  /** What each product was due by when the committee was planned. */
  readonly dues: ReadonlyMap<string, CalendarDate>;
}

/** What the case of each process that is lived here knows. */
interface Contexts {
  readonly 'product-lifecycle': LifecycleContext;
  readonly 'half-year-duty': DutyContext;
  readonly committee: CommitteeContext;
  readonly 'deliberation-record': RecordContext;
}

/** People act on working days, at a few hours: many at once, so that they may be simulated side by side. */
const SLOTS = ['09:00', '11:00', '14:00', '16:00'] as const;

/** All that the simulated people share. */
export class World {
  readonly agenda = new Agenda();
  readonly tally: Tally;
  readonly committees = new Map<string, Planned>();
  readonly decisions = new Map<string, Decided>();
  /** The product of each record. */
  readonly records = new Map<string, string>();
  /** The days on which products became active here: none can have had a committee before. */
  readonly enteredOn = new Map<string, CalendarDate>();
  /** Sittings of a lead, by lead and Monday. */
  readonly sittingsOfWeek = new Map<string, number>();
  readonly #counters = new Map<string, number>();
  #acts: Acts | undefined;

  constructor(
    readonly engine: SimulatedEngine,
    readonly chance: Chance,
    readonly model: SimulationModel,
    readonly cast: Cast,
  ) {
    this.tally = new Tally(engine.clock.today());
  }

  get acts(): Acts {
    if (!this.#acts) throw new Error('nobody acts yet');
    return this.#acts;
  }

  set acts(acts: Acts) {
    this.#acts = acts;
  }

  get today(): CalendarDate {
    return this.engine.clock.today();
  }

  get now(): Instant {
    return this.engine.clock.now();
  }

  profile({ profile }: Actor): Profile {
    return this.model.profiles[profile];
  }

  /** 1, 2, 3… for each name. */
  count(name: string): number {
    const next = (this.#counters.get(name) ?? 0) + 1;
    this.#counters.set(name, next);
    return next;
  }

  /** Puts an act on the agenda some days from today, at an hour of work still to come. */
  later(crew: Crew, days: number, key: string, run: () => Promise<void>): void {
    const draws = this.chance.of('when', key);
    this.on(crew, addDays(this.today, days), key, run, draws);
  }

  /** Puts an act on the agenda on the first working day from `day` on. */
  on(crew: Crew, day: CalendarDate, key: string, run: () => Promise<void>, draws = this.chance.of('when', key)): void {
    const from = draws.between(0, SLOTS.length - 1);
    this.agenda.add({ at: this.#free(day, from), lane: crew.incubatorId, key, run });
  }

  /**
   * Has somebody act upon a mail, if they heed it, in the time they take.
   * @param key tells this mail from any other.
   * @param haste what their usual delay is multiplied by.
   */
  cue(person: Actor, crew: Crew, key: string, run: () => Promise<void>, haste = 1): boolean {
    const draws = this.chance.of('cue', person.id, key);
    const { heeds, delay } = this.profile(person);
    if (!draws.happens(heeds)) return false;
    this.later(crew, draws.days(delay * haste), key, run);
    return true;
  }

  /** Sends an event as a person would, now and then twice; a refusal is a fault, since people look before they act. */
  async send<P extends ProcessName>(
    process: P,
    subjectId: string,
    event: EventOf<P>,
    by: { readonly actor: ActorName; readonly key: string; readonly opens?: boolean },
  ): Promise<boolean> {
    const { runtime } = this.engine;
    const options = { actor: by.actor, idempotencyKey: by.key };
    const say = async () =>
      by.opens
        ? runtime.open(process, subjectId, event, options)
        : runtime.dispatch(process, subjectId, event, options);
    try {
      const first = await say();
      if (this.chance.of('double', by.key).happens(this.model.doubleClick)) {
        const second = await say();
        if (!second.repeated || second.revision !== first.revision)
          this.tally.faults.push(`${process}: ${(event as { type: string }).type} was taken twice`);
        this.tally.repeated += 1;
      }
      return true;
    } catch (error) {
      if (!(error instanceof EventRefused)) throw error;
      this.tally.faults.push(
        `${process}: ${String(error.details['event'])} refused in ${String(error.details['state'])}`,
      );
      return false;
    }
  }

  /** Tries what the engine must refuse, with that code. */
  async mustRefuse<P extends ProcessName>(
    process: P,
    subjectId: string,
    event: EventOf<P>,
    by: { readonly actor: ActorName; readonly key: string; readonly code: string },
  ): Promise<void> {
    try {
      await this.engine.runtime.dispatch(process, subjectId, event, { actor: by.actor, idempotencyKey: by.key });
      this.tally.faults.push(`${process}: ${(event as { type: string }).type} was not refused`);
    } catch (error) {
      if (!(error instanceof EventRefused) || error.code !== by.code) throw error;
      add(this.tally.refused, by.code);
    }
  }

  async state(process: ProcessName, subjectId: string): Promise<string | undefined> {
    return (await this.engine.runtime.read(process, subjectId))?.state;
  }

  async context<P extends keyof Contexts>(
    process: P,
    subjectId: string,
  ): Promise<{ readonly state: string; readonly context: Contexts[P] }> {
    const found = await this.engine.runtime.read(process, subjectId);
    if (!found) throw new Error(`${process}: no case`);
    return { state: found.state, context: found.snapshot.context as unknown as Contexts[P] };
  }

  #free(day: CalendarDate, slot: number): Instant {
    if (day <= this.today && isWorkingDay(this.today))
      for (const time of SLOTS.slice(slot)) {
        const at = parisInstant(this.today, time);
        if (at > this.now) return at;
      }
    const first = nextWorkingDay(day > this.today ? day : addDays(this.today, 1));
    return parisInstant(first, SLOTS[slot]);
  }
}
