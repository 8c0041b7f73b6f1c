import { Injectable } from '@nestjs/common';

import { Committees, type CommitteeView, enumerate } from '#libs/committees/index.js';
import { Clock, parisDate } from '#libs/kernel/index.js';
import { PdfPress } from '#libs/pdf/index.js';

import { type DossierToPrint, printed } from './dossier-print.js';
import { Dossiers } from './dossiers.reader.js';
import { unitCostBefore, unitCostHistory } from './indicator-history.js';

/** A file to download or to join to a mail. */
export interface PrintedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** Prints what members receive: the submitted dossiers of a sitting, in one PDF. */
@Injectable()
export class PrintDossiers {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly committees: Committees,
    private readonly press: PdfPress,
    private readonly clock: Clock,
  ) {}

  /**
   * @param productIds those that the reader is concerned by; the others, and those not submitted, are left out.
   * @returns undefined when nothing is to be read yet.
   * @throws PdfFailure, for a while.
   */
  async execute(committee: CommitteeView, productIds: ReadonlySet<string>): Promise<PrintedFile | undefined> {
    const kept = await this.#toPrint(committee, productIds);
    if (kept.length === 0) return undefined;
    const names = enumerate(kept.map(({ product }) => product.name));
    const content = await this.press.renderBook({
      title: kept.length === 1 ? `Dossier de comité\u00A0: ${names}` : 'Dossiers de comité',
      incubator: committee.incubatorName,
      committee: { at: committee.startsAt, place: committee.place ?? '' },
      printedAt: this.clock.now(),
      dossiers: kept.map(printed),
    });
    const day = parisDate(committee.startsAt);
    return { name: `Dossier ${names} - comité du ${day}.pdf`, mediaType: 'application/pdf', content };
  }

  async #toPrint(committee: CommitteeView, productIds: ReadonlySet<string>): Promise<readonly DossierToPrint[]> {
    const all = await this.dossiers.ofCommittee(committee.id);
    const found = await Promise.all(
      committee.products.map(async (product): Promise<readonly DossierToPrint[]> => {
        const submission = all.find((one) => one.productId === product.id)?.submission;
        if (!submission || !productIds.has(product.id)) return [];
        const history = unitCostHistory(
          await this.dossiers.ofProduct(product.id),
          await this.committees.ofProduct(product.id),
        );
        return [{ product, submission, costBefore: unitCostBefore(history, parisDate(committee.startsAt)) }];
      }),
    );
    return found.flat();
  }
}
