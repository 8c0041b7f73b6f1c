import { Injectable } from '@nestjs/common';

import { DomainError } from '#libs/kernel/index.js';
import { type CaseReference, UndoCase, type Undone, type UndoneEntry } from '#libs/workflow-runtime/index.js';

import { CorrectionAccess } from './correction-access.js';
import { checkedReason } from './reason.js';

export interface UndoCommand extends CaseReference {
  /** The last revision of the case that the person has seen. */
  readonly revision: number;
  readonly reason: string;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Takes back the last step of a case, with a reason that everybody reads. */
@Injectable()
export class UndoStep {
  constructor(
    private readonly access: CorrectionAccess,
    private readonly undo: UndoCase,
  ) {}

  /** @throws InvalidInput tied to `reason`, NotFound, Forbidden, UndoRefused, and what the feature concerned throws. */
  async execute({ process, subjectId, personId, ...command }: UndoCommand): Promise<Undone> {
    await this.access.ensure(personId, { process, subjectId });
    const reason = checkedReason(command.reason);
    return this.undo.execute(process, subjectId, { ...command, reason, actor: `person:${personId}` });
  }

  /** What {@link execute} would take back; nothing is changed. Same errors. */
  async preview({
    process,
    subjectId,
    personId,
    revision,
  }: Omit<UndoCommand, 'reason' | 'idempotencyKey'>): Promise<Undone> {
    await this.access.ensure(personId, { process, subjectId });
    return this.undo.preview(process, subjectId, { revision, actor: `person:${personId}` });
  }

  /** The step that this person may ask to take back; undefined when there is none, or when it is not theirs to do. */
  async offered(personId: string, { process, subjectId }: CaseReference): Promise<UndoneEntry | undefined> {
    try {
      await this.access.ensure(personId, { process, subjectId });
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
    return this.undo.offered(process, subjectId);
  }
}
