import { Injectable } from '@nestjs/common';

import { type CalendarDate, Clock, InvalidInput, parisInstant } from '#libs/kernel/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import { type Rung } from '#workflows/committee/index.js';

import { rungKey } from './checklist.js';
import { CommitteeAccess } from './committee-access.js';
import { checkedReason } from './reason.js';

/** The hour, in Paris, at which a moved reminder leaves: that of all the others. */
const REMINDER_TIME = '08:00';

/** Has a reminder leave on another day; one that was stopped leaves again. */
@Injectable()
export class MoveReminder {
  constructor(
    private readonly runtime: WorkflowRuntime,
    private readonly access: CommitteeAccess,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInput tied to `on` or `reason`, NotFound, Forbidden, EventRefused when it has left already. */
  async execute(command: {
    readonly committeeId: string;
    readonly rung: Rung;
    readonly on: CalendarDate;
    readonly reason: string;
    readonly personId: string;
    readonly idempotencyKey: string;
  }): Promise<void> {
    const { committeeId, rung, personId, idempotencyKey } = command;
    const committee = await this.access.managed(personId, committeeId);
    const dueAt = parisInstant(command.on, REMINDER_TIME);
    if (dueAt <= this.clock.now() || dueAt >= committee.startsAt)
      throw new InvalidInput('Le rappel doit partir avant la séance.', {
        on: 'Choisissez un jour à venir, avant celui de la séance.',
      });
    await this.runtime.dispatch(
      'committee',
      committeeId,
      { type: 'deadline.moved', key: rungKey(rung), dueAt, reason: checkedReason(command.reason) },
      { actor: `person:${personId}`, idempotencyKey },
    );
  }
}
