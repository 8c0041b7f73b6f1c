import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { DeliberationNotes } from './deliberation-notes.js';

/** Erases the notes of the deliberations once every record of the sitting is settled, or the committee is given up. */
@Injectable()
@HandlesEffect('notes.erase')
export class EraseNotes implements EffectHandler<{ committeeId: string }> {
  constructor(private readonly notes: DeliberationNotes) {}

  async handle({ params }: OwedEffect<{ committeeId: string }>): Promise<void> {
    await this.notes.erase(params.committeeId);
  }
}
