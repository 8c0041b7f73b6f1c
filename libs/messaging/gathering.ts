interface Asked<V> {
  readonly resolve: (value: V | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Answers many who ask for one thing each by few requests for many: while one request is under way, those who come gather for
 * the next. Who asks alone waits for nobody.
 */
export class Gathering<V> {
  #asked = new Map<string, Asked<V>[]>();
  #busy = false;

  /** @param request answers for some of those keys, or all; at most one runs at a time. */
  constructor(private readonly request: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>) {}

  /** Undefined when the request had no answer for it; rejects when the request did. */
  async of(key: string): Promise<V | undefined> {
    return new Promise((resolve, reject) => {
      const others = this.#asked.get(key) ?? [];
      this.#asked.set(key, [...others, { resolve, reject }]);
      if (!this.#busy) this.#begin();
    });
  }

  /** After what is running now has had its turn: who asks at the same moment asks together. */
  #begin(): void {
    this.#busy = true;
    setImmediate(() => void this.#answer());
  }

  async #answer(): Promise<void> {
    const asked = this.#asked;
    this.#asked = new Map();
    try {
      const answers = await this.request([...asked.keys()]);
      for (const [key, those] of asked) for (const { resolve } of those) resolve(answers.get(key));
    } catch (error) {
      for (const { reject } of [...asked.values()].flat()) reject(error);
    }
    this.#busy = false;
    if (this.#asked.size > 0) this.#begin();
  }
}
