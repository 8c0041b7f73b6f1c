import { Injectable } from '@nestjs/common';

import { Committees } from '#libs/committees/index.js';
import { Clock, derivedId } from '#libs/kernel/index.js';
import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { CarriedOver } from './carried.reader.js';
import { carrying, startingFrom } from './carry-over.js';
import { withCheckUp } from './check-up.content.js';
import { CheckUps } from './check-ups.service.js';
import type { DossierContent } from './dossier.content.js';
import { DossierRevisions } from './dossier-revisions.repository.js';
import { DossierRow } from './dossier.row.js';
import { Dossiers } from './dossiers.reader.js';

interface Params {
  readonly committeeId: string;
  readonly productIds: readonly string[];
}

/** Opens the dossier of each product on the agenda, pre-filled (domain, half-yearly cycle, rule 3). Once for one committee. */
@Injectable()
@HandlesEffect('dossiers.open')
export class OpenDossiers implements EffectHandler<Params> {
  constructor(
    private readonly transactions: Transactions,
    private readonly dossiers: Dossiers,
    private readonly committees: Committees,
    private readonly carriedOver: CarriedOver,
    private readonly revisions: DossierRevisions,
    private readonly checkUps: CheckUps,
    private readonly clock: Clock,
  ) {}

  async handle({ params }: Pick<OwedEffect<Params>, 'params'>): Promise<void> {
    const { committeeId, productIds } = params;
    await this.transactions.run(async (tx) => {
      for (const productId of productIds) await this.#open(committeeId, productId, tx);
    });
  }

  async #open(committeeId: string, productId: string, tx: Tx): Promise<void> {
    const carried = carrying(await this.#start(committeeId, productId, tx), await this.carriedOver.of(productId, tx));
    const content = withCheckUp(carried, (await this.checkUps.of(productId, tx))?.answer);
    const now = this.clock.now();
    const id = derivedId('dossier', committeeId, productId);
    const opened = await tx
      .createQueryBuilder()
      .insert()
      .into(DossierRow)
      .values({
        id,
        committeeId,
        productId,
        revision: 1,
        content,
        openedAt: now,
        updatedAt: now,
      })
      .orIgnore()
      .returning('id')
      .execute();
    if ((opened.raw as readonly unknown[]).length > 0)
      await this.revisions.add(tx, { dossierId: id, revision: 1, content, savedAt: now, savedBy: null });
  }

  async #start(committeeId: string, productId: string, tx: Tx): Promise<DossierContent> {
    const others = await this.dossiers.ofProduct(productId, tx);
    const last = others.find((one) => one.committeeId !== committeeId);
    if (!last) return startingFrom(undefined);
    const committee = await this.committees.byId(last.committeeId, tx);
    // What was prepared for a committee that never sat is not last half-year's: the work goes on where it stopped.
    return committee?.state === 'cancelled' ? last.content : startingFrom(last.submission?.content ?? last.content);
  }
}
