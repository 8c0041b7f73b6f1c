import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';

import {
  type CommitteeMember,
  type CommitteeView,
  type Enclosure,
  type EnclosureMaker,
  Enclosures,
  InvitationLinks,
  LetterFrames,
} from '#libs/committees/index.js';
import { PdfFailure } from '#libs/pdf/index.js';

import type { Dossier } from './dossier.js';
import { Dossiers } from './dossiers.reader.js';
import { PrintDossiers } from './print-dossiers.service.js';

/** Files kept for the next member of the same committee. */
const KEPT = 4;

/** Gives each member, with the letter that says that dossiers are there, their own link to read them and the whole as one PDF. */
@Injectable()
export class EncloseDossiers implements EnclosureMaker, OnModuleInit {
  readonly #logger = new Logger('dossiers');
  /** The last that were printed: the members of a committee receive the same one after the other. */
  readonly #printed = new Map<string, Promise<Enclosure['attachments']>>();

  constructor(
    private readonly enclosures: Enclosures,
    private readonly links: InvitationLinks,
    private readonly dossiers: Dossiers,
    private readonly print: PrintDossiers,
    private readonly frames: LetterFrames,
  ) {}

  onModuleInit(): void {
    this.enclosures.provide(this);
  }

  async enclose(committee: CommitteeView, member: CommitteeMember, productIds: readonly string[]): Promise<Enclosure> {
    const submitted = (await this.dossiers.ofCommittee(committee.id)).filter(
      ({ productId, submission }) => submission !== null && productIds.includes(productId),
    );
    const secret = await this.links.issue(member.id);
    return {
      hrefs: new Map(
        submitted.map(({ id, productId }) => [productId, `${this.frames.baseUrl}/lecture/${secret}/dossiers/${id}`]),
      ),
      attachments: await this.#once(committee, submitted),
    };
  }

  async #once(committee: CommitteeView, submitted: readonly Dossier[]): Promise<Enclosure['attachments']> {
    const editions = submitted.map(({ id, submission }) => `${id}:${submission?.revision}`).toSorted();
    const key = [committee.id, committee.startsAt, ...editions].join(' ');
    const known = this.#printed.get(key);
    if (known) return known;
    const printed = this.#pdf(committee, new Set(submitted.map(({ productId }) => productId)));
    this.#printed.set(key, printed);
    for (const old of [...this.#printed.keys()].slice(0, -KEPT)) this.#printed.delete(old);
    return printed;
  }

  /** A letter without its PDF still leads to it: the press being down holds nobody up. */
  async #pdf(committee: CommitteeView, productIds: ReadonlySet<string>): Promise<Enclosure['attachments']> {
    try {
      const file = await this.print.execute(committee, productIds);
      return file ? [{ filename: file.name, contentType: file.mediaType, content: file.content }] : [];
    } catch (error) {
      if (!(error instanceof PdfFailure)) throw error;
      this.#logger.error(`no PDF for committee ${committee.id}: ${error.cause}`);
      return [];
    }
  }
}
