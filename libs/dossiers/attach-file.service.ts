import { createReadStream } from 'node:fs';

import { Injectable } from '@nestjs/common';

import { Clock, derivedId } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { AttachmentChunkRow } from './attachment-chunk.row.js';
import {
  ACCEPTED_WORDS,
  kindOfFile,
  kindOfName,
  LARGEST_FILE,
  LARGEST_SUM,
  MOST_FILES,
  soundName,
} from './attachment-kinds.js';
import { FileRefused } from './attachment.errors.js';
import { DossierAttachmentRow } from './attachment.row.js';
import { Attachments } from './attachments.reader.js';
import { DossierAccess } from './dossier-access.js';

/** A file that was received whole, waiting in a folder of the machine. */
export interface ReceivedFile {
  /** As its sender called it. */
  readonly name: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  /** There was more: the rest was not kept. */
  readonly isCut: boolean;
}

export interface AttachFileCommand {
  readonly dossierId: string;
  readonly file: ReceivedFile;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Bytes of a stretch: what is in memory of a file at any time. */
const CHUNK = 256 * 1024;

/** Joins a file to a dossier. */
@Injectable()
export class AttachFile {
  constructor(
    private readonly access: DossierAccess,
    private readonly attachments: Attachments,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the id of the attachment; the same when the same key comes again, or when the same file is there already.
   * @throws FileRefused, NotFound, Forbidden, DossierClosed.
   */
  async execute({ dossierId, file, personId, idempotencyKey }: AttachFileCommand): Promise<string> {
    await this.access.writable(personId, dossierId);
    const { name, mediaType } = await examined(file);
    const id = derivedId('attachment', personId, idempotencyKey);
    return this.transactions.run(async (tx) => {
      await tx.query('select id from dossiers where id = $1 for update', [dossierId]);
      const there = await this.attachments.of(dossierId, tx);
      const same = there.find((one) => one.id === id || (one.hash === file.hash && one.name === name));
      if (same) return same.id;
      if (there.length >= MOST_FILES)
        throw new FileRefused(`Un dossier tient ${MOST_FILES} pièces au plus\u00A0: retirez-en une.`);
      if (there.reduce((sum, { size }) => sum + size, file.size) > LARGEST_SUM)
        throw new FileRefused(
          `Les pièces d’un dossier font ${megabytes(LARGEST_SUM)} au plus, toutes ensemble\u00A0: retirez-en une, ou allégez celle-ci.`,
        );
      const { size, hash } = file;
      const addedAt = this.clock.now();
      await tx
        .getRepository(DossierAttachmentRow)
        .insert({ id, dossierId, name, mediaType, size, hash, addedAt, addedBy: personId });
      await store(tx, id, file.path);
      return id;
    });
  }
}

async function store(tx: Tx, attachmentId: string, path: string): Promise<void> {
  const chunks = tx.getRepository(AttachmentChunkRow);
  let position = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: CHUNK })) {
    await chunks.insert({ attachmentId, position, bytes: bytes as Buffer });
    position += 1;
  }
}

/** @throws FileRefused */
async function examined(file: ReceivedFile): Promise<{ readonly name: string; readonly mediaType: string }> {
  const name = soundName(file.name);
  if (file.isCut || file.size > LARGEST_FILE)
    throw new FileRefused(
      `Ce fichier dépasse ${megabytes(LARGEST_FILE)}. Allégez-le (images moins lourdes, export « taille réduite »), ou partagez un lien dans le dossier.`,
    );
  if (file.size === 0) throw new FileRefused('Ce fichier est vide.');
  const named = kindOfName(name);
  if (!named)
    throw new FileRefused(`Joignez un fichier ${ACCEPTED_WORDS}\u00A0: le nom de celui-ci se termine autrement.`);
  const found = await kindOfFile(file.path);
  if (!found)
    throw new FileRefused(
      `Le nom de ce fichier annonce ${named.words}, mais son contenu n’en est pas\u00A0: il est abîmé, protégé par un mot de passe, ou mal nommé. Réexportez-le, puis joignez-le de nouveau.`,
    );
  if (found.mediaType !== named.mediaType)
    throw new FileRefused(
      `Le nom de ce fichier annonce ${named.words}, mais son contenu est ${found.words}. Renommez-le en «\u00A0.${found.extensions[0]}\u00A0», puis joignez-le de nouveau.`,
    );
  return { name, mediaType: found.mediaType };
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / (1024 * 1024))}\u00A0Mo`;
