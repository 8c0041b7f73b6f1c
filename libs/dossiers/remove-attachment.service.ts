import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { Clock } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { AttachmentChunkRow } from './attachment-chunk.row.js';
import { DossierAttachmentRow } from './attachment.row.js';
import { attachmentNotFound } from './attachment.errors.js';
import { DossierAccess } from './dossier-access.js';

/** Takes a file out of a dossier, for good: until the sitting opens, for what the committee has seen stays. */
@Injectable()
export class RemoveAttachment {
  constructor(
    private readonly access: DossierAccess,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Once: again it changes nothing. @throws NotFound, Forbidden, DossierClosed */
  async execute(command: {
    readonly dossierId: string;
    readonly attachmentId: string;
    readonly personId: string;
  }): Promise<void> {
    const { dossierId, attachmentId: id, personId } = command;
    await this.access.writable(personId, dossierId);
    await this.transactions.run(async (tx) => {
      const rows = tx.getRepository(DossierAttachmentRow);
      if (!(await rows.existsBy({ id, dossierId }))) throw attachmentNotFound();
      const { affected } = await rows.update(
        { id, dossierId, removedAt: IsNull() },
        { removedAt: this.clock.now(), removedBy: personId },
      );
      if (affected) await tx.getRepository(AttachmentChunkRow).delete({ attachmentId: id });
    });
  }
}
