import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { Committees } from '#libs/committees/index.js';
import { newId } from '#libs/kernel/index.js';
import { CapturedMails } from '#libs/mail/index.js';
import { Records, RequestSignOff } from '#libs/records/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { aftermathOf, NOTHING_AMISS, owedBy } from '../support/aftermath.js';
import { ChildJalon } from '../support/child-jalon.js';
import { anIncubator, aProduct, type Committing, planned } from '../support/committees.builders.js';
import { eventually } from '../support/eventually.js';
import { WHOLE_FAULTS } from '../support/faults-scope.js';
import { linksOf, type Signer } from '../support/sign-off.builders.js';
import { aSitting, type Sitting } from '../support/sittings.builders.js';
import { Visitor } from '../support/visitor.js';

/** Several starts that recover the database, on a machine that may be busy with others. */
const PATIENCE_MS = 240_000;

const PRODUCTS = 3;

let jalon: ChildJalon;
let services: INestApplicationContext;
/** From launch to ready, in milliseconds: kills fall anywhere in it. */
let startMs: number;

/** Committees as the builders of tests want them, on the database that the child has at the moment. */
const world: Committing = {
  get clock() {
    return jalon.clock;
  },
  get dataSource() {
    return services.get(DataSource);
  },
  get runtime() {
    return world.get(WorkflowRuntime);
  },
  get committees() {
    return world.get(Committees);
  },
  get: (token) => services.get(token, { strict: false }),
  mails: async (to) => world.get(CapturedMails).list({ limit: 1_000, ...(to === undefined ? {} : { to }) }),
  carryOut: async () => eventually(async () => expect(await owedBy(services)).toEqual([]), 90_000),
  async goTo(instant) {
    jalon.clock.set(instant);
    await world.carryOut();
  },
  stop: async () => jalon.remove().then(() => undefined),
};

async function begin(): Promise<void> {
  await jalon.start();
  services = await jalon.services();
}

/** Kills it again and again, at work or still starting, then lets it do what is owed. */
async function unrest(kills = WHOLE_FAULTS ? 3 : 2): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(randomInt(Math.ceil(kill === 0 ? startMs / 2 : startMs * 1.5)));
    await jalon.kill();
    jalon.launch();
  }
  await jalon.ready();
  services = await jalon.services();
  await world.carryOut();
}

async function logIn(email: string): Promise<Visitor> {
  const visitor = await new Visitor(jalon.address).get('/connexion');
  const known = (await world.mails(email)).length;
  await visitor.submit('/connexion', { email });
  await eventually(async () => expect((await world.mails(email)).length).toBeGreaterThan(known));
  const [{ text } = { text: '' }] = await world.mails(email);
  const [, secret = ''] = /\/connexion\/([\w-]+)/u.exec(text) ?? [];
  const [, code = ''] = /^ {4}(\d[\d\s]+)$/mu.exec(text) ?? [];
  await visitor.get(`/connexion/${secret}`);
  return visitor.submit(`/connexion/${secret}`, { code: code.trim() });
}

const sum = async (query: string, parameters: unknown[] = []): Promise<number> => {
  const [row] = await world.dataSource.query<{ count: number }[]>(`select count(*)::int as count ${query}`, parameters);
  return row?.count ?? 0;
};

beforeAll(async () => {
  jalon = await ChildJalon.prepare();
  const launched = performance.now();
  await begin();
  startMs = performance.now() - launched;
}, PATIENCE_MS);
afterAll(async () => world.stop(), PATIENCE_MS);

