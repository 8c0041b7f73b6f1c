import { setTimeout as sleep } from 'node:timers/promises';

import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';

import { FeaturesModule } from '#libs/composition/index.js';
import { type Person, Sessions } from '#libs/identity/index.js';
import { addDays, type CalendarDate, derivedId } from '#libs/kernel/index.js';
import type { Draws } from '#libs/simulation/index.js';
import { type EventOf, WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { ProcessName } from '#workflows/index.js';

import { testConfiguration } from '../../configuration.js';
import type { Ground } from '../ground.js';
import { Clients } from './clients.js';
import { States } from './states.js';
import { WebClient } from './web-client.js';

const LONGEST_PAUSE_MS = 4_000;
const CONNECTIONS = 10;

/** What a story acts with: the pages of every api, and the services as a program of the house would use them. */
export class World {
  readonly clients = new Clients();
  readonly states: States;
  readonly runtime: WorkflowRuntime;
  /** How far the storm is, from 0 to 1. */
  progress = 0;
  readonly #browsers = new Map<string, WebClient>();

  private constructor(
    readonly ground: Ground,
    readonly services: INestApplicationContext,
    /** The days on which the storm begins and ends, by the clock of the ground. */
    readonly firstDay: CalendarDate,
    readonly lastDay: CalendarDate,
  ) {
    this.runtime = this.get(WorkflowRuntime);
    this.states = new States(services.get(DataSource));
    void this.states.watch();
  }

  /** @param days how long the storm lasts by the clock of the ground. */
  static async on(ground: Ground, days: number): Promise<World> {
    const configuration = testConfiguration(ground.database.url);
    const services = await NestFactory.createApplicationContext(
      FeaturesModule.with(configuration, ground.clock, CONNECTIONS),
      { abortOnError: false, logger: false },
    );
    const firstDay = ground.clock.today();
    return new World(ground, services, firstDay, addDays(firstDay, days));
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.services.get<T>(token, { strict: false });
  }

  /** The one browser of a person; it logs in again when its session has ended. */
  browserOf({ id }: Person): WebClient {
    const known = this.#browsers.get(id);
    if (known) return known;
    const browser = new WebClient(this.ground, async () => this.get(Sessions).open(id));
    this.#browsers.set(id, browser);
    return browser;
  }

  /** Tells a case something, until it answers. The key follows from what is told: each is told once. */
  async say<P extends ProcessName>(process: P, subjectId: string, event: EventOf<P>, { id }: Person): Promise<void> {
    const idempotencyKey = derivedId('storm', event.type, subjectId);
    await this.clients.ask({ process, subjectId, idempotencyKey }, async () =>
      this.runtime.dispatch(process, subjectId, event, { actor: `person:${id}`, idempotencyKey }),
    );
  }

  /** A while in which anything may strike. */
  async pause(chance: Draws): Promise<void> {
    await sleep(chance.between(0, LONGEST_PAUSE_MS));
  }

  async close(): Promise<void> {
    this.states.stop();
    this.clients.close();
    await this.services.close();
  }
}
