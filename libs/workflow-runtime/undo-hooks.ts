import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

import type { Tx } from '#libs/persistence/index.js';
import type { ProcessDefinition, StoredSnapshot } from '#workflows/contract/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import type { DispatchOptions } from './case.js';
import type { Undone } from './undo.js';

/** What a feature is told of an undo that it has its part in. */
export interface UndoneStep extends Undone {
  /** Before the undo. */
  readonly after: StoredSnapshot;
  /** What is found again. */
  readonly before: StoredSnapshot;
  readonly options: DispatchOptions;
  /** True when somebody only wants to know what would happen: it is all rolled back. */
  readonly preview: boolean;
}

/** A feature's part in taking back an event: its rows, in the same transaction. */
export interface StepTaker {
  /** @throws DomainError when the event has to stand: then nothing is undone. */
  takeBack(undone: UndoneStep, tx: Tx): Promise<void>;
}

/** Marks the one class that has a part in undoing some events: `@TakesBack(['committee decision.recorded'])`. */
export const TakesBack = DiscoveryService.createDecorator<readonly `${ProcessName} ${string}`[]>();

/** Finds a feature's part in each undo. Refuses to start when one has none, or two. */
@Injectable()
export class UndoHooks implements OnModuleInit {
  readonly #takers = new Map<string, StepTaker>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const provider of this.discovery.getProviders({ metadataKey: TakesBack.KEY }))
      for (const event of this.discovery.getMetadataByDecorator(TakesBack, provider) ?? []) {
        if (this.#takers.has(event)) throw new Error(`Two features take back ${event}`);
        this.#takers.set(event, provider.instance as StepTaker);
      }
    // An engine alone has no features at all, and undoes what needs none.
    if (this.#takers.size === 0) return;
    const needed = Object.values<ProcessDefinition>(processes).flatMap(({ name, undoable = {} }) =>
      Object.entries(undoable).flatMap(([event, { byFeature }]) => (byFeature ? [`${name} ${event}`] : [])),
    );
    const wrong = [
      ...needed.filter((event) => !this.#takers.has(event)),
      ...[...this.#takers.keys()].filter((event) => !needed.includes(event)),
    ];
    if (wrong.length > 0) throw new Error(`Undoing needs one feature each, and no other: ${wrong.join(', ')}`);
  }

  takerOf(process: ProcessName, event: string): StepTaker | undefined {
    return this.#takers.get(`${process} ${event}`);
  }
}
