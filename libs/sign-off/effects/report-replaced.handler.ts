import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import { Records } from '#libs/records/index.js';

import { replacedMail } from '../mails/places.mail.js';
import { SignOffFacts } from '../sign-off-facts.reader.js';
import { SignOffPost } from '../sign-off-post.service.js';

interface Params {
  readonly recordId: string;
  readonly formerId: string;
}

/** Tells whoever was replaced that their answer is awaited no more, and from whom it now is. */
@Injectable()
@HandlesEffect('sign-off.report-replaced')
export class ReportReplaced implements EffectHandler<Params> {
  constructor(
    private readonly records: Records,
    private readonly facts: SignOffFacts,
    private readonly post: SignOffPost,
  ) {}

  async handle({ id, params }: Pick<OwedEffect<Params>, 'id' | 'params'>): Promise<void> {
    const record = await this.records.byId(params.recordId);
    const former = record?.context.former.find(({ signatoryId }) => signatoryId === params.formerId);
    if (!record || !former) return;
    const frame = await this.post.frameOf(record);
    const person = await this.facts.person(former.personId);
    const letter = replacedMail(frame, record, await this.facts.person(former.byPersonId), former);
    await this.post.tellEach(id, record, [{ person, letter }]);
  }
}
