import type { INestApplicationContext, Type } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import ICAL from 'ical.js';
import { DataSource } from 'typeorm';

import { Committees, ConveneCommittee, PlanCommittee, type PlanCommitteeCommand } from '#libs/committees/index.js';
import { FeaturesModule } from '#libs/composition/index.js';
import type { Configuration } from '#libs/configuration/index.js';
import { type IncubatorRole, People, type Person, type ProductRole, Roles } from '#libs/identity/index.js';
import { type CalendarDate, type Instant, ManualClock, newId, parisInstant } from '#libs/kernel/index.js';
import { CapturedMails, MailCatcher, SendHeldLetters } from '#libs/mail/index.js';
import { type EffectHandler, HandlesEffect, Outbox } from '#libs/messaging/index.js';
import { dataSourceOptions, migrate } from '#libs/persistence/index.js';
import { DeadlineSweeper, WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

import { freePort } from './ports.js';
import { testDatabase } from './postgres.js';

/** Not https: the tests’ own client would not send the cookies of a secure address. */
export const BASE_URL = 'http://localhost:3000';

/** A fresh database, a clock that the test moves, and where its mail server will listen. */
export async function committeeSettings(now: Instant = '2026-03-02T09:00:00.000Z', mailHold = 0) {
  const database = await testDatabase();
  const migrating = await new DataSource(dataSourceOptions(database.url)).initialize();
  await migrate(migrating);
  await migrating.destroy();
  const mailPort = await freePort();
  const configuration = {
    mode: 'embedded',
    databaseUrl: database.url,
    queue: { kind: 'postgres' },
    smtpUrl: `smtp://127.0.0.1:${mailPort}`,
    mailFrom: 'Comités d’investissement <comites@fabrique.example>',
    baseUrl: BASE_URL,
    sessionSecret: 'a-secret-of-the-tests-that-is-long-enough',
    host: '127.0.0.1',
    port: 0,
    logLevel: 'error',
    // What is owed at one moment leaves together at once; a test of waiting says how long.
    mailHold,
  } satisfies Configuration;
  return { database, clock: new ManualClock(now), configuration, mailPort };
}

/** Committees on a real database and a real mail server. */
export type Committing = Awaited<ReturnType<typeof startCommittees>>;

/** @param features modules of later features, when a test goes beyond the eve of the sitting. */
export async function startCommittees(now?: Instant, features: readonly Type[] = [], mailHold?: number) {
  const settings = await committeeSettings(now, mailHold);
  return committingOn(await featuresOn(settings, features), settings);
}

/** A context that holds every feature. */
export async function featuresOn(
  { configuration, clock }: Awaited<ReturnType<typeof committeeSettings>>,
  features: readonly Type[] = [],
) {
  return Test.createTestingModule({
    imports: [FeaturesModule.with(configuration, clock), DiscoveryModule, ...features],
  }).compile();
}

/** What a test does with committees, in a context that holds them. */
export async function committingOn(
  module: INestApplicationContext,
  { database, clock, mailPort }: Awaited<ReturnType<typeof committeeSettings>>,
) {
  const get = <T>(token: abstract new (...args: never[]) => T): T => module.get<T>(token, { strict: false });
  await get(MailCatcher).listen(mailPort);
  return {
    clock,
    dataSource: get(DataSource),
    get,
    runtime: get(WorkflowRuntime),
    committees: get(Committees),
    /** @param order which of the effects owed are carried out now, and in what order: workers are several, and may be held up. */
    carryOut: (order?: (owed: readonly string[]) => readonly string[]) =>
      carryOut(module, get(Outbox), get(DataSource), order),
    /** Moves the clock and tells what came due, as often as there is something, then sends what is owed. */
    async goTo(instant: Instant): Promise<void> {
      clock.set(instant);
      while (await get(DeadlineSweeper).pass());
      await carryOut(module, get(Outbox), get(DataSource));
    },
    mails: (to?: string) => get(CapturedMails).list({ limit: 1_000, ...(to === undefined ? {} : { to }) }),
    async stop(): Promise<void> {
      await module.close();
      await database.drop();
    },
  };
}

/** Carries out every mail effect owed, as a worker would; effects of features that are not here stay owed. */
async function carryOut(
  module: INestApplicationContext,
  outbox: Outbox,
  source: DataSource,
  order: (owed: readonly string[]) => readonly string[] = (owed) => owed,
) {
  const discovery = module.get(DiscoveryService, { strict: false });
  const handlers = new Map(
    discovery
      .getProviders({ metadataKey: HandlesEffect.KEY })
      .map((found) => [discovery.getMetadataByDecorator(HandlesEffect, found), found.instance as EffectHandler]),
  );
  const owed = await source.query<{ id: string }[]>('select id from outbox where done_at is null order by id');
  for (const id of order(owed.map((one) => one.id))) {
    const effect = await outbox.find(id);
    const handler = effect && handlers.get(effect.type);
    if (!effect || !handler) continue;
    const { type, params, case_id: caseId, attempts } = effect;
    await handler.handle({ id, type, params, caseId, attempt: attempts + 1 });
    await outbox.markDone(id);
  }
  while (await module.get(SendHeldLetters, { strict: false }).pass());
}

/** An incubator with its lead and its portfolio managers. */
export async function anIncubator({ dataSource, get }: Committing) {
  const id = newId();
  await dataSource.query('insert into incubators (id, name) values ($1, $2)', [id, 'La Fabrique']);
  const hire = async (name: string, role: IncubatorRole): Promise<Person> => {
    const person = await get(People).findOrCreate({ name, email: `${newId()}@fabrique.example` });
    await get(Roles).give(person.id, { role, incubatorId: id });
    return person;
  };
  return {
    id,
    lead: await hire('Lucie Lambert', 'incubator-lead'),
    manager: await hire('Paul Pinson', 'portfolio-manager'),
    dinum: await hire('Denise Noël', 'dinum-portfolio-manager'),
    operations: await hire('Omar Petit', 'operations'),
  };
}

/** A product with its people; `sponsor: null` is a product without one. */
export async function aProduct(
  { dataSource, get, runtime, clock }: Committing,
  incubatorId: string,
  {
    name = 'Alpha',
    phase = 'construction',
    since = '2026-01-05',
    committees = [],
    ...given
  }: {
    readonly name?: string;
    readonly phase?: LifecycleState;
    readonly since?: CalendarDate;
    /** Days of its committees before it came in. */
    readonly committees?: readonly CalendarDate[];
    readonly sponsor?: Person | null;
    readonly coach?: Person;
  } = {},
) {
  const id = newId();
  await dataSource.query(
    'insert into products (id, incubator_id, name, pitch, created_at) values ($1, $2, $3, $4, $5)',
    [id, incubatorId, name, 'Simplifier une démarche', clock.now()],
  );
  await runtime.open(
    'product-lifecycle',
    id,
    { type: 'history.imported', state: phase, since, committees },
    { actor: 'import:register', idempotencyKey: newId() },
  );
  const hire = async (who: string, role: ProductRole, known?: Person): Promise<Person> => {
    const person =
      known ?? (await get(People).findOrCreate({ name: `${who} ${name}`, email: `${newId()}@ministere.example` }));
    await get(Roles).give(person.id, { role, productId: id });
    return person;
  };
  return {
    id,
    name,
    intrapreneur: await hire('Inès', 'intrapreneur'),
    coach: await hire('Côme', 'coach', given.coach),
    teamMember: await hire('Tom', 'team-member'),
    sponsor: given.sponsor === null ? null : await hire('Simone', 'sponsor', given.sponsor),
  };
}

/** Plans a committee; a test names only what matters to it. */
export async function planned(
  { get }: Committing,
  command: Partial<PlanCommitteeCommand> & { readonly productIds: readonly string[]; readonly personId: string } & {
    readonly on?: CalendarDate;
  },
): Promise<string> {
  const { on = '2026-06-15', ...rest } = command;
  return get(PlanCommittee).execute({
    startsAt: parisInstant(on, '14:00'),
    place: '20 avenue de Ségur, salle Rome',
    videoUrl: null,
    idempotencyKey: newId(),
    ...rest,
  });
}

/** Plans and convenes; nothing is sent before `carryOut()`. */
export async function convened(committing: Committing, command: Parameters<typeof planned>[1]): Promise<string> {
  const committeeId = await planned(committing, command);
  await committing.get(ConveneCommittee).execute({ committeeId, personId: command.personId, idempotencyKey: newId() });
  return committeeId;
}

/** The secret of the link by which an invitation is answered. */
export const secretIn = (mail: { readonly text: string } | undefined): string =>
  new RegExp(`${BASE_URL}/invitation/([\\w-]{43})`, 'u').exec(mail?.text ?? '')?.[1] ?? '';

/** What a calendar understands of a mail's calendar part. */
export function calendarOf(mail: { readonly calendar: string | null }) {
  const calendar = new ICAL.Component(ICAL.parse(mail.calendar ?? '') as unknown[] as [string, unknown[], unknown[]]);
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
  return {
    method: calendar.getFirstPropertyValue('method') as string,
    status: event.component.getFirstPropertyValue('status') as string | null,
    uid: event.uid,
    sequence: event.sequence,
    startsAt: event.startDate.toJSDate().toISOString(),
    minutes: event.duration.toSeconds() / 60,
    location: event.location,
    attendees: event.attendees.map((attendee) => String(attendee.getFirstValue()).toLowerCase()),
    organizer: event.organizer,
  };
}
