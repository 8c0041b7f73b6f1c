import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { OpenRecords } from './open-records.service.js';

/** Opens the records of a committee as soon as its sitting is closed. */
@Injectable()
@HandlesEffect('records.open')
export class OpenRecordsHandler implements EffectHandler<{ committeeId: string }> {
  constructor(private readonly openRecords: OpenRecords) {}

  async handle({ id, params }: OwedEffect<{ committeeId: string }>): Promise<void> {
    await this.openRecords.execute({ committeeId: params.committeeId, idempotencyKey: id });
  }
}
