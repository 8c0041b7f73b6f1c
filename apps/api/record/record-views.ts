import { Injectable } from '@nestjs/common';

import { People } from '#libs/identity/index.js';
import type { RecordDocument } from '#libs/pdf/index.js';
import { Programmes } from '#libs/portfolio/index.js';
import {
  RecordAccess,
  recordNotFound,
  Records,
  type RecordVersion,
  type RecordView,
  type SignatoryCandidate,
  SignatoryCandidates,
} from '#libs/records/index.js';
import { type SignatoryProgress, SignOffProgress } from '#libs/sign-off/index.js';

/** Everything that the page of a record shows. */
export interface RecordPageView {
  readonly record: RecordView;
  /** The version that is read: the latest, unless another was asked for. */
  readonly document: RecordDocument;
  readonly manages: boolean;
  readonly versions: readonly (RecordVersion & { readonly author: string | null })[];
  readonly progress: readonly SignatoryProgress[];
  /** Only for those who may ask them, while they may be asked, or take a place. */
  readonly candidates: readonly SignatoryCandidate[];
  /** Working days that the programme gives to sign. */
  readonly answerWorkingDays: number;
}

/** Gathers the page of a record for somebody who may see it. */
@Injectable()
export class RecordViews {
  constructor(
    private readonly access: RecordAccess,
    private readonly records: Records,
    private readonly candidates: SignatoryCandidates,
    private readonly progress: SignOffProgress,
    private readonly people: People,
    private readonly programmes: Programmes,
  ) {}

  /** @throws NotFound */
  async of(recordId: string, personId: string, version?: number): Promise<RecordPageView> {
    const { record, manages } = await this.access.readable(personId, recordId);
    const document = version === undefined ? record.document : await this.records.contentOf(recordId, version);
    if (!document) throw recordNotFound();
    const versions = await this.records.versionsOf(recordId);
    const authors = await this.people.byIds(versions.flatMap(({ createdBy }) => createdBy ?? []));
    const { programme } = await this.programmes.ofIncubator(record.incubatorId);
    return {
      record,
      document,
      manages,
      versions: versions.map((one) => ({
        ...one,
        author: one.createdBy === null ? null : (authors.get(one.createdBy)?.name ?? null),
      })),
      answerWorkingDays: programme.answerWorkingDays,
      progress: await this.progress.ofRecord(record),
      candidates:
        manages && ['inReview', 'awaitingSignOff'].includes(record.state) ? await this.candidates.of(record) : [],
    };
  }
}
