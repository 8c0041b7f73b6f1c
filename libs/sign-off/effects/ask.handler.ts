import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { SignOffFacts } from '../sign-off-facts.reader.js';
import { SignOffPost } from '../sign-off-post.service.js';

/** Which signatory of which version an effect is about. */
export interface AboutSignatory {
  readonly recordId: string;
  readonly version: number;
  readonly signatoryId: string;
}

/** Asks one signatory for their answer, in one mail. */
@Injectable()
@HandlesEffect('sign-off.ask')
export class AskSignatory implements EffectHandler<AboutSignatory> {
  constructor(
    private readonly facts: SignOffFacts,
    private readonly post: SignOffPost,
  ) {}

  async handle({ id, params }: Pick<OwedEffect<AboutSignatory>, 'id' | 'params'>): Promise<void> {
    const asked = await this.facts.asked(params);
    if (asked) await this.post.ask(asked, `${id}:${asked.person.id}`, 'ask');
  }
}
