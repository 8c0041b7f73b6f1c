import { Injectable } from '@nestjs/common';

import { Configuration } from '#libs/configuration/index.js';
import { type Person, type Role, Roles } from '#libs/identity/index.js';
import { type Addressed, PostLetters, type WritesLetters } from '#libs/mail/index.js';
import { HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import type { FollowUp } from '#workflows/deliberation-record/index.js';

import { Records } from './records.reader.js';
import { reviewMail } from './review.mail.js';

interface Params {
  readonly recordId: string;
  readonly version: number;
  readonly followUp: FollowUp;
}

/** The second time, those who follow the product hear of it too. */
const TOLD: Readonly<Record<FollowUp, readonly Role[]>> = {
  reminder: ['incubator-lead'],
  escalation: ['incubator-lead', 'portfolio-manager', 'dinum-portfolio-manager'],
};

/** Recalls a record that waits to be read or put right: until it is, its decision has no effect. One mail a person. */
@Injectable()
@HandlesEffect('record.remind-review')
export class RemindReview implements WritesLetters<Params> {
  constructor(
    private readonly records: Records,
    private readonly roles: Roles,
    private readonly post: PostLetters,
    private readonly configuration: Configuration,
  ) {}

  async handle(effect: OwedEffect<Params>): Promise<void> {
    await this.post.execute(effect, await this.letters(effect));
  }

  async letters({ params }: OwedEffect<Params>): Promise<readonly Addressed[]> {
    const record = await this.records.byId(params.recordId);
    const waits = record?.state === 'inReview' || record?.state === 'changesRequested';
    if (!record || !waits || record.version !== params.version) return [];
    return (await this.#told(record.incubatorId, params.followUp)).map((person) => ({
      person,
      kind: 'review',
      letter: () => reviewMail(record, this.configuration.baseUrl),
    }));
  }

  async #told(incubatorId: string, followUp: FollowUp): Promise<readonly Person[]> {
    const holders = await this.roles.ofIncubator(incubatorId);
    const told = holders.filter(({ role }) => TOLD[followUp].includes(role));
    return [...new Map(told.map(({ person }) => [person.id, person])).values()];
  }
}
