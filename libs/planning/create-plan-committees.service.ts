import { Injectable } from '@nestjs/common';

import { PlanCommittee } from '#libs/committees/index.js';
import { DomainError, parisInstant } from '#libs/kernel/index.js';

import { Plans } from './plans.repository.js';

/**
 * Creates the committees of a confirmed plan that do not exist yet, each in a transaction of its own. The key of each is its
 * sitting's: run again, or twice at once, it makes nothing twice.
 */
@Injectable()
export class CreatePlanCommittees {
  constructor(
    private readonly plans: Plans,
    private readonly planCommittee: PlanCommittee,
  ) {}

  /** A sitting that is refused (its product has found another committee, its day is past) says so and stops no other. */
  async execute(planId: string): Promise<void> {
    const plan = await this.plans.byId(planId);
    if (!plan || plan.confirmedBy === null) return;
    for (const { id, committeeId, refusal, on, time, minutes, productIds } of plan.sittings) {
      if (committeeId !== null || refusal !== null) continue;
      try {
        const created = await this.planCommittee.execute({
          productIds,
          startsAt: parisInstant(on, time),
          place: plan.place,
          videoUrl: plan.videoUrl,
          durationMinutes: minutes,
          personId: plan.confirmedBy,
          idempotencyKey: id,
        });
        await this.plans.settle(id, { committeeId: created });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        await this.plans.settle(id, { refusal: error.message });
      }
    }
  }
}
