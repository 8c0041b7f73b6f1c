import { Injectable } from '@nestjs/common';

import { canonicalJson, Clock, InvalidInput } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { CarriedOver } from './carried.reader.js';
import { carrying } from './carry-over.js';
import { DossierAccess } from './dossier-access.js';
import { dossierContent, type DossierContent } from './dossier.content.js';
import { DossierChanged } from './dossier.errors.js';
import { DossierRevisions } from './dossier-revisions.repository.js';
import { DossierRow } from './dossier.row.js';
import { mergeDossiers, withTheirs, withUnseenRows } from './merge.js';

export interface SaveDossierCommand {
  readonly dossierId: string;
  /** The revision that the person started from. */
  readonly revision: number;
  readonly content: DossierContent;
  /** The rows that the form showed, as `team.<id>`: it says nothing of the others. Left out when the content is whole. */
  readonly shown?: ReadonlySet<string>;
  /** Paths where the person gives way to what was saved at `revision`. */
  readonly yielded?: readonly string[];
  readonly personId: string;
  readonly idempotencyKey: string;
}

export interface SavedDossier {
  readonly revision: number;
  readonly content: DossierContent;
  /** Paths where somebody else's edits were taken in, and who saved last before this. */
  readonly taken: readonly string[];
  readonly others: string | null;
}

/** Keeps what a team has written so far. Members read nothing of it before it is submitted. */
@Injectable()
export class SaveDossier {
  constructor(
    private readonly access: DossierAccess,
    private readonly carriedOver: CarriedOver,
    private readonly revisions: DossierRevisions,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * What others saved since `revision` is merged in, field by field (ADR 0031). Saving what is already there changes nothing.
   * @returns the new revision; the same when the same key comes again.
   * @throws DossierChanged when two people wrote different things at the same place: nothing is saved.
   * @throws InvalidInput, NotFound, Forbidden, DossierClosed.
   */
  async execute(command: SaveDossierCommand): Promise<SavedDossier> {
    const { dossierId, personId, idempotencyKey } = command;
    const { dossier } = await this.access.writable(personId, dossierId);
    const typed = checked(command.content);
    return this.transactions.run(async (tx) => {
      const rows = tx.getRepository(DossierRow);
      const row = await rows.findOneOrFail({ where: { id: dossierId }, lock: { mode: 'pessimistic_write' } });
      const carried = await this.carriedOver.of(dossier.productId, tx);
      const theirs = carrying(dossierContent.parse(row.content), carried);
      if (row.saveKey === idempotencyKey) return { revision: row.revision, content: theirs, taken: [], others: null };
      const started = await this.#startOf(command, row, tx);
      const base = started && carrying(started, carried);
      const ours = carrying(whole(typed, base, command), carried);
      const { content, conflicts, taken } = mergeDossiers(base, ours, theirs);
      if (conflicts.length > 0)
        throw new DossierChanged(row.revision, row.updatedBy, row.updatedAt, { content, theirs, conflicts, taken });
      const others = taken.length > 0 ? row.updatedBy : null;
      if (canonicalJson(content) === canonicalJson(dossierContent.parse(row.content)))
        return { revision: row.revision, content, taken, others };
      const revision = row.revision + 1;
      const savedAt = this.clock.now();
      await rows.update(dossierId, {
        content: checked(content),
        revision,
        saveKey: idempotencyKey,
        updatedAt: savedAt,
        updatedBy: personId,
      });
      await this.revisions.add(tx, { dossierId, revision, content, savedAt, savedBy: personId });
      return { revision, content, taken, others };
    });
  }

  async #startOf(command: SaveDossierCommand, row: DossierRow, tx: Tx): Promise<DossierContent | undefined> {
    if (command.revision === row.revision) return dossierContent.parse(row.content);
    return this.revisions.contentOf(tx, row.id, command.revision);
  }
}

/** What the person means: rows they did not see stay, and where they give way, what was saved is put back. */
function whole(
  typed: DossierContent,
  base: DossierContent | undefined,
  { shown, yielded = [] }: SaveDossierCommand,
): DossierContent {
  if (!base) return typed;
  const complete = shown ? withUnseenRows(typed, base, shown) : typed;
  return withTheirs(complete, base, yielded);
}

/** @throws InvalidInput with one message per field, keyed by its path. */
function checked(content: DossierContent): DossierContent {
  const read = dossierContent.safeParse(content);
  if (read.success) return read.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of read.error.issues) fields[path.join('.')] ??= message;
  throw new InvalidInput('Le dossier n’est pas enregistré\u00A0: corrigez ce qui est signalé.', fields);
}
