import { Injectable } from '@nestjs/common';

import { Clock, NotFound } from '#libs/kernel/index.js';
import { Records, type RecordView } from '#libs/records/index.js';

import { FreshLink } from './fresh-link.service.js';
import { deathOf } from './link-life.js';
import type { DeadReason } from './sign-off.errors.js';
import { type AskedSignatory, signatoryOf, SignOffFacts } from './sign-off-facts.reader.js';
import { SignOffLinks } from './sign-off-links.repository.js';
import { type Signature, Signatures } from './signatures.reader.js';

/** What whoever opens a link may see. */
export type SignOffView =
  | ({ readonly kind: 'open' } & AskedSignatory)
  | ({ readonly kind: 'answered'; readonly signature: Signature } & AskedSignatory)
  | { readonly kind: 'dead'; readonly reason: DeadReason; readonly offersFresh: boolean };

/** What stands behind a link. Reads only, however often it is asked, whoever asks. */
@Injectable()
export class SignOffDesk {
  constructor(
    private readonly links: SignOffLinks,
    private readonly signatures: Signatures,
    private readonly records: Records,
    private readonly facts: SignOffFacts,
    private readonly fresh: FreshLink,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound for a link that never was. */
  async open(secret: string): Promise<SignOffView> {
    const link = await this.links.find(secret);
    const record = link && (await this.records.byId(link.recordId));
    if (!link || !record) throw new NotFound('Ce lien de signature n’existe pas. Vérifiez qu’il est complet.');
    const dead = async (reason: DeadReason): Promise<SignOffView> => ({
      kind: 'dead',
      reason,
      offersFresh: await this.fresh.isOffered(secret),
    });
    const signatory = signatoryOf(record, link.signatoryId);
    const signature = await this.signatures.of(link);
    const stands = link.deadReason === null && record.context.version === link.version;
    if (stands && signatory && signature)
      return { kind: 'answered', signature, ...(await this.facts.describe(record, signatory)) };
    const reason = deathOf(link, record, this.clock.now());
    if (reason !== null || !signatory) return dead(reason ?? 'withdrawn');
    return { kind: 'open', ...(await this.facts.describe(record, signatory)) };
  }

  /**
   * The PDF of the version a link is about, for as long as the link shows it.
   * @throws NotFound
   */
  async pdf(secret: string): Promise<{ readonly record: RecordView; readonly pdf: Uint8Array }> {
    const view = await this.open(secret);
    if (view.kind === 'dead') throw new NotFound('Ce lien ne donne plus accès au relevé.');
    const { record } = view;
    const document = await this.records.document(record.id, record.context.version, 'draft');
    if (!document) throw new NotFound('Le PDF de ce relevé n’est pas encore prêt.');
    return { record, pdf: document.pdf };
  }
}
