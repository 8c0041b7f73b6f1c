import { Injectable } from '@nestjs/common';

import { type CalendarDate, parisDate } from '#libs/kernel/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import {
  type DutyContext,
  dutyDeadlines,
  ESCALATION,
  escalationKey,
  type EscalationStep,
  nextDueOn,
} from '#workflows/half-year-duty/index.js';

/** Where a step of the escalation stands: told, still to be told on a day, or stopped by somebody. */
export interface EscalationStanding {
  readonly step: EscalationStep;
  readonly standing: 'told' | 'pending' | 'stopped';
  /** The day it is told, while it is pending. */
  readonly on: CalendarDate | null;
}

/** Who was told that a committee is late, and who will be. */
@Injectable()
export class Escalations {
  constructor(private readonly runtime: WorkflowRuntime) {}

  /** Every step in its order; none for a product that is not late, or that was found late by an import. */
  async of(productId: string): Promise<readonly EscalationStanding[]> {
    const found = await this.runtime.read('half-year-duty', productId);
    if (found?.state !== 'overdue') return [];
    const duty = found.snapshot.context as unknown as DutyContext;
    const dueOn = nextDueOn(duty);
    if (dueOn === null || duty.said.overdue !== dueOn) return [];
    const ahead = new Map(dutyDeadlines(found.state, duty).map(({ key, dueAt }) => [key, dueAt]));
    return ESCALATION.map((step): EscalationStanding => {
      const key = escalationKey(step);
      if (duty.said[step] === dueOn) return { step, standing: 'told', on: null };
      const moved = duty.adjustments[key];
      const at = moved ?? ahead.get(key);
      if (moved === null || at === undefined) return { step, standing: 'stopped', on: null };
      return { step, standing: 'pending', on: parisDate(at) };
    });
  }
}
