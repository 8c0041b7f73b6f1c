import { Injectable } from '@nestjs/common';

import { Clock, InvalidInput } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { CarriedOver } from './carried.reader.js';
import { carrying } from './carry-over.js';
import { DossierAccess } from './dossier-access.js';
import { dossierContent, type DossierContent } from './dossier.content.js';
import { DossierChanged } from './dossier.errors.js';
import { DossierRow } from './dossier.row.js';

export interface SaveDossierCommand {
  readonly dossierId: string;
  /** The revision that the person started from. */
  readonly revision: number;
  readonly content: DossierContent;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Keeps what a team has written so far. Members read nothing of it before it is submitted. */
@Injectable()
export class SaveDossier {
  constructor(
    private readonly access: DossierAccess,
    private readonly carriedOver: CarriedOver,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the new revision; the same when the same key comes again.
   * @throws DossierChanged when somebody saved since that revision; InvalidInput, NotFound, Forbidden, DossierClosed.
   */
  async execute(command: SaveDossierCommand): Promise<number> {
    const { dossierId, personId, idempotencyKey } = command;
    const { dossier } = await this.access.writable(personId, dossierId);
    const content = checked(command.content);
    return this.transactions.run(async (tx) => {
      const rows = tx.getRepository(DossierRow);
      const row = await rows.findOneOrFail({ where: { id: dossierId }, lock: { mode: 'pessimistic_write' } });
      if (row.saveKey === idempotencyKey) return row.revision;
      if (row.revision !== command.revision) throw new DossierChanged(row.revision, row.updatedBy, row.updatedAt);
      const revision = row.revision + 1;
      await rows.update(dossierId, {
        content: carrying(content, await this.carriedOver.of(dossier.productId, tx)),
        revision,
        saveKey: idempotencyKey,
        updatedAt: this.clock.now(),
        updatedBy: personId,
      });
      return revision;
    });
  }
}

/** @throws InvalidInput with one message per field, keyed by its path. */
function checked(content: DossierContent): DossierContent {
  const read = dossierContent.safeParse(content);
  if (read.success) return read.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of read.error.issues) fields[path.join('.')] ??= message;
  throw new InvalidInput('Le dossier n’est pas enregistré\u00A0: corrigez ce qui est signalé.', fields);
}
