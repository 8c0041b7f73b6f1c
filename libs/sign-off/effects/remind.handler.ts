import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { SignOffFacts } from '../sign-off-facts.reader.js';
import { SignOffPost } from '../sign-off-post.service.js';
import type { AboutSignatory } from './ask.handler.js';

/** Reminds one signatory, with a link beside the first one, which stays good: people answer from the mail they find. */
@Injectable()
@HandlesEffect('sign-off.remind')
export class RemindSignatory implements EffectHandler<AboutSignatory> {
  constructor(
    private readonly facts: SignOffFacts,
    private readonly post: SignOffPost,
  ) {}

  async handle({ id, params }: Pick<OwedEffect<AboutSignatory>, 'id' | 'params'>): Promise<void> {
    const asked = await this.facts.asked(params);
    if (asked) await this.post.ask(asked, `${id}:${asked.person.id}`, 'remind');
  }
}
