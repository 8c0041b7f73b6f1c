import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';

import { TooManyScreens } from './sitting.errors.js';
import { SittingVersions } from './sitting-versions.reader.js';

/** How often the store is asked, for all the sittings that somebody watches, in one read: well under the second promised. */
const EVERY_MS = 400;

/** Of one process, and of one sitting in it. Beyond, screens go on by reload. */
const MOST_SCREENS = 400;
const MOST_OF_ONE = 120;

interface Screen {
  readonly committeeId: string;
  /** The sitting has moved on. */
  readonly changed: (version: string) => void;
  /** The process stops. */
  readonly ended: () => void;
}

/**
 * Tells the screens of this process that a sitting has moved, whichever process moved it. Asks the store rather than listens to
 * it: one short read while somebody watches, none otherwise, and nothing to mend when a connection is lost (ADR 0027).
 */
@Injectable()
export class SittingWatch implements OnModuleDestroy {
  readonly #logger = new Logger('sittings');
  readonly #screens = new Set<Screen>();
  readonly #known = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #isAsking = false;
  #isOver = false;

  constructor(private readonly versions: SittingVersions) {}

  /** How many screens this process holds. */
  get size(): number {
    return this.#screens.size;
  }

  /**
   * @param screen is told of every change from now on, until what is returned is called.
   * @throws TooManyScreens
   */
  join(screen: Screen): () => void {
    const ofOne = [...this.#screens].filter(({ committeeId }) => committeeId === screen.committeeId).length;
    if (this.#isOver || this.#screens.size >= MOST_SCREENS || ofOne >= MOST_OF_ONE) throw new TooManyScreens();
    this.#screens.add(screen);
    this.#timer ??= setInterval(() => void this.#ask(), EVERY_MS).unref();
    return () => this.#leave(screen);
  }

  onModuleDestroy(): void {
    this.#isOver = true;
    // A server waits for its open answers before it stops.
    for (const screen of this.#screens) screen.ended();
    this.#screens.clear();
    clearInterval(this.#timer);
  }

  #leave(screen: Screen): void {
    this.#screens.delete(screen);
    if (![...this.#screens].some(({ committeeId }) => committeeId === screen.committeeId))
      this.#known.delete(screen.committeeId);
    if (this.#screens.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #ask(): Promise<void> {
    // A store that answers slowly is not asked twice.
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      const versions = await this.versions.of([...new Set([...this.#screens].map(({ committeeId }) => committeeId))]);
      for (const [committeeId, version] of versions) this.#tell(committeeId, version);
    } catch (error) {
      this.#logger.debug(`the store does not answer: ${String(error)}`);
    } finally {
      this.#isAsking = false;
    }
  }

  #tell(committeeId: string, version: string): void {
    const before = this.#known.get(committeeId);
    this.#known.set(committeeId, version);
    // What a screen showed first may be older than what was asked first: it compares, and is told in any case.
    if (before === version) return;
    for (const screen of this.#screens) if (screen.committeeId === committeeId) screen.changed(version);
  }
}
