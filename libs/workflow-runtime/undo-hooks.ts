import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

import type { Tx } from '#libs/persistence/index.js';
import type { ProcessDefinition, StoredSnapshot } from '#workflows/contract/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import type { UndoOptions } from './undo-case.service.js';
import type { Undone } from './undo.js';

/** What a feature is told of an undo that it has its part in. */
export interface UndoneStep extends Omit<Undone, 'follows'> {
  /** Before the undo. */
  readonly after: StoredSnapshot;
  /** What is found again. */
  readonly before: StoredSnapshot;
  readonly options: UndoOptions;
}

/** A feature's part in taking back an event: its rows, in the same transaction. */
export interface StepTaker {
  /**
   * @returns what follows of it, in French sentences.
   * @throws DomainError when the event has to stand: then nothing is undone.
   */
  takeBack(undone: UndoneStep, tx: Tx): Promise<readonly string[]>;
}

/** Marks the one class that has a part in undoing some events: `@TakesBack(['committee decision.recorded'])`. */
export const TakesBack = DiscoveryService.createDecorator<readonly `${ProcessName} ${string}`[]>();

/** Finds a feature's part in each undo. Refuses to start when two have it, or a feature one that the process knows nothing of. */
@Injectable()
export class UndoHooks implements OnModuleInit {
  #found: ReadonlyMap<string, StepTaker> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const unknown = [...this.#takers.keys()].filter((event) => !NEEDED.includes(event));
    if (unknown.length > 0) throw new Error(`Nobody undoes ${unknown.join(', ')}`);
  }

  takerOf(process: ProcessName, event: string): StepTaker | undefined {
    return this.#takers.get(`${process} ${event}`);
  }

  /** The events that need a feature and find none here: they stand. None, once all features are together. */
  get missing(): readonly string[] {
    return NEEDED.filter((event) => !this.#takers.has(event));
  }

  get #takers(): ReadonlyMap<string, StepTaker> {
    this.#found ??= this.#find();
    return this.#found;
  }

  #find(): ReadonlyMap<string, StepTaker> {
    const takers = new Map<string, StepTaker>();
    for (const provider of this.discovery.getProviders({ metadataKey: TakesBack.KEY }))
      for (const event of this.discovery.getMetadataByDecorator(TakesBack, provider) ?? []) {
        if (takers.has(event)) throw new Error(`Two features take back ${event}`);
        takers.set(event, provider.instance as StepTaker);
      }
    return takers;
  }
}

const NEEDED = Object.values<ProcessDefinition>(processes).flatMap(({ name, undoable = {} }) =>
  Object.entries(undoable).flatMap(([event, { byFeature }]) => (byFeature ? [`${name} ${event}`] : [])),
);
