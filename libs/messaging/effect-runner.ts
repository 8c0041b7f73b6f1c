import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

import { DomainError } from '#libs/kernel/index.js';
import type { ProcessDefinition } from '#workflows/contract/index.js';
import { processes } from '#workflows/index.js';

import type { EffectHandler } from './effect.js';
import { HandlesEffect } from './handles-effect.decorator.js';
import { Outbox, type OutboxRecord } from './outbox.js';

/** Finds the handler of each effect, and carries effects out. Refuses to start when one has no handler, or two. */
@Injectable()
export class EffectRunner implements OnModuleInit {
  readonly #logger = new Logger('effects');
  readonly #handlers = new Map<string, EffectHandler>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    for (const provider of this.discovery.getProviders({ metadataKey: HandlesEffect.KEY })) {
      const type = this.discovery.getMetadataByDecorator(HandlesEffect, provider);
      if (type === undefined) continue;
      if (this.#handlers.has(type)) throw new Error(`Two handlers for the effect ${type}`);
      this.#handlers.set(type, provider.instance as EffectHandler);
    }
    const orphans = effectTypes().filter((type) => !this.#handlers.has(type));
    if (orphans.length > 0) throw new Error(`No handler for the effects ${orphans.join(', ')}`);
    const unknown = [...this.#handlers.keys()].filter((type) => !effectTypes().includes(type));
    if (unknown.length > 0) throw new Error(`Handlers for effects that no process orders: ${unknown.join(', ')}`);
  }

  /**
   * Carries out one effect of the outbox; a failure is kept there with the moment of the next attempt. What a newer version
   * of its process ordered goes back untried, for a newer worker: during a rollout both take from the same queues.
   */
  async run(outboxId: string): Promise<void> {
    const owed = await this.outbox.find(outboxId);
    if (!owed || owed.done_at) return;
    const { id, type, params, case_id: caseId, attempts } = owed;
    if (owed.undone) return this.outbox.withdraw(id);
    const handler = this.#handlers.get(type);
    if (!handler || !isUnderstood(owed)) return this.#leave(id, type);
    try {
      await handler.handle({ id, type, params, caseId, attempt: attempts + 1 });
      await this.outbox.markDone(id);
    } catch (error) {
      const reason = reasonOf(error);
      if (SOMEBODY_ELSES.has(reason)) return this.#leave(id, type);
      this.#logger.warn(`${type} ${id} failed (attempt ${attempts + 1}): ${reason}`);
      await this.outbox.markFailed(id, attempts, reason);
    }
  }

  async #leave(id: string, type: string): Promise<void> {
    this.#logger.debug(`${type} ${id} is left to somebody else`);
    await this.outbox.release([id]);
  }
}

/**
 * What is no failure: a newer worker has to do it, or another one is at it, or died at it, and holds its mail for a while.
 * Counted as attempts, these would push the effect back by half an hour.
 */
const SOMEBODY_ELSES: ReadonlySet<string> = new Set(['CASE_FROM_NEWER_VERSION', 'MAIL_BEING_SENT']);

/** False when the case is kept by a version, or is of a process, that is not known here. */
function isUnderstood({ process, version }: OutboxRecord): boolean {
  const known: Readonly<Record<string, ProcessDefinition>> = processes;
  return version <= (known[process]?.version ?? 0);
}

function effectTypes(): readonly string[] {
  return Object.values<ProcessDefinition>(processes).flatMap((process) => Object.keys(process.effects));
}

/** What may be written of an error: its code or name, its first line, and no address of a person. */
function reasonOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  if (!(error instanceof Error)) return 'unknown';
  const [line = ''] = error.message.split('\n');
  return `${error.name}: ${line}`.replaceAll(/\S+@\S+/gu, '[address]').slice(0, 300);
}
