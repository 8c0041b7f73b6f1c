import { setTimeout as sleep } from 'node:timers/promises';

import { DomainError } from '#libs/kernel/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';
import type { ProcessName } from '#workflows/index.js';

/** How many clients ask something at the same time. */
const ABREAST = 10;

/** An honest client asks again until it is answered, but not for ever. */
const PATIENCE_MS = 240_000;
const AGAIN_MS = 150;

/** Which event an answer is about. */
export interface Asked {
  readonly process: ProcessName;
  readonly subjectId: string;
  readonly idempotencyKey: string;
}

/** An answer that a client was given: whatever dies, this event has happened. */
export interface Acknowledged {
  readonly caseId: string;
  readonly idempotencyKey: string;
}

/** The system was there, and said no. */
export class Refusal extends Error {}

/** All who ask the system for something: a few at a time, again with the same key on any error, and writing down each answer. */
export class Clients {
  readonly acknowledged: Acknowledged[] = [];
  /** What was refused that should have been taken. */
  readonly refused: string[] = [];
  /** Requests that were not answered, and asked again. */
  unanswered = 0;
  readonly #queue: (() => void)[] = [];
  #free = ABREAST;
  #closed = false;

  /** Nobody asks again from now on: a storm that failed ends, instead of insisting with what is gone. */
  close(): void {
    this.#closed = true;
  }

  /** Asks until answered. @throws Refusal */
  async ask<T>(asked: Asked, act: () => Promise<T>): Promise<T> {
    const answer = await this.insist(sayAsked(asked), act);
    this.#acknowledge(asked);
    return answer;
  }

  /** The same where the answer may rightly be no: whoever is told so has not been acknowledged. @throws Refusal */
  async try(asked: Asked, act: () => Promise<boolean>): Promise<boolean> {
    const taken = await this.insist(sayAsked(asked), act);
    if (taken) this.#acknowledge(asked);
    return taken;
  }

  /** The same for what is no event: a read, a row to begin with. */
  async insist<T>(what: string, act: () => Promise<T>): Promise<T> {
    for (const giveUp = performance.now() + PATIENCE_MS; ;) {
      await this.#turn();
      try {
        return await act();
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal !== undefined || this.#closed || performance.now() > giveUp) {
          const said = `${what}: ${refusal ?? String(error)}`;
          this.refused.push(said);
          throw new Refusal(said, { cause: error });
        }
        this.unanswered += 1;
      } finally {
        this.#leave();
      }
      await sleep(AGAIN_MS);
    }
  }

  #acknowledge(asked: Asked): void {
    this.acknowledged.push({ caseId: caseId(asked), idempotencyKey: asked.idempotencyKey });
  }

  async #turn(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve) => this.#queue.push(resolve));
  }

  #leave(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#free += 1;
  }
}

const sayAsked = ({ process, subjectId, idempotencyKey }: Asked): string => `${process} ${subjectId} ${idempotencyKey}`;

/** What the system says no to; undefined for what it could not answer, which may be asked again. */
function refusalOf(error: unknown): string | undefined {
  if (error instanceof Refusal) return error.message;
  if (error instanceof DomainError && error.status < 500) return `${error.code} ${error.message}`;
  return undefined;
}
