import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import { Transactions } from '#libs/persistence/index.js';

/** Carries out the effect that is new in the next version, and keeps count. */
@Injectable()
@HandlesEffect('duty.insist')
export class Insist implements EffectHandler {
  constructor(private readonly transactions: Transactions) {}

  async handle({ id }: OwedEffect): Promise<void> {
    await this.transactions.outside.query('insert into insisted (effect_id) values ($1)', [id]);
  }
}
