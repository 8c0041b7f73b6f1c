import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

import { fontFiles } from './fonts.js';
import { bookView, type DossierBook } from './dossier-book.js';
import { PdfFailure } from './pdf-failure.js';
import { claimUniversalAccess } from './pdf-ua.js';
import type { RecordDocument } from './record-document.js';
import { recordView } from './record-view.js';

export interface PdfPressOptions {
  /** Milliseconds a document may take before its worker is given up. */
  readonly timeLimit?: number;
  /** Documents after which a worker makes room for a new one: the compiler keeps memory it never gives back. */
  readonly documentsPerWorker?: number;
  /** Another worker program; for tests of what happens when one misbehaves. */
  readonly workerFile?: string;
}

interface Job {
  readonly template: string;
  /** JSON. */
  readonly data: string;
}

type Outcome = { readonly pdf: Uint8Array } | { readonly failure: string };

/**
 * Prints deliberation records, and the dossiers of a sitting, as PDF/A-2a files that are PDF/UA-1 too. One document at a time, in a worker thread, so
 * that neither the half-second of a long record nor a crash of the compiler is felt by the process that asks.
 */
export class PdfPress {
  readonly #timeLimit: number;
  readonly #documentsPerWorker: number;
  readonly #workerFile: string;
  #worker: Worker | undefined;
  #printed = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: PdfPressOptions = {}) {
    this.#timeLimit = options.timeLimit ?? 30_000;
    this.#documentsPerWorker = options.documentsPerWorker ?? 100;
    this.#workerFile = options.workerFile ?? fileURLToPath(new URL('./press.worker.mjs', import.meta.url));
  }

  /**
   * The record as PDF bytes; the same document gives the same bytes. Any text prints: a character without a glyph is
   * named by its code point. Throws PdfFailure when the worker crashes, refuses or exceeds the time limit.
   */
  async render(document: RecordDocument): Promise<Uint8Array> {
    return this.#press('record.typ', recordView(document));
  }

  /** The dossiers of one sitting as one PDF, on the same terms. */
  async renderBook(book: DossierBook): Promise<Uint8Array> {
    return this.#press('dossiers.typ', bookView(book));
  }

  async #press(template: string, view: unknown): Promise<Uint8Array> {
    if (this.#closed) throw new PdfFailure('the press is closed');
    const job = { template, data: JSON.stringify(view) };
    const printed = this.#queue.then(() => this.#print(job));
    this.#queue = printed.catch(() => undefined);
    return claimUniversalAccess(await printed);
  }

  /** Lets the documents already asked for come out, then stops the worker. Later ones are refused. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#queue;
    await this.#retire();
  }

  async #print(job: Job): Promise<Uint8Array> {
    if (this.#printed >= this.#documentsPerWorker) await this.#retire();
    const worker = (this.#worker ??= this.#start());
    this.#printed += 1;
    worker.ref();
    try {
      const outcome = await this.#answer(worker, job);
      if ('failure' in outcome) throw new PdfFailure(outcome.failure);
      return outcome.pdf;
    } finally {
      worker.unref();
    }
  }

  #answer(worker: Worker, job: Job): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        finish();
      };
      const giveUp = (cause: string): void => {
        // Not awaited: a thread stuck in native code ends when it comes back from there, if ever.
        void this.#retire();
        settle(() => reject(new PdfFailure(cause)));
      };
      const onMessage = (outcome: Outcome): void => settle(() => resolve(outcome));
      const onError = (error: Error): void => giveUp(`worker crashed: ${error.message}`);
      const onExit = (status: number): void => giveUp(`worker left with status ${status}`);
      const timer = setTimeout(() => giveUp(`no document after ${this.#timeLimit} ms`), this.#timeLimit);
      worker.once('message', onMessage).once('error', onError).once('exit', onExit);
      worker.postMessage(job, []);
    });
  }

  #start(): Worker {
    this.#printed = 0;
    // The parent's flags (loaders, test runners) are not the worker's business.
    const worker = new Worker(this.#workerFile, { workerData: { fontFiles: fontFiles() }, execArgv: [] });
    // Between two documents nobody else listens, and an unheard error would end the process.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }

  async #retire(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#printed = 0;
    await worker?.terminate();
  }
}
