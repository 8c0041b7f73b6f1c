import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { declinedMail } from '../mails/reports.mail.js';
import { SignOffFacts } from '../sign-off-facts.reader.js';
import { SignOffPost } from '../sign-off-post.service.js';
import type { AboutSignatory } from './ask.handler.js';
import { ToldAnswers } from './told-answers.reader.js';

/** Tells everyone of the committee and of the team who declined, and why. */
@Injectable()
@HandlesEffect('sign-off.report-declined')
export class ReportDeclined implements EffectHandler<AboutSignatory> {
  constructor(
    private readonly answers: ToldAnswers,
    private readonly facts: SignOffFacts,
    private readonly post: SignOffPost,
  ) {}

  async handle({ id, params }: Pick<OwedEffect<AboutSignatory>, 'id' | 'params'>): Promise<void> {
    const told = await this.answers.of(params);
    if (!told) return;
    const { record, answer } = told;
    const frame = await this.post.frameOf(record);
    const everyone = await this.facts.everyoneOf(record);
    const letter = declinedMail(frame, record, answer);
    await this.post.tellEach(
      id,
      record,
      everyone.map((person) => ({ person, letter })),
    );
  }
}
