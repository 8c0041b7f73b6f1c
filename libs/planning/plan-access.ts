import { Injectable } from '@nestjs/common';

import { Access, MANAGING_ROLES } from '#libs/identity/index.js';

import { planNotFound, PlanNotDraft } from './planning.errors.js';
import { type HalfYearPlan, Plans } from './plans.repository.js';

/** A plan is for those who run the committees of all of its incubators. */
@Injectable()
export class PlanAccess {
  constructor(
    private readonly access: Access,
    private readonly plans: Plans,
  ) {}

  /** @throws NotFound for a plan that does not exist, was given up, or concerns an incubator where the person runs nothing. */
  async managed(personId: string, planId: string): Promise<HalfYearPlan> {
    const plan = await this.plans.byId(planId);
    if (!plan || plan.abandonedAt !== null) throw planNotFound();
    const managed = await this.access.incubatorsWhere(personId, MANAGING_ROLES);
    if (!plan.incubatorIds.every((id) => managed.includes(id))) throw planNotFound();
    return plan;
  }

  /** The same, while it may still change. @throws NotFound, PlanNotDraft */
  async draft(personId: string, planId: string): Promise<HalfYearPlan> {
    const plan = await this.managed(personId, planId);
    if (plan.confirmedAt !== null) throw new PlanNotDraft();
    return plan;
  }

  /** @throws NotFound, Forbidden */
  async ensureMay(personId: string, incubatorIds: readonly string[]): Promise<void> {
    for (const id of incubatorIds) await this.access.ensureIncubator(personId, id, MANAGING_ROLES);
  }
}
