import { type DynamicModule, Global, type INestApplicationContext, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';

import { CommitteesModule } from '#libs/committees/index.js';
import { Configuration } from '#libs/configuration/index.js';
import { DecisionsModule } from '#libs/decisions/index.js';
import { DossiersModule } from '#libs/dossiers/index.js';
import { IdentityModule } from '#libs/identity/index.js';
import { Clock, type Instant, ManualClock } from '#libs/kernel/index.js';
import { MailDeliveries, Mailer, PostLetters } from '#libs/mail/index.js';
import { MessagingModule } from '#libs/messaging/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { PortfolioModule } from '#libs/portfolio/index.js';
import { RecordsModule } from '#libs/records/index.js';
import { SignOffModule } from '#libs/sign-off/index.js';
import { SittingsModule } from '#libs/sittings/index.js';
import { WorkflowRuntimeModule } from '#libs/workflow-runtime/index.js';

import { OneTransaction } from './one-transaction.js';
import { PostOffice } from './post-office.js';
import { StageHands } from './stage-hands.js';

/** Everything is done at once while a server waits for it: nothing of it may depend on the wall clock. */
@Global()
@Module({})
class StageModule {
  static with(services: INestApplicationContext, clock: ManualClock): DynamicModule {
    const providers = [
      { provide: Configuration, useValue: services.get(Configuration, { strict: false }) },
      { provide: DataSource, useValue: services.get(DataSource) },
      { provide: Clock, useValue: clock },
      { provide: Transactions, useFactory: (source: DataSource) => new OneTransaction(source), inject: [DataSource] },
      { provide: PostOffice, useFactory: (all: Transactions) => new PostOffice(all, clock), inject: [Transactions] },
      { provide: Mailer, useExisting: PostOffice },
      { provide: MailDeliveries, useExisting: PostOffice },
      { provide: PostLetters, useExisting: PostOffice },
    ];
    return {
      module: StageModule,
      imports: [
        DiscoveryModule,
        MessagingModule,
        WorkflowRuntimeModule,
        IdentityModule,
        PortfolioModule,
        CommitteesModule,
        DecisionsModule,
        DossiersModule,
        RecordsModule,
        SignOffModule,
        SittingsModule,
      ],
      providers: [...providers, StageHands],
      exports: providers,
    };
  }
}

/**
 * The services of Jalon on a clock of their own, where a past is lived through in a moment: what they write is what they
 * would have written on those days. All of it is one transaction.
 */
export class Stage {
  readonly #context: INestApplicationContext;
  readonly #hands: StageHands;

  private constructor(
    context: INestApplicationContext,
    private readonly clock: ManualClock,
  ) {
    this.#context = context;
    this.#hands = context.get(StageHands);
  }

  /**
   * Plays on a stage whose clock begins at `start`. What was played is there in the end, or nothing of it.
   * @param services of the process whose database it is.
   */
  static async play(services: INestApplicationContext, start: Instant, acts: (stage: Stage) => Promise<void>) {
    const clock = new ManualClock(start);
    // No logger is named: naming one here would change that of the whole process.
    const context = await NestFactory.createApplicationContext(StageModule.with(services, clock), {
      abortOnError: false,
    });
    try {
      const transaction: Transactions = context.get(Transactions);
      if (!(transaction instanceof OneTransaction)) throw new Error('the stage has transactions of its own');
      await transaction.whole(() => acts(new Stage(context, clock)));
    } finally {
      await context.close();
    }
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.#context.get<T>(token, { strict: false });
  }

  get mail(): PostOffice {
    return this.#context.get(PostOffice);
  }

  /** Lets time pass until that moment: what comes due meanwhile is told on its day, and what is owed is done at once. */
  async until(instant: Instant): Promise<void> {
    for (;;) {
      await this.#hands.carryOut();
      const due = await this.#hands.nextDeadline();
      if (due === undefined || due > instant) break;
      this.#forwardTo(due);
      await this.#hands.tellDue();
    }
    this.#forwardTo(instant);
  }

  #forwardTo(instant: Instant): void {
    if (instant > this.clock.now()) this.clock.set(instant);
  }

  /** From now on what is owed is left to the real worker, which will find it at its start. */
  leaveTheRestToTheWorker(): void {
    this.#hands.rest();
  }
}
