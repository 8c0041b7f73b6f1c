import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import { Records } from '#libs/records/index.js';

import { delegatedMail } from '../mails/places.mail.js';
import { signatoryOf, SignOffFacts } from '../sign-off-facts.reader.js';
import { SignOffPost } from '../sign-off-post.service.js';
import type { AboutSignatory } from './ask.handler.js';

/** Tells the leads, and the person whose place it is, who answers for them from now on, and why. */
@Injectable()
@HandlesEffect('sign-off.report-delegated')
export class ReportDelegated implements EffectHandler<AboutSignatory> {
  constructor(
    private readonly records: Records,
    private readonly facts: SignOffFacts,
    private readonly post: SignOffPost,
  ) {}

  async handle({ id, params }: Pick<OwedEffect<AboutSignatory>, 'id' | 'params'>): Promise<void> {
    const record = await this.records.byId(params.recordId);
    const place = record && signatoryOf(record, params.signatoryId);
    const delegation = place?.delegations.at(-1);
    if (!record || !place || !delegation) return;
    const frame = await this.post.frameOf(record);
    const holder = await this.facts.person(place.personId);
    const told = new Map([holder, ...(await this.facts.leadsOf(record))].map((person) => [person.id, person]));
    const letter = delegatedMail(frame, record, {
      holder,
      to: await this.facts.person(delegation.to),
      at: delegation.at,
      reason: delegation.reason,
    });
    await this.post.tellEach(
      id,
      record,
      [...told.values()].map((person) => ({ person, letter })),
    );
  }
}
