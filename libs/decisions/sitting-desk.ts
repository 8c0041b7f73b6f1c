import { Injectable } from '@nestjs/common';

import { CommitteeAccess } from '#libs/committees/index.js';
import { type Answer, type EventOf, WorkflowRuntime } from '#libs/workflow-runtime/index.js';

/** Who acts on which sitting; the same key twice acts once. */
export interface SittingCommand {
  readonly committeeId: string;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** What every step of a sitting shares: those who run committees in the incubator take it, nobody else. */
@Injectable()
export class SittingDesk {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly runtime: WorkflowRuntime,
  ) {}

  /** Takes one step. @throws NotFound, Forbidden, EventRefused */
  async step(command: SittingCommand, event: EventOf<'committee'>): Promise<Answer> {
    const { committeeId, personId, idempotencyKey } = command;
    await this.access.managed(personId, committeeId);
    return this.runtime.dispatch('committee', committeeId, event, { actor: `person:${personId}`, idempotencyKey });
  }
}
