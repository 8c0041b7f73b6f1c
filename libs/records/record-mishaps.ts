import { Injectable, Logger } from '@nestjs/common';

import { DomainError } from '#libs/kernel/index.js';
import { EventRefused, WorkflowRuntime } from '#libs/workflow-runtime/index.js';

/** Shown when what failed has nothing to say to people. */
const UNNAMED = 'Une erreur technique est survenue. Une nouvelle tentative aura lieu.';

/** Puts on the record why its PDF or its seal is not there yet, for its page to say so. The decision waits for neither. */
@Injectable()
export class RecordMishaps {
  readonly #logger = new Logger('records');

  constructor(private readonly runtime: WorkflowRuntime) {}

  /** @param key the effect and the attempt: each failed attempt is one line of the log. */
  async tell(
    recordId: string,
    mishap: { readonly type: 'pdf.failed'; readonly version: number } | { readonly type: 'seal.failed' },
    error: unknown,
    key: string,
  ): Promise<void> {
    const failure = error instanceof DomainError ? error.message : UNNAMED;
    this.#logger.warn(`${mishap.type} ${recordId}: ${causeOf(error)}`);
    try {
      await this.runtime.dispatch(
        'deliberation-record',
        recordId,
        { ...mishap, failure },
        { actor: 'system:records', idempotencyKey: key },
      );
    } catch (refusal) {
      // Edited while it was being printed: this version's mishaps interest nobody any more.
      if (!(refusal instanceof EventRefused)) throw refusal;
    }
  }
}

/** The first line of what happened, without anybody's address. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const [line = ''] = (typeof error.cause === 'string' ? error.cause : error.message).split('\n');
  return line.replaceAll(/\S+@\S+/gu, '[address]').slice(0, 300);
}
