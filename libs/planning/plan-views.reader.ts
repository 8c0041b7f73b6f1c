import { Injectable } from '@nestjs/common';

import { type ProposedMember, ProposedMembers } from '#libs/committees/index.js';
import type { Instant } from '#libs/kernel/index.js';
import { Products } from '#libs/portfolio/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import { halfYearPlan, type HalfYearPlanContext } from '#workflows/half-year-plan/index.js';

import { type Violation, violationsOf } from './check.js';
import type { ProductFacts } from './facts.js';
import { insightsOf, type SittingInsight } from './insight.js';
import { PlanAccess } from './plan-access.js';
import { type PlanningWorld, PlanningWorlds, type SetAside } from './planning-world.reader.js';
import { type HalfYearPlan, Plans, type PlanSitting } from './plans.repository.js';
import { type Shortfall, shortfallOf } from './shortfall.js';
import { type Unavailability, Unavailabilities } from './unavailabilities.repository.js';

/** A sitting of a plan with what explains it. */
export interface SittingView extends PlanSitting {
  /** In the order of the agenda, whether or not the product still waits for a committee. */
  readonly products: readonly { readonly id: string; readonly name: string }[];
  /** Everyone who would be invited. */
  readonly people: readonly string[];
  /** Sponsors that all of its products share; all of them when there is none. */
  readonly sponsors: readonly string[];
  readonly insight: SittingInsight;
  readonly violations: readonly Violation[];
}

export interface PlanView {
  readonly plan: HalfYearPlan;
  readonly incubators: readonly { readonly id: string; readonly name: string }[];
  readonly sittings: readonly SittingView[];
  readonly shortfalls: readonly (Shortfall & { readonly product: ProductFacts })[];
  readonly removed: readonly { readonly id: string; readonly name: string }[];
  readonly setAside: readonly SetAside[];
  /** Names of everyone concerned, by id. */
  readonly people: ReadonlyMap<string, string>;
  readonly unavailabilities: readonly Unavailability[];
  /** `settling`: confirmed, the invitations have not left. `done`: nothing more will happen by itself. */
  readonly stage: 'draft' | 'settling' | 'done';
  /** When the invitations leave; null when they were held back, have left, or nobody is to be invited. */
  readonly invitesAt: Instant | null;
}

/** Plans as the lead sees them, held against the world as it stands now. */
@Injectable()
export class PlanViews {
  constructor(
    private readonly access: PlanAccess,
    private readonly plans: Plans,
    private readonly worlds: PlanningWorlds,
    private readonly unavailabilities: Unavailabilities,
    private readonly members: ProposedMembers,
    private readonly products: Products,
    private readonly runtime: WorkflowRuntime,
  ) {}

  /** @throws NotFound */
  async of(personId: string, planId: string): Promise<PlanView> {
    const plan = await this.access.managed(personId, planId);
    const world = await this.worlds.of(plan.incubatorIds, plan.parameters);
    const stage = await this.#stage(plan);
    const removed = new Set(plan.removedProductIds);
    const facts = { ...world.facts, products: world.facts.products.filter(({ id }) => !removed.has(id)) };
    const held = plan.sittings.map((sitting) => ({ ...sitting, keptId: sitting.id }));
    const violations = violationsOf(held, facts, plan.parameters);
    const insights = insightsOf(held, facts, plan.parameters);
    const byId = new Map(facts.products.map((product) => [product.id, product]));
    const names = new Map(
      (await this.products.byIds(plan.sittings.flatMap(({ productIds }) => productIds))).map(({ id, name }) => [
        id,
        name,
      ]),
    );
    const placed = new Set(plan.sittings.flatMap(({ productIds }) => productIds));
    return {
      plan,
      ...stage,
      incubators: plan.incubatorIds.map((id) => ({ id, name: world.incubators.get(id) ?? '' })),
      sittings: plan.sittings.map((sitting, index) => {
        const products = sitting.productIds.flatMap((id) => byId.get(id) ?? []);
        return {
          ...sitting,
          products: sitting.productIds.map((id) => ({ id, name: names.get(id) ?? '' })),
          people: [...new Set(products.flatMap((product) => product.people))],
          sponsors: sharedSponsors(products),
          insight: insights[index] ?? { products: [], otherDays: 0, absent: [] },
          violations: violations.filter((violation) => violation.sitting === index),
        };
      }),
      shortfalls: facts.products
        .filter(({ id }) => !placed.has(id))
        .map((product) => ({ product, ...shortfallOf(product, held, facts, plan.parameters) })),
      removed: world.facts.products.filter(({ id }) => removed.has(id)).map(({ id, name }) => ({ id, name })),
      setAside: world.setAside,
      people: world.people,
      unavailabilities: await this.unavailabilities.of([...world.people.keys()]),
    };
  }

  /** Who would be invited to each sitting, by its id. */
  async invited(plan: HalfYearPlan): Promise<ReadonlyMap<string, readonly ProposedMember[]>> {
    const found = new Map<string, readonly ProposedMember[]>();
    for (const { id, productIds } of plan.sittings) found.set(id, await this.members.forProducts(productIds));
    return found;
  }

  /** What the page that begins a plan needs: people of these incubators, and when they are away. */
  async worldOf(incubatorIds: readonly string[], parameters: HalfYearPlan['parameters']): Promise<PlanningWorld> {
    return this.worlds.of(incubatorIds, parameters);
  }

  /** Drafts and confirmed plans, last changed first. */
  async list(incubatorIds: readonly string[]): Promise<readonly HalfYearPlan[]> {
    return this.plans.ofIncubators(incubatorIds);
  }

  async #stage(plan: HalfYearPlan): Promise<Pick<PlanView, 'stage' | 'invitesAt'>> {
    if (plan.confirmedAt === null) return { stage: 'draft', invitesAt: null };
    const found = await this.runtime.read('half-year-plan', plan.id);
    if (found?.state !== 'settling') return { stage: 'done', invitesAt: null };
    const { settlesAt } = found.snapshot.context as unknown as HalfYearPlanContext;
    const [deadline] = settlesAt === null ? [] : halfYearPlan.deadlines(found.snapshot);
    return { stage: 'settling', invitesAt: deadline?.dueAt ?? null };
  }
}

function sharedSponsors(products: readonly ProductFacts[]): readonly string[] {
  const [first] = products;
  const shared = (first?.sponsors ?? []).filter(({ key }) =>
    products.every(({ sponsors }) => sponsors.some((one) => one.key === key)),
  );
  const named = shared.length > 0 ? shared : products.flatMap(({ sponsors }) => sponsors);
  return [...new Set(named.map(({ name }) => name))];
}