describe('kill -9 at any moment', () => {
  let sitting: Sitting;

  const recordOf = async ({ id }: { readonly id: string }) => {
    const records = await world.get(Records).ofProduct(id);
    expect(records).toHaveLength(1);
    return records[0]!;
  };
  const states = async () => Promise.all(sitting.products.map(async (product) => (await recordOf(product)).state));

  it(
    'lets a button be pressed again that was pressed while it died: everybody is invited, once',
    async () => {
      const incubator = await anIncubator(world);
      const product = await aProduct(world, incubator.id, { name: 'Seul' });
      const committeeId = await planned(world, { productIds: [product.id], personId: incubator.lead.id });
      const visitor = await logIn(incubator.lead.email);
      const { page } = await visitor.get(`/comites/${committeeId}`);
      const press = async (): Promise<Visitor> => {
        visitor.page = page;
        return visitor.submit(`/comites/${committeeId}/convoquer`, {});
      };
      for (let kill = 0; kill < 3; kill += 1) {
        const pressed = press().catch(() => undefined);
        await sleep(randomInt(200));
        await jalon.kill();
        await pressed;
        await begin();
      }
      await press();
      expect([visitor.status, visitor.page.includes('Envoyer les convocations')]).toEqual([200, false]);
      await world.carryOut();
      const cases = `join cases c on c.id = case_id where c.subject_id = $1`;
      expect(await sum(`from case_events ${cases} and type = 'committee.convened'`, [committeeId])).toBe(1);
      const members = (await world.committees.byId(committeeId))?.members.length;
      expect(
        await sum(`from mail_deliveries ${cases} and mail_deliveries.state in ('sent', 'unknown')`, [committeeId]),
      ).toBe(members);
    },
    PATIENCE_MS,
  );

  it(
    'keeps invitations and a whole ladder that fell due meanwhile',
    async () => {
      sitting = await aSitting(world, { products: PRODUCTS });
      await unrest();
      const committee = await world.committees.byId(sitting.id);
      expect(committee?.state).toBe('preparing');
    },
    PATIENCE_MS,
  );

  it(
    'keeps the decisions of a sitting, and prints a record of each',
    async () => {
      await sitting.open();
      await sitting.attend();
      for (const { id } of sitting.products) {
        await sitting.deliberate(id);
        await sitting.decide({}, id);
      }
      await sitting.close();
      await unrest();
      expect(await states()).toEqual(sitting.products.map(() => 'inReview'));
    },
    PATIENCE_MS,
  );

  it(
    'asks each sponsor to sign',
    async () => {
      for (const product of sitting.products) {
        const { id: recordId, version } = await recordOf(product);
        const signatories = [{ personId: product.sponsor?.id ?? '', required: true }];
        const personId = sitting.incubator.lead.id;
        await world.get(RequestSignOff).execute({ recordId, version, signatories, personId, idempotencyKey: newId() });
      }
      await unrest();
      expect(await states()).toEqual(sitting.products.map(() => 'awaitingSignOff'));
    },
    PATIENCE_MS,
  );

  it(
    'seals what was signed, and lets it take effect',
    async () => {
      for (const product of sitting.products) await sign(product);
      await unrest();
      expect(await states()).toEqual(sitting.products.map(() => 'sealed'));
      expect(await sum('from signatures')).toBe(PRODUCTS);
      expect(await sum('from envelopes')).toBe(PRODUCTS);
      const committee = await world.committees.byId(sitting.id);
      expect(committee?.state).toBe('closed');
    },
    PATIENCE_MS,
  );

  it(
    'leaves nothing undone and nothing done twice, and says which mails nobody knows the fate of',
    async () => {
      expect(await aftermathOf(services)).toEqual(NOTHING_AMISS);
      const health = (await (await fetch(`${jalon.address}/health`)).json()) as unknown;
      const mailsUnknown = await sum(`from mail_deliveries where state = 'unknown'`);
      expect(health).toMatchObject({ status: 'ok', effectsOwed: 0, mailsUnknown });
      process.stdout.write(`${await sum('from mail_deliveries')} mails, ${mailsUnknown} of unknown fate\n`);
    },
    PATIENCE_MS,
  );

  /** As the sponsor does from the mail; when it is one of those of unknown fate, the lead sends another link. */
  async function sign(product: Sitting['products'][number]): Promise<void> {
    const sponsor: Signer | null = product.sponsor;
    if (!sponsor) throw new Error('every product here has its sponsor');
    if ((await linksOf(world, sponsor)).length === 0) {
      const { id, context } = await recordOf(product);
      const lead = await logIn(sitting.incubator.lead.email);
      await lead.get(`/releves/${id}`);
      await lead.submit(`/releves/${id}/signataires/${context.signatories[0]?.signatoryId}/renvoi`, {});
    }
    const [{ secret, code } = { secret: '', code: '' }] = await linksOf(world, sponsor);
    const visitor = await new Visitor(jalon.address).get(`/signature/${secret}`);
    await visitor.submit(`/signature/${secret}`, { choice: 'approve', comment: '', code });
    expect(visitor.page).toContain('Votre réponse est enregistrée');
  }
});
