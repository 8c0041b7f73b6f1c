import { Injectable } from '@nestjs/common';

import { Committees, PlannableProducts } from '#libs/committees/index.js';
import { Envelopes } from '#libs/decisions/index.js';
import { MANDATORY_ROLES, type Role } from '#libs/identity/index.js';
import { addDays, type CalendarDate, Clock, parisDateTime, parisInstant } from '#libs/kernel/index.js';
import { Incubators } from '#libs/portfolio/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import { type DutyContext, nextDueOn, wanted as wantedIn } from '#workflows/half-year-duty/index.js';

import type { Occupation, PlanningFacts, ProductFacts } from './facts.js';
import { minutesOf, parametersFor, type PlanParameters } from './parameters.js';
import { Unavailabilities } from './unavailabilities.repository.js';
import { canWait } from './window.js';

/** A product of these incubators that the plan does not concern, and why. */
export interface SetAside {
  readonly productId: string;
  readonly name: string;
  readonly reason: 'planned' | 'held' | 'later';
  /** The day of the committee ahead, or the day it is wanted by. */
  readonly on: CalendarDate | null;
}

export interface PlanningWorld {
  readonly facts: PlanningFacts;
  readonly setAside: readonly SetAside[];
  /** Names of everyone that the facts name. */
  readonly people: ReadonlyMap<string, string>;
  readonly incubators: ReadonlyMap<string, string>;
}

interface RoleRecord {
  product_id: string;
  person_id: string;
  name: string;
  role: Role;
}

const ROLES = `
  select p.id as product_id, r.person_id, h.name, r.role
    from products p
    join roles r on r.product_id = p.id or r.incubator_id = p.incubator_id
    join people h on h.id = r.person_id
   where p.id = any($1::uuid[]) and r.role <> 'operations'
   order by h.name, r.role`;

const SPONSORS = `
  select s.product_id, o.id, coalesce(o.acronym, o.name) as name
    from product_sponsors s join organisations o on o.id = s.organisation_id
   where s.product_id = any($1::uuid[]) order by o.name, o.id`;

/** Sponsors and intrapreneurs must all be there; of the others who must, one is enough (domain, half-yearly cycle, rule 5). */
const ALL_OF: ReadonlySet<Role> = new Set(['sponsor', 'intrapreneur']);

const AHEAD = ['planned', 'convened', 'preparing'];

/** Everything a half-year is planned from, as it stands now. */
@Injectable()
export class PlanningWorlds {
  constructor(
    private readonly products: PlannableProducts,
    private readonly committees: Committees,
    private readonly envelopes: Envelopes,
    private readonly incubators: Incubators,
    private readonly unavailabilities: Unavailabilities,
    private readonly runtime: WorkflowRuntime,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @param without products that the lead left out. */
  async of(
    incubatorIds: readonly string[],
    parameters: PlanParameters,
    without: readonly string[] = [],
  ): Promise<PlanningWorld> {
    const today = this.clock.today();
    const { wanted, setAside } = await this.#wanted(incubatorIds, parameters, today);
    const ids = wanted.map(({ id }) => id);
    const roles = await this.transactions.outside.query<RoleRecord[]>(ROLES, [ids]);
    const sponsors = await this.transactions.outside.query<{ product_id: string; id: string; name: string }[]>(
      SPONSORS,
      [ids],
    );
    const people = new Map(roles.map(({ person_id, name }) => [person_id, name]));
    const products = wanted.map((product): ProductFacts => {
      const own = roles.filter(({ product_id }) => product_id === product.id);
      return {
        ...product,
        sponsors: sponsorsOf(
          own,
          sponsors.filter(({ product_id }) => product_id === product.id),
        ),
        required: MANDATORY_ROLES.flatMap((role) => {
          const personIds = own.filter((one) => one.role === role).map(({ person_id }) => person_id);
          return personIds.length === 0 ? [] : [{ role, personIds, all: ALL_OF.has(role) }];
        }),
        people: [...new Set(own.map(({ person_id }) => person_id))],
      };
    });
    const all = await this.incubators.all();
    return {
      facts: {
        today,
        products: products.filter(({ id }) => !without.includes(id)),
        occupied: await this.#occupied(
          all.map(({ id }) => id),
          parameters,
        ),
        absences: await this.unavailabilities.of([...people.keys()]),
      },
      setAside,
      people,
      incubators: new Map(all.filter(({ id }) => incubatorIds.includes(id)).map(({ id, name }) => [id, name])),
    };
  }

  /** The products that a committee of this half-year is for, by the duty's own reckoning. */
  async #wanted(incubatorIds: readonly string[], parameters: PlanParameters, today: CalendarDate) {
    const wanted: Omit<ProductFacts, 'sponsors' | 'required' | 'people'>[] = [];
    const setAside: SetAside[] = [];
    for (const incubatorId of incubatorIds) {
      const products = (await this.products.ofIncubator(incubatorId)).filter(({ dueOn }) => dueOn !== null);
      const envelopes = await this.envelopes.currentOfAll(
        products.map(({ id }) => id),
        today,
      );
      for (const { id, name, plannedOn } of products) {
        const duty = (await this.runtime.read('half-year-duty', id))?.snapshot.context as DutyContext | undefined;
        const next = duty ? wantedIn(duty) : null;
        const dueOn = duty ? nextDueOn(duty) : null;
        if (!duty || next === null || dueOn === null) continue;
        const { on, isAdvanced } = next;
        const envelopeEndsOn = envelopes.get(id)?.closesOn ?? null;
        const aside = (reason: SetAside['reason'], day: CalendarDate | null) =>
          setAside.push({ productId: id, name, reason, on: day });
        const held = duty.awaiting.at(-1);
        if (plannedOn !== null) aside('planned', plannedOn);
        else if (!canWait({ wantedOn: on, dueOn, envelopeEndsOn }, parametersFor(parameters, incubatorId)))
          wanted.push({ id, name, incubatorId, wantedOn: on, dueOn, isAdvanced, envelopeEndsOn });
        // A sitting that waits for its signatures does not stop the calendar of the next, but says why it is not yet wanted.
        else if (held) aside('held', held.on);
        else aside('later', on);
      }
    }
    return { wanted, setAside };
  }

  /** Committees ahead, of any incubator: whoever sits in them is taken. */
  async #occupied(incubatorIds: readonly string[], { from, to }: PlanParameters): Promise<readonly Occupation[]> {
    const committees = await this.committees.ofIncubators(incubatorIds, {
      from: parisInstant(from),
      to: parisInstant(addDays(to, 1)),
      states: AHEAD,
    });
    return committees.map(({ startsAt, durationMinutes, incubatorId, members }) => {
      const { date, time } = parisDateTime(startsAt);
      const start = minutesOf(time);
      const people = members.map(({ person }) => person.id);
      return { on: date, from: start, to: start + durationMinutes, incubatorId, people };
    });
  }
}

/** Administrations when they are known, else the people who sponsor it. */
function sponsorsOf(
  roles: readonly RoleRecord[],
  organisations: readonly { readonly id: string; readonly name: string }[],
): ProductFacts['sponsors'] {
  if (organisations.length > 0) return organisations.map(({ id, name }) => ({ key: `organisation:${id}`, name }));
  return roles
    .filter(({ role }) => role === 'sponsor')
    .map(({ person_id, name }) => ({ key: `person:${person_id}`, name }));
}
