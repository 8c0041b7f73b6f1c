import { Injectable } from '@nestjs/common';

import { derivedId, InvalidInput, type Programme } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { Programmes } from '#libs/portfolio/index.js';

import { checkedParameters } from './checked-parameters.js';
import { type PlanParameters, type PlanRules, sittingsOf, USUAL_RULES } from './parameters.js';
import { PlanAccess } from './plan-access.js';
import { PlanningSolver } from './planning-solver.js';
import { PlanningWorlds } from './planning-world.reader.js';
import { Plans, planSittingOf } from './plans.repository.js';
import { problemOf } from './problem.js';
import { propose } from './propose.js';

export interface DraftPlanCommand {
  readonly incubatorIds: readonly string[];
  readonly parameters: PlanParameters;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Proposes the sittings of a half-year and keeps them as a plan. Nobody is told, no committee exists. */
@Injectable()
export class DraftPlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: PlanAccess,
    private readonly programmes: Programmes,
    private readonly worlds: PlanningWorlds,
    private readonly plans: Plans,
    private readonly solver: PlanningSolver,
  ) {}

  /**
   * Takes some seconds.
   * @returns the plan's id; the same when the same key comes again.
   * @throws InvalidInput, NotFound, Forbidden
   */
  async execute({ incubatorIds, parameters: given, personId, idempotencyKey }: DraftPlanCommand): Promise<string> {
    if (incubatorIds.length === 0)
      throw new InvalidInput('Choisissez un incubateur.', { incubateur: 'Choisissez au moins un incubateur.' });
    await this.access.ensureMay(personId, incubatorIds);
    const programmes = await this.programmes.ofIncubators(incubatorIds);
    const { turnMinutes, breakMinutes } = sittingsOf([...programmes.values()]);
    const parameters = checkedParameters({ ...given, turnMinutes, breakMinutes, rules: rulesOf(programmes) });
    const id = derivedId('half-year-plan', personId, idempotencyKey);
    if (await this.plans.byId(id)) return id;
    const { facts } = await this.worlds.of(incubatorIds, parameters);
    const { sittings, report } = await propose(problemOf(facts, parameters), parameters, this.solver);
    await this.transactions.run((tx) =>
      this.plans.insert(
        {
          id,
          incubatorIds,
          parameters,
          report,
          createdBy: personId,
          sittings: sittings.map((sitting) => planSittingOf(sitting)),
        },
        tx,
      ),
    );
    return id;
  }
}

function rulesOf(programmes: ReadonlyMap<string, Programme>): PlanRules {
  const own = [...programmes].map(([id, { closing, envelopeWindow }]) => [id, { closing, envelopeWindow }] as const);
  return {
    ...(own[0]?.[1] ?? USUAL_RULES),
    places: [...new Set([...programmes.values()].map(({ place }) => place))],
    own: Object.fromEntries(own),
  };
}
