import { Injectable } from '@nestjs/common';

import { Committees, ConveneCommittee } from '#libs/committees/index.js';
import { DomainError } from '#libs/kernel/index.js';
import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { CreatePlanCommittees } from './create-plan-committees.service.js';
import { Plans } from './plans.repository.js';

/**
 * Invites to the committees of a plan once it has settled. What was moved, cancelled or convened by hand meanwhile is taken as it
 * stands: only committees that are still planned are convened.
 */
@Injectable()
@HandlesEffect('plan.convene-committees')
export class ConveneCommittees implements EffectHandler<{ planId: string }> {
  constructor(
    private readonly plans: Plans,
    private readonly create: CreatePlanCommittees,
    private readonly committees: Committees,
    private readonly convene: ConveneCommittee,
  ) {}

  async handle({ params }: OwedEffect<{ planId: string }>): Promise<void> {
    // Its own effect may still be waiting for another attempt.
    await this.create.execute(params.planId);
    const plan = await this.plans.byId(params.planId);
    if (!plan || plan.confirmedBy === null) return;
    for (const { id, committeeId } of plan.sittings) {
      if (committeeId === null) continue;
      const committee = await this.committees.byId(committeeId);
      if (committee?.state !== 'planned') continue;
      try {
        await this.convene.execute({ committeeId, personId: plan.confirmedBy, idempotencyKey: `plan:${id}` });
      } catch (error) {
        // Nobody to invite, or its day has come: the dashboard lists it among those to convene.
        if (!(error instanceof DomainError)) throw error;
      }
    }
  }
}
