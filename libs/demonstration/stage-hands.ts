import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

import type { Instant } from '#libs/kernel/index.js';
import { type EffectHandler, HandlesEffect, Outbox } from '#libs/messaging/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { DeadlineSweeper } from '#libs/workflow-runtime/index.js';

/** Effects that lead to others more often than this lead to them without end. */
const MOST_ROUNDS = 20;

/** Worker and sweeper of the stage. Unlike those of the server they let a failure through: the whole past fails with it. */
@Injectable()
export class StageHands {
  #resting = false;
  readonly #handlers = new Map<string, EffectHandler>();

  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly sweeper: DeadlineSweeper,
    private readonly discovery: DiscoveryService,
  ) {}

  /** The moment of the next deadline of any case. */
  async nextDeadline(): Promise<Instant | undefined> {
    const [row] = await this.transactions.outside.query<{ due: Date | null }[]>(
      'select min(next_at) as due from deadlines',
    );
    return row?.due?.toISOString();
  }

  async tellDue(): Promise<void> {
    while (await this.sweeper.pass());
  }

  rest(): void {
    this.#resting = true;
  }

  /** Carries out everything owed, and what that makes owed in its turn. */
  async carryOut(): Promise<void> {
    if (this.#resting) return;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const owed = await this.transactions.outside.query<{ id: string }[]>(
        'select id from outbox where done_at is null order by created_at, id',
      );
      if (owed.length === 0) return;
      for (const { id } of owed) await this.#carryOut(id);
    }
    throw new Error('effects lead to effects without end');
  }

  async #carryOut(id: string): Promise<void> {
    const owed = await this.outbox.find(id);
    if (!owed) return;
    const { type, params, case_id: caseId, attempts } = owed;
    await this.#handlerOf(type).handle({ id, type, params, caseId, attempt: attempts + 1 });
    await this.outbox.markDone(id);
  }

  #handlerOf(type: string): EffectHandler {
    if (this.#handlers.size === 0)
      for (const provider of this.discovery.getProviders({ metadataKey: HandlesEffect.KEY }))
        this.#handlers.set(
          this.discovery.getMetadataByDecorator(HandlesEffect, provider) ?? '',
          provider.instance as EffectHandler,
        );
    const handler = this.#handlers.get(type);
    if (!handler) throw new Error(`No handler for ${type}`);
    return handler;
  }
}
