import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

import { HandlesEffect, Outbox } from '#libs/messaging/index.js';

import { type HeldLetter } from './held-letters.repository.js';
import { type Addressed, letterKey, type WritesLetters } from './writes-letters.js';

/** Finds who writes a letter that was held, and whether there is still something to write. */
@Injectable()
export class LetterWriters {
  readonly #writers = new Map<string, WritesLetters>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Undefined when nothing is left to say: what ordered the letter was taken back, or what it was about is over.
   * @throws what the handler throws, and an error when nobody here carries out that effect: a newer program will.
   */
  async find({ key, effectId }: Pick<HeldLetter, 'key' | 'effectId'>): Promise<Addressed | undefined> {
    const owed = await this.outbox.find(effectId);
    if (!owed || owed.undone) return undefined;
    const { id, type, params, case_id: caseId, attempts } = owed;
    const letters = await this.#writerOf(type).letters({ id, type, params, caseId, attempt: attempts });
    return letters.find((one) => letterKey(id, one) === key);
  }

  #writerOf(type: string): WritesLetters {
    if (this.#writers.size === 0)
      for (const provider of this.discovery.getProviders({ metadataKey: HandlesEffect.KEY }))
        if (writesLetters(provider.instance))
          this.#writers.set(this.discovery.getMetadataByDecorator(HandlesEffect, provider) ?? '', provider.instance);
    const writer = this.#writers.get(type);
    if (!writer) throw new Error(`nobody here writes the letters of ${type}`);
    return writer;
  }
}

function writesLetters(handler: unknown): handler is WritesLetters {
  return typeof handler === 'object' && handler !== null && 'letters' in handler;
}
