import { Injectable } from '@nestjs/common';

import { InvalidInput, newId } from '#libs/kernel/index.js';
import { RecordAccess, SignatoryCandidates } from '#libs/records/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

export interface ReplaceSignatoryCommand {
  readonly recordId: string;
  readonly signatoryId: string;
  /** Who takes the place. */
  readonly byPersonId: string;
  readonly reason: string;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** A lead gives the place of somebody who has not answered to somebody else; the log keeps both. */
@Injectable()
export class ReplaceSignatory {
  constructor(
    private readonly access: RecordAccess,
    private readonly candidates: SignatoryCandidates,
    private readonly runtime: WorkflowRuntime,
  ) {}

  /** @throws NotFound, Forbidden, InvalidInput, EventRefused once that person has answered, or without a reason. */
  async execute(command: ReplaceSignatoryCommand): Promise<void> {
    const { recordId, signatoryId, byPersonId, personId, idempotencyKey } = command;
    const record = await this.access.managed(personId, recordId);
    const candidates = await this.candidates.of(record);
    if (!candidates.some(({ person }) => person.id === byPersonId))
      throw new InvalidInput('Choisissez qui signe parmi les sponsors du produit et les membres du comité.', {});
    await this.runtime.dispatch(
      'deliberation-record',
      recordId,
      {
        type: 'signatory.replaced',
        signatoryId,
        by: { signatoryId: newId(), personId: byPersonId },
        reason: command.reason.replaceAll(/\p{Cc}/gu, ' ').slice(0, 500),
      },
      { actor: `person:${personId}`, idempotencyKey },
    );
  }
}
