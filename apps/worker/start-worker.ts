import { type INestApplicationContext, Logger } from '@nestjs/common';

import { TakeInboundMail } from '#libs/calendar-replies/index.js';
import type { Configuration } from '#libs/configuration/index.js';
import { InboundServer } from '#libs/mail/index.js';
import { Clock } from '#libs/kernel/index.js';
import { HeldLetters, MailDeliveries, SendHeldLetters } from '#libs/mail/index.js';
import {
  EffectRunner,
  type JobWorker,
  Looping,
  openQueues,
  Outbox,
  OutboxListener,
  QUEUE_NAMES,
  type QueueBackend,
  Relay,
} from '#libs/messaging/index.js';
import { SweepSeals } from '#libs/records/index.js';
import { ForgetOrigins } from '#libs/sign-off/index.js';
import { SealJournal } from '#libs/verification/index.js';
import { DeadlineSweeper, MigrateCases } from '#libs/workflow-runtime/index.js';

/** Milliseconds between looks at the outbox; a notification comes sooner. */
const RELAY_INTERVAL = 1_000;

/** Milliseconds between looks for letters that waited long enough. */
const LETTERS_INTERVAL = 1_000;

/** Milliseconds between looks at the deadlines, which are set to the minute at finest. */
const SWEEP_INTERVAL = 1_000;

/**
 * Milliseconds between looks for cases of an older version, which costs four reads of an index: during a rollout, processes
 * of the older version go on opening some. And between two batches of them, for the machine to serve people meanwhile.
 */
const MIGRATION = { interval: 60_000, pause: 50 } as const;

/** Milliseconds between looks for mails that a process held when it died; there are none, as a rule. */
const ABANDONED_INTERVAL = 10_000;

/** Milliseconds between looks for what sealing left behind: a record without its seal, a seal without its stamp, a day unsealed. */
const SEALS_INTERVAL = 60_000;

export interface RunningWorker {
  /** Looks at deadlines and outbox now: after a test has moved its clock. */
  wake(): void;
  /** Finishes what is under way, then stops. */
  stop(): Promise<void>;
}

/**
 * Starts the consumers, the relay and the sweeper over a context that holds the features and an `EffectRunner`.
 * Any number of processes may do so. Stopping does not close the context.
 * @param options.alone no other process works on this database: what a killed predecessor had under way is taken up at
 * once, instead of after the time that it would have had to answer.
 * @throws EvictingRedis, RedisUnreachable
 */
export async function startWorker(
  context: INestApplicationContext,
  configuration: Configuration,
  { alone = false }: { readonly alone?: boolean } = {},
): Promise<RunningWorker> {
  const queue = configuration.queue;
  const logger = new Logger('queues');
  const backend = await openQueues(
    queue.kind === 'redis' ? queue : { kind: 'postgres', url: configuration.databaseUrl },
    (message) => logger.error(message),
  );
  const outbox = context.get(Outbox, { strict: false });
  const sweeper = context.get(DeadlineSweeper, { strict: false });
  if (alone) {
    await sweeper.takeBack();
    await context.get(HeldLetters, { strict: false }).takeBack(context.get(Clock, { strict: false }).now());
    if ((await outbox.takeBack()) > 0) await backend.empty();
  }
  const workers = consume(context, backend);
  const relay = new Relay(outbox, backend);
  await Promise.all([relay, ...workers].map(async (part) => part.waitUntilReady()));
  const relaying = new Looping(async () => relay.pass(), RELAY_INTERVAL, report('relay'));
  const sweeping = new Looping(async () => sweeper.pass(), SWEEP_INTERVAL, report('sweeper'));
  const letters = context.get(SendHeldLetters, { strict: false });
  const sending = new Looping(async () => letters.pass(), LETTERS_INTERVAL, report('mails'));
  const leaving = new AbortController();
  const migrating = new Looping(
    async () => {
      const migration = context.get(MigrateCases, { strict: false });
      const { left } = await migration.execute({ pause: MIGRATION.pause, signal: leaving.signal });
      if (left.length > 0)
        throw new Error(`${left.length} cases stay at an older version: jalon migrate --dry-run names them`);
      return false;
    },
    MIGRATION.interval,
    report('migration'),
  );
  const deliveries = context.get(MailDeliveries, { strict: false });
  const clock = context.get(Clock, { strict: false });
  const givingUp = new Looping(
    async () => {
      await deliveries.giveUpAbandoned(clock.now());
      return context.get(ForgetOrigins, { strict: false }).pass();
    },
    ABANDONED_INTERVAL,
    report('mails'),
  );
  const seals = new Looping(
    async () => context.get(SweepSeals, { strict: false }).pass(),
    SEALS_INTERVAL,
    report('seals'),
  );
  const days = new Looping(
    async () => context.get(SealJournal, { strict: false }).pass(),
    SEALS_INTERVAL,
    report('journal'),
  );
  const listener = new OutboxListener(configuration.databaseUrl, () => relaying.wake());
  relaying.start();
  sweeping.start();
  migrating.start();
  givingUp.start();
  sending.start();
  seals.start();
  days.start();
  await listener.start();
  const inbound = await listenForReplies(context, configuration);
  return {
    wake: () => {
      sweeping.wake();
      relaying.wake();
      sending.wake();
    },
    stop: async () => {
      await inbound?.close();
      leaving.abort();
      await listener.stop();
      await Promise.all([seals.stop(), days.stop()]);
      await sending.stop();
      await givingUp.stop();
      await migrating.stop();
      await sweeping.stop();
      await relaying.stop();
      await Promise.all(workers.map(async (worker) => worker.close()));
      await relay.close();
      await backend.close();
    },
  };
}

/** When an address is configured for it. Every worker listens: the mail server may hand a mail to any. */
async function listenForReplies(
  context: INestApplicationContext,
  { inbound }: Configuration,
): Promise<InboundServer | undefined> {
  if (!inbound) return undefined;
  const taking = context.get(TakeInboundMail, { strict: false });
  const server = new InboundServer(inbound.address, async (raw) => void (await taking.execute(raw)));
  try {
    await server.listen(inbound.host, inbound.port);
    return server;
  } catch (error) {
    // Another worker of this machine listens there: one is enough, and mail that finds none comes again.
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    new Logger('inbound').warn(`port ${inbound.port} is taken: replies are left to who listens there`);
    return undefined;
  }
}

function consume(context: INestApplicationContext, backend: QueueBackend): readonly JobWorker[] {
  const runner = context.get(EffectRunner, { strict: false });
  return QUEUE_NAMES.map((name) => backend.worker(name, async ({ outboxId }) => runner.run(outboxId), report(name)));
}

/** Milliseconds: errors that come sooner after one another belong to one outage. */
const OUTAGE = 60_000;

/** Says once per outage, not at every attempt. */
function report(what: string): (error: unknown) => void {
  const logger = new Logger(what);
  let [last, at] = ['', -OUTAGE];
  return (error) => {
    const now = performance.now();
    const said = error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error);
    if (said !== last || now - at > OUTAGE) logger.error(said);
    [last, at] = [said, now];
  };
}
