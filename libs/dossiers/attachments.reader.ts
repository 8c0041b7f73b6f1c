import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { AttachmentChunkRow } from './attachment-chunk.row.js';
import { DossierAttachmentRow } from './attachment.row.js';

/** A file joined to a dossier. */
export interface Attachment {
  readonly id: string;
  readonly dossierId: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  readonly addedAt: Instant;
  readonly addedBy: string;
  readonly removed: { readonly at: Instant; readonly by: string } | null;
}

/** The files of dossiers, whoever asks: callers see to access. */
@Injectable()
export class Attachments {
  constructor(private readonly transactions: Transactions) {}

  /** Those that are there, oldest first. */
  async of(dossierId: string, tx: Tx = this.transactions.outside): Promise<readonly Attachment[]> {
    return (await this.everOf(dossierId, tx)).filter(({ removed }) => removed === null);
  }

  /** Those taken out too, which cannot be read any more. */
  async everOf(dossierId: string, tx: Tx = this.transactions.outside): Promise<readonly Attachment[]> {
    const rows = await tx
      .getRepository(DossierAttachmentRow)
      .find({ where: { dossierId }, order: { addedAt: 'ASC', id: 'ASC' } });
    return rows.map(attachmentOf);
  }

  /** Undefined when it is not of that dossier, or was taken out. */
  async byId(dossierId: string, id: string): Promise<Attachment | undefined> {
    const row = await this.transactions.outside
      .getRepository(DossierAttachmentRow)
      .findOneBy({ id, dossierId, removedAt: IsNull() });
    return row ? attachmentOf(row) : undefined;
  }

  /**
   * The bytes of a file, a stretch at a time.
   * @throws when it is taken out while it is read.
   */
  async *bytes({ id, size }: Pick<Attachment, 'id' | 'size'>): AsyncGenerator<Buffer> {
    const chunks = this.transactions.outside.getRepository(AttachmentChunkRow);
    for (let position = 0, sent = 0; sent < size; position += 1) {
      const chunk = await chunks.findOneBy({ attachmentId: id, position });
      if (!chunk) throw new Error(`attachment ${id} ends at ${sent} of ${size} bytes`);
      sent += chunk.bytes.length;
      yield chunk.bytes;
    }
  }
}

function attachmentOf({ removedAt, removedBy, ...row }: DossierAttachmentRow): Attachment {
  const { id, dossierId, name, mediaType, size, hash, addedAt, addedBy } = row;
  const removed = removedAt !== null && removedBy !== null ? { at: removedAt, by: removedBy } : null;
  return { id, dossierId, name, mediaType, size, hash, addedAt, addedBy, removed };
}
