import { Injectable } from '@nestjs/common';

import type { MailAttachment } from '#libs/mail/index.js';

import type { CommitteeMember, CommitteeView } from './committee-view.js';

/** What goes with the letter that says that dossiers are there. */
export interface Enclosure {
  /** Where one member reads each, without account, by product. */
  readonly hrefs: ReadonlyMap<string, string>;
  readonly attachments: readonly MailAttachment[];
}

/** Makes it: the feature that keeps the dossiers knows how they are read and printed. */
export interface EnclosureMaker {
  /** @param productIds those whose dossier the letter is about. */
  enclose(committee: CommitteeView, member: CommitteeMember, productIds: readonly string[]): Promise<Enclosure>;
}

/** Where letters about dossiers find what goes with them: committees come before dossiers, and know nothing of them. */
@Injectable()
export class Enclosures {
  #maker: EnclosureMaker | undefined;

  provide(maker: EnclosureMaker): void {
    this.#maker = maker;
  }

  /** Undefined where no feature keeps dossiers, or when the letter is about none. */
  async of(
    committee: CommitteeView,
    member: CommitteeMember,
    productIds: readonly string[],
  ): Promise<Enclosure | undefined> {
    return productIds.length === 0 ? undefined : this.#maker?.enclose(committee, member, productIds);
  }
}
