import { Injectable } from '@nestjs/common';

import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { DossierAccess } from './dossier-access.js';
import { missingForSubmission } from './dossier-rules.js';
import { DossierChanged, DossierIncomplete } from './dossier.errors.js';
import { DossierRow } from './dossier.row.js';

export interface SubmitDossierCommand {
  readonly dossierId: string;
  /** The saved revision that is handed in. */
  readonly revision: number;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Hands a saved dossier to the members of the committee; again, until the sitting opens, to correct it. */
@Injectable()
export class SubmitDossier {
  constructor(
    private readonly access: DossierAccess,
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
  ) {}

  /**
   * @throws DossierIncomplete with each lack tied to its field; DossierChanged, NotFound, Forbidden, DossierClosed.
   * @throws EventRefused while the committee is postponed.
   */
  async execute(command: SubmitDossierCommand): Promise<void> {
    const { dossierId, personId, idempotencyKey } = command;
    const { dossier, committee } = await this.access.writable(personId, dossierId);
    const { productId, content } = dossier;
    const missing = missingForSubmission(content);
    if (Object.keys(missing).length > 0) throw new DossierIncomplete(missing);
    await this.transactions.run(async (tx) => {
      const answer = await this.runtime.dispatch(
        'committee',
        committee.id,
        { type: 'dossier.submitted', productId },
        { actor: `person:${personId}`, idempotencyKey },
        tx,
      );
      if (answer.repeated) return;
      const rows = tx.getRepository(DossierRow);
      const row = await rows.findOneOrFail({ where: { id: dossierId }, lock: { mode: 'pessimistic_write' } });
      if (row.revision !== command.revision || dossier.revision !== row.revision)
        throw new DossierChanged(row.revision, row.updatedBy, row.updatedAt);
      await rows.update(dossierId, {
        submittedContent: content,
        submittedRevision: row.revision,
        submittedAt: answer.at,
        submittedBy: personId,
      });
    });
  }
}
