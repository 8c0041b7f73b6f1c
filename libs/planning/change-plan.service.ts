import { Injectable } from '@nestjs/common';

import { Transactions } from '#libs/persistence/index.js';

import { checkedParameters } from './checked-parameters.js';
import type { KeptSitting } from './facts.js';
import type { PlanParameters } from './parameters.js';
import { PlanAccess } from './plan-access.js';
import { changed, type PlanEdit } from './plan-edit.js';
import { PlanChanged } from './planning.errors.js';
import { PlanningSolver } from './planning-solver.js';
import { PlanningWorlds } from './planning-world.reader.js';
import { type HalfYearPlan, Plans, type PlanSitting, planSittingOf } from './plans.repository.js';
import { problemOf } from './problem.js';
import { propose } from './propose.js';

export interface ChangePlanCommand {
  readonly planId: string;
  /** Of the plan as it was shown. */
  readonly revision: number;
  readonly edit: PlanEdit;
  readonly personId: string;
}

/** Changes a draft and solves the rest around what the lead fixed, moving as little of it as possible. */
@Injectable()
export class ChangePlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: PlanAccess,
    private readonly worlds: PlanningWorlds,
    private readonly plans: Plans,
    private readonly solver: PlanningSolver,
  ) {}

  /** @throws PlanChanged, PlanNotDraft, InvalidInput, NotFound */
  async execute({ planId, revision, edit, personId }: ChangePlanCommand): Promise<void> {
    const plan = await this.access.draft(personId, planId);
    if (plan.revision !== revision) throw new PlanChanged();
    const { turnMinutes, breakMinutes, rules } = plan.parameters;
    const parameters =
      edit.kind === 'parameters'
        ? checkedParameters({ ...edit.parameters, turnMinutes, breakMinutes, rules })
        : plan.parameters;
    const { sittings, removedProductIds } = changed(plan, edit);
    const change =
      edit.kind === 'pin'
        ? { sittings }
        : await this.#solved({ ...plan, parameters, removedProductIds, sittings }, edit.kind === 'afresh');
    await this.transactions.run((tx) =>
      this.plans.change(planId, revision, { ...change, parameters, removedProductIds }, tx),
    );
  }

  /** Gives a draft up: it is shown nowhere any more. @throws PlanChanged, PlanNotDraft, NotFound */
  async abandon(command: Omit<ChangePlanCommand, 'edit'> & { readonly at: string }): Promise<void> {
    await this.access.draft(command.personId, command.planId);
    await this.transactions.run((tx) =>
      this.plans.guard(command.planId, command.revision, { abandonedAt: command.at }, tx),
    );
  }

  async #solved(
    plan: Pick<HalfYearPlan, 'incubatorIds' | 'removedProductIds' | 'sittings'> & {
      readonly parameters: PlanParameters;
    },
    afresh: boolean,
  ) {
    const { parameters, sittings } = plan;
    const { facts } = await this.worlds.of(plan.incubatorIds, parameters, plan.removedProductIds);
    const kept = sittings.flatMap((sitting): readonly KeptSitting[] =>
      sitting.pin === null ? [] : [{ ...sitting, pin: sitting.pin }],
    );
    const former = afresh ? [] : sittings.map((sitting) => ({ ...sitting, keptId: sitting.id }));
    const { sittings: found, report } = await propose(
      problemOf(facts, parameters, kept, former),
      parameters,
      this.solver,
    );
    return { sittings: found.map((sitting) => named(sitting, sittings)), report };
  }
}

/** A sitting that came out as it went in keeps its name, so that the links of the page still lead to it. */
function named(sitting: Parameters<typeof planSittingOf>[0], before: readonly PlanSitting[]): PlanSitting {
  const same = before.find(
    ({ on, productIds }) =>
      on === sitting.on &&
      productIds.length === sitting.productIds.length &&
      productIds.every((id) => sitting.productIds.includes(id)),
  );
  const found = planSittingOf(sitting, before);
  return same && sitting.keptId === null ? { ...found, id: same.id } : found;
}
