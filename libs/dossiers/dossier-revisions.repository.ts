import { Injectable } from '@nestjs/common';

import { addMilliseconds, type Instant } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';

import { dossierContent, type DossierContent } from './dossier.content.js';
import { DossierRevisionRow } from './dossier-revision.row.js';

/** How long a page left open, or a computer left offline, can still be merged field by field. In milliseconds. */
const KEPT = 14 * 24 * 3_600_000;

/** The dossier as it was, save after save. */
@Injectable()
export class DossierRevisions {
  async add(
    tx: Tx,
    one: {
      readonly dossierId: string;
      readonly revision: number;
      readonly content: DossierContent;
      readonly savedAt: Instant;
      readonly savedBy: string | null;
    },
  ): Promise<void> {
    await tx.createQueryBuilder().insert().into(DossierRevisionRow).values(one).orIgnore().execute();
    // That somebody wrote then stays; what they wrote is in what came after.
    await tx.query(
      `update dossier_revisions set content = null
        where dossier_id = $1 and content is not null and saved_at < $2 and revision < $3`,
      [one.dossierId, addMilliseconds(one.savedAt, -KEPT), one.revision],
    );
  }

  /** Undefined when that revision never was, or is too old. */
  async contentOf(tx: Tx, dossierId: string, revision: number): Promise<DossierContent | undefined> {
    const row = await tx.getRepository(DossierRevisionRow).findOneBy({ dossierId, revision });
    return row?.content ? dossierContent.parse(row.content) : undefined;
  }
}
