/** Something done again and again until stopped, at intervals or sooner when woken. */
export class Looping {
  #stopped = false;
  #wake: () => void = () => {};
  #woken = false;
  #running: Promise<void> = Promise.resolve();

  /**
   * @param work one pass; true when there may be more to do at once.
   * @param interval milliseconds between passes that found nothing more.
   * @param onError told of a failed pass; the next one comes after the interval.
   */
  constructor(
    private readonly work: () => Promise<boolean>,
    private readonly interval: number,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.#running = this.#loop();
  }

  /** Asks for a pass now, or right after the present one. */
  wake(): void {
    this.#woken = true;
    this.#wake();
  }

  /** Ends after the present pass. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#running;
  }

  async #loop(): Promise<void> {
    while (!this.#stopped) {
      this.#woken = false;
      let more = false;
      try {
        more = await this.work();
      } catch (error) {
        this.onError(error);
      }
      if (!more && !this.#woken && !this.#stopped) await this.#rest();
    }
  }

  async #rest(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.interval);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => {};
  }
}
