import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

import type { Model } from './model.js';

/** What the solver found in its time: the best it knows, and a bound that nothing can be better than. */
export type Solved =
  | {
      readonly found: true;
      readonly optimal: boolean;
      readonly objective: number;
      readonly bound: number;
      readonly values: Float64Array;
      readonly milliseconds: number;
    }
  | { readonly found: false; readonly bound: number; readonly milliseconds: number };

type Outcome = Solved | { readonly failure: string };

/** The solver stopped answering, or refused the model: a fault of ours, never of the plan. */
class SolverFailure extends Error {}

/** Seconds past the solver's own limit before its thread is given up. */
const GRACE_SECONDS = 10;

/** Runs HiGHS in a thread of its own, one model after the other, so that the process that asks goes on answering (ADR 0019). */
@Injectable()
export class PlanningSolver implements OnApplicationShutdown {
  #worker: Worker | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  /**
   * @param options.seconds after which the best known is given back.
   * @param options.start values to start from; they must satisfy the model.
   * @param options.absoluteGap how near the bound is near enough: just under one when every cost is whole.
   * @throws SolverFailure
   */
  async solve(
    model: Model,
    options: { readonly seconds: number; readonly start?: Float64Array; readonly absoluteGap?: number },
  ): Promise<Solved> {
    const answer = this.#queue.then(() => this.#run(model, options));
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#retire();
  }

  async #run(model: Model, { absoluteGap = 0.99, ...job }: Parameters<PlanningSolver['solve']>[1]): Promise<Solved> {
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    try {
      const outcome = await this.#answer(worker, { model, absoluteGap, ...job });
      if ('failure' in outcome) throw new SolverFailure(outcome.failure);
      return outcome;
    } finally {
      worker.unref();
    }
  }

  #answer(
    worker: Worker,
    job: { readonly model: Model; readonly seconds: number; readonly absoluteGap: number },
  ): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        finish();
      };
      const giveUp = (cause: string): void => {
        // Not awaited: a thread inside WebAssembly ends when it is stopped, in its own time.
        void this.#retire();
        settle(() => reject(new SolverFailure(cause)));
      };
      const onMessage = (outcome: Outcome): void => settle(() => resolve(outcome));
      const onError = (error: Error): void => giveUp(`solver crashed: ${error.message}`);
      const onExit = (status: number): void => giveUp(`solver left with status ${status}`);
      const timer = setTimeout(() => giveUp('no answer in time'), (job.seconds + GRACE_SECONDS) * 1_000);
      worker.once('message', onMessage).once('error', onError).once('exit', onExit);
      worker.postMessage(job, []);
    });
  }

  #start(): Worker {
    // The parent's flags (loaders, test runners) are not the worker's business.
    const worker = new Worker(fileURLToPath(new URL('./solve.worker.mjs', import.meta.url)), { execArgv: [] });
    // Between two models nobody else listens, and an unheard error would end the process.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }

  async #retire(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}
