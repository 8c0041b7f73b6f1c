interface Asked<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

interface Options {
  /** How many requests may be under way at once: one, unless said otherwise. */
  readonly atOnce?: number;
  /** How many questions one request takes at most. */
  readonly most?: number;
  /** True for a failure that is of one question only: each is then asked again alone, and fails alone. */
  readonly apart?: (error: unknown) => boolean;
}

/**
 * Answers many who ask for one thing each by few requests for many: while requests are under way, those who come gather for
 * the next. Who asks alone waits for nobody.
 */
export class Gathering<Question, Answer> {
  readonly #atOnce: number;
  readonly #most: number;
  readonly #apart: (error: unknown) => boolean;
  #asked: Asked<Question, Answer>[] = [];
  #running = 0;
  #called = false;

  /** @param request gives the answers in the order of the questions. */
  constructor(
    private readonly request: (questions: readonly Question[]) => Promise<readonly Answer[]>,
    { atOnce = 1, most = Infinity, apart = () => false }: Options = {},
  ) {
    this.#atOnce = atOnce;
    this.#most = most;
    this.#apart = apart;
  }

  /** Rejects as the request did. */
  async ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ question, resolve, reject });
      this.#call();
    });
  }

  /** After what is running now has had its turn: who asks at the same moment asks together. */
  #call(): void {
    if (this.#called || this.#running >= this.#atOnce) return;
    this.#called = true;
    setImmediate(() => {
      this.#called = false;
      void this.#answer(this.#asked.splice(0, this.#most));
      if (this.#asked.length > 0) this.#call();
    });
  }

  async #answer(asked: readonly Asked<Question, Answer>[]): Promise<void> {
    this.#running += 1;
    await this.#settle(asked);
    this.#running -= 1;
    if (this.#asked.length > 0) this.#call();
  }

  async #settle(asked: readonly Asked<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.request(asked.map(({ question }) => question));
      for (const [index, { resolve }] of asked.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      if (asked.length > 1 && this.#apart(error)) for (const one of asked) await this.#settle([one]);
      else for (const { reject } of asked) reject(error);
    }
  }
}
