import { Injectable } from '@nestjs/common';

import { Configuration } from '#libs/configuration/index.js';
import { type Person, type Role, Roles } from '#libs/identity/index.js';
import { Mailer } from '#libs/mail/index.js';
import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
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
export class RemindReview implements EffectHandler<Params> {
  constructor(
    private readonly records: Records,
    private readonly roles: Roles,
    private readonly mailer: Mailer,
    private readonly configuration: Configuration,
  ) {}

  async handle({ id, params, caseId }: OwedEffect<Params>): Promise<void> {
    const record = await this.records.byId(params.recordId);
    const waits = record?.state === 'inReview' || record?.state === 'changesRequested';
    if (!record || !waits || record.version !== params.version) return;
    const failures: unknown[] = [];
    for (const person of await this.#told(record.incubatorId, params.followUp))
      await this.mailer
        .send({
          ...reviewMail(record, this.configuration.baseUrl),
          key: `${id}:${person.id}`,
          to: person,
          personId: person.id,
          caseId,
        })
        .catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  async #told(incubatorId: string, followUp: FollowUp): Promise<readonly Person[]> {
    const holders = await this.roles.ofIncubator(incubatorId);
    const told = holders.filter(({ role }) => TOLD[followUp].includes(role));
    return [...new Map(told.map(({ person }) => [person.id, person])).values()];
  }
}
