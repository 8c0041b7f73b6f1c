import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { CreatePlanCommittees } from './create-plan-committees.service.js';

/** Finishes what the confirmation of a plan began, should it have been stopped half-way. */
@Injectable()
@HandlesEffect('plan.create-committees')
export class CreateCommittees implements EffectHandler<{ planId: string }> {
  constructor(private readonly create: CreatePlanCommittees) {}

  async handle({ params }: OwedEffect<{ planId: string }>): Promise<void> {
    await this.create.execute(params.planId);
  }
}
