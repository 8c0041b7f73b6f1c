import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import { Records } from '#libs/records/index.js';
import { answererOf } from '#workflows/deliberation-record/index.js';

import { escalationMail } from '../mails/reports.mail.js';
import { SignOffFacts } from '../sign-off-facts.reader.js';
import { SignOffPost } from '../sign-off-post.service.js';

/** Tells the incubator's leads who has not answered in time. */
@Injectable()
@HandlesEffect('sign-off.escalate')
export class EscalateSilence implements EffectHandler<{ recordId: string; awaited: readonly string[] }> {
  constructor(
    private readonly records: Records,
    private readonly facts: SignOffFacts,
    private readonly post: SignOffPost,
  ) {}

  async handle({
    id,
    params,
  }: Pick<OwedEffect<{ recordId: string; awaited: readonly string[] }>, 'id' | 'params'>): Promise<void> {
    const record = await this.records.byId(params.recordId);
    if (!record) return;
    // Whoever answered since then is late no more.
    const silent = record.context.signatories.filter(({ answer }) => answer === null).map(answererOf);
    const awaited = await this.facts.peopleOf(params.awaited.filter((personId) => silent.includes(personId)));
    if (record.state !== 'awaitingSignOff' || awaited.length === 0) return;
    const frame = await this.post.frameOf(record);
    const leads = await this.facts.leadsOf(record);
    const letter = escalationMail(frame, record, awaited);
    await this.post.tellEach(
      id,
      record,
      leads.map((person) => ({ person, letter })),
    );
  }
}
