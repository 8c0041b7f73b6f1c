import { Injectable } from '@nestjs/common';

import { Clock, InvalidInput } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { CreatePlanCommittees } from './create-plan-committees.service.js';
import { PlanAccess } from './plan-access.js';
import { PlanWithoutSitting } from './planning.errors.js';
import { Plans } from './plans.repository.js';

export interface ConfirmPlanCommand {
  readonly planId: string;
  readonly revision: number;
  /** Where all of them are held; each may be changed afterwards. */
  readonly place: string | null;
  readonly videoUrl: string | null;
  /** Invite everybody once the plan has settled, or leave the committees planned. */
  readonly convene: boolean;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/**
 * Turns a plan into committees. What is decided commits first, with the effect that carries it out: the request then does the
 * work at once, and whatever stops it half-way, the effect or the same button finishes it.
 */
@Injectable()
export class ConfirmPlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly access: PlanAccess,
    private readonly plans: Plans,
    private readonly create: CreatePlanCommittees,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInput, NotFound, PlanChanged, PlanWithoutSitting */
  async execute(command: ConfirmPlanCommand): Promise<void> {
    const { planId, revision, personId, idempotencyKey, convene } = command;
    const plan = await this.access.managed(personId, planId);
    if (plan.confirmedAt === null) {
      const where = checkedPlace(command);
      if (plan.sittings.length === 0) throw new PlanWithoutSitting();
      await this.transactions.run(async (tx) => {
        const answer = await this.runtime.open(
          'half-year-plan',
          planId,
          { type: 'plan.confirmed', convene },
          { actor: `person:${personId}`, idempotencyKey },
          tx,
        );
        if (answer.repeated) return;
        await this.plans.guard(
          planId,
          revision,
          { ...where, confirmedAt: this.clock.now(), confirmedBy: personId },
          tx,
        );
      });
    }
    await this.create.execute(planId);
  }
}

function checkedPlace({ place, videoUrl }: Pick<ConfirmPlanCommand, 'place' | 'videoUrl'>) {
  const where = place?.trim() || null;
  const video = videoUrl?.trim() || null;
  const fields: Record<string, string> = {};
  if (where === null && video === null) fields['place'] = 'Indiquez un lieu, ou l’adresse d’une visioconférence.';
  if (video !== null && !/^https?:\/\/\S+$/u.test(video))
    fields['videoUrl'] = 'Saisissez une adresse complète, qui commence par https://.';
  if (Object.keys(fields).length > 0) throw new InvalidInput('Le lieu des séances ne convient pas.', fields);
  return { place: where, videoUrl: video };
}
