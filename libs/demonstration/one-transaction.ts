import { Transactions, type Tx } from '#libs/persistence/index.js';

/** Every transaction of the services that share it, as one: all they do is there in the end, or nothing of it. */
export class OneTransaction extends Transactions {
  #tx: Tx | undefined;

  /** @param work by one caller at a time: whoever uses these services meanwhile is in its transaction. */
  async whole<T>(work: () => Promise<T>): Promise<T> {
    return super.run(async (tx) => {
      this.#tx = tx;
      try {
        return await work();
      } finally {
        this.#tx = undefined;
      }
    });
  }

  override async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#tx ? work(this.#tx) : super.run(work);
  }

  override get outside(): Tx {
    return this.#tx ?? super.outside;
  }
}
