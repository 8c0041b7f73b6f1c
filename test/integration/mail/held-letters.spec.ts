import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { CancelCommittee, MoveCommittee } from '#libs/committees/index.js';
import { type Person } from '#libs/identity/index.js';
import { addDays, addMilliseconds, daysBetween, newId, parisDate, parisInstant } from '#libs/kernel/index.js';
import { CapturedMails, HeldLetters, MailDeliveries, MailPreferences, SendHeldLetters } from '#libs/mail/index.js';
import { Outbox } from '#libs/messaging/index.js';

import {
  anIncubator,
  aProduct,
  committeeSettings,
  type Committing,
  committingOn,
  convened,
  featuresOn,
} from '../../support/committees.builders.js';
import { freePort } from '../../support/ports.js';

const MINUTE = 60_000;
const HOLD = 5 * MINUTE;
const NOON = parisInstant('2026-03-02', '12:00');

describe('letters that may wait', () => {
  let jalon: Committing;
  let settings: Awaited<ReturnType<typeof committeeSettings>>;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  beforeAll(async () => {
    settings = await committeeSettings(NOON, HOLD);
    jalon = await committingOn(await featuresOn(settings), settings);
  });
  beforeEach(async () => {
    jalon.clock.set(addMilliseconds(jalon.clock.now(), 24 * 60 * MINUTE));
    incubator = await anIncubator(jalon);
  });
  afterAll(async () => jalon.stop());

  const pass = async () => jalon.get(SendHeldLetters).pass();
  const wait = async (milliseconds: number) => {
    jalon.clock.advance(milliseconds);
    await pass();
  };
  const subjects = async (person: Person) => (await jalon.mails(person.email)).map(({ subject }) => subject);
  const log = async (person: Person) =>
    jalon.dataSource.query<{ kind: string; carrier: string | null; settled: boolean }[]>(
      `select kind, carrier, settled_at is not null as settled from held_letters where person_id = $1 order by created_at, key`,
      [person.id],
    );
  const by = () => ({ personId: incubator.lead.id, idempotencyKey: newId() });

  /** A decision that the product's phase cannot follow: the lead is told of it by a letter that may wait. */
  async function aLetter(name: string): Promise<string> {
    const product = await aProduct(jalon, incubator.id, { name, phase: 'acceleration' });
    await jalon.runtime.dispatch(
      'product-lifecycle',
      product.id,
      {
        type: 'decision.effective',
        recordId: newId(),
        committeeId: newId(),
        on: '2026-03-02',
        means: 'same',
        phase: 'construction',
        provisionalUntil: null,
      },
      { actor: 'system:test', idempotencyKey: newId() },
    );
    await jalon.carryOut();
    return product.id;
  }

  it('leave in one mail when more than one is there, each once, in the log as part of it', async () => {
    await aLetter('Alpha');
    jalon.clock.advance(3 * MINUTE);
    await aLetter('Bêta');
    expect(await subjects(incubator.lead)).toEqual([]);
    await wait(2 * MINUTE);
    const [mail, ...others] = await jalon.mails(incubator.lead.email);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('Phase à corriger\u00A0: Alpha (et 1\u00A0autre sujet)');
    expect(mail?.text.match(/^Phase à corriger\u00A0: (?:Alpha|Bêta)$/gmu)).toHaveLength(2);
    const [first, second] = await log(incubator.lead);
    expect(first).toEqual(second);
    expect(first).toMatchObject({ kind: 'phase', settled: true });
    await wait(HOLD);
    await aLetter('Gamma');
    await wait(HOLD);
    expect(await subjects(incubator.lead)).toHaveLength(2);
  });

  it('say who writes in the first mail that somebody ever gets, and never again', async () => {
    const says = async () =>
      (await jalon.mails(incubator.lead.email)).map(({ text }) => text.includes('Pourquoi Jalon vous écrit'));
    await aLetter('Neuf');
    await wait(HOLD);
    await aLetter('Suivant');
    await wait(HOLD);
    expect(await says()).toEqual([false, true]);
  });

  it('after an import, come two weeks later, all in one mail, which says who writes', async () => {
    const names = ['Ancien', 'Délaissé', 'Oublié'];
    for (const name of names) await aProduct(jalon, incubator.id, { name, since: '2025-11-03' });
    const imported = parisDate(jalon.clock.now());
    for (let days = 0; days < 30 && (await subjects(incubator.lead)).length === 0; days += 1) {
      await jalon.goTo(parisInstant(addDays(imported, days), '09:00'));
      await wait(HOLD);
    }
    expect(daysBetween(imported, parisDate(jalon.clock.now()))).toBeGreaterThanOrEqual(14);
    const [mail, ...others] = await jalon.mails(incubator.lead.email);
    expect(others).toEqual([]);
    for (const said of [...names, 'Pourquoi Jalon vous écrit']) expect(mail?.text).toContain(said);
  });

  it('leave once, whoever looks, and as often as effects are carried out', async () => {
    await aLetter('Course');
    await jalon.dataSource.query(`update outbox set done_at = null where type = 'lifecycle.report-mismatch'`);
    await jalon.carryOut();
    jalon.clock.advance(HOLD);
    await Promise.all(Array.from({ length: 5 }, pass));
    await wait(HOLD);
    expect(await subjects(incubator.lead)).toEqual(['Phase à corriger\u00A0: Course']);
  });

  it('leave once when the process dies before the mail, or after it', async () => {
    await aLetter('Crash');
    const [{ key } = { key: '' }] = await jalon.dataSource.query<{ key: string }[]>(
      'select key from held_letters where person_id = $1',
      [incubator.lead.id],
    );
    // It died when the letter was in a mail that had not been handed over.
    await jalon.get(HeldLetters).carry([key], `post:${newId()}`);
    await wait(HOLD);
    expect(await subjects(incubator.lead)).toEqual(['Phase à corriger\u00A0: Crash']);
    // It died when the mail had left and nothing was written down of its letters.
    await jalon.dataSource.query('update held_letters set settled_at = null, next_at = $2 where key = $1', [key, NOON]);
    await wait(HOLD);
    expect(await subjects(incubator.lead)).toHaveLength(1);
    expect(await log(incubator.lead)).toMatchObject([{ settled: true }]);
  });

  it('wait for a server that is away, and leave when it is back', async () => {
    await aLetter('Panne');
    const { smtpUrl } = settings.configuration;
    settings.configuration.smtpUrl = `smtp://127.0.0.1:${await freePort()}`;
    await wait(HOLD);
    expect(await log(incubator.lead)).toMatchObject([{ settled: false }]);
    settings.configuration.smtpUrl = smtpUrl;
    await wait(MINUTE);
    expect(await subjects(incubator.lead)).toHaveLength(1);
    expect(await log(incubator.lead)).toMatchObject([{ settled: true }]);
  });

  it('hold up no other when one cannot be written', async () => {
    await aLetter('Bien');
    await aLetter('Illisible');
    await jalon.dataSource.query(
      `update outbox set type = 'of.the.future' where id = (
         select effect_id from held_letters where person_id = $1 order by created_at, key desc limit 1)`,
      [incubator.lead.id],
    );
    await wait(HOLD);
    expect(await subjects(incubator.lead)).toHaveLength(1);
  });

  describe('about a committee', () => {
    const inTwoDays = () => addMilliseconds(jalon.clock.now(), 48 * 60 * MINUTE).slice(0, 10);
    async function late() {
      const product = await aProduct(jalon, incubator.id, { name: `Pressé ${newId().slice(-5)}` });
      const committeeId = await convened(jalon, {
        productIds: [product.id],
        personId: incubator.lead.id,
        on: inTwoDays(),
      });
      await jalon.carryOut();
      return { product, committeeId };
    }

    it('do not leave once it is cancelled', async () => {
      const { product, committeeId } = await late();
      await jalon.get(CancelCommittee).execute({ committeeId, reason: 'Produit arrêté', ...by() });
      await jalon.carryOut();
      await wait(HOLD);
      expect((await subjects(product.coach)).map((subject) => subject.split(/[ \u00A0]/u)[0])).toEqual([
        'Annulé',
        'Comité',
      ]);
      expect(await log(product.coach)).toMatchObject([{ kind: 'catch-up', carrier: null, settled: true }]);
    });

    it('say the date as it stands when they leave', async () => {
      const { product, committeeId } = await late();
      const startsAt = addMilliseconds(jalon.clock.now(), 72 * 60 * MINUTE);
      const where = { place: 'Ségur', videoUrl: null, reason: 'Salle prise' };
      await jalon.get(MoveCommittee).execute({ committeeId, startsAt, ...where, ...by() });
      await jalon.carryOut();
      await wait(HOLD);
      const told = (await jalon.mails(product.coach.email)).filter(({ subject }) => subject.startsWith('Préparation'));
      expect(told).toHaveLength(1);
      expect(told[0]?.text).toContain(`${Number(startsAt.slice(8, 10))}`);
    });

    it('keep invitations apart: one mail a person, at once, with the calendar', async () => {
      const { product } = await late();
      const invitations = await jalon.mails(product.coach.email);
      expect(invitations).toHaveLength(1);
      expect(invitations[0]?.calendar).toContain('METHOD:REQUEST');
      await wait(HOLD);
      const [companion] = await jalon.mails(product.coach.email);
      expect(companion?.calendar).toBeNull();
    });
  });

  describe('to somebody who wants one mail a morning', () => {
    const wants = async (digest: boolean) => jalon.get(MailPreferences).choose(incubator.lead.id, digest);

    it('wait for the next working morning, and come together', async () => {
      jalon.clock.set(parisInstant('2026-05-13', '17:00'));
      await wants(true);
      await aLetter('Soir');
      await aLetter('Nuit');
      await wait(HOLD);
      // Ascension, and no other: the Friday after it is worked.
      for (const [day, time] of [
        ['2026-05-14', '08:30'],
        ['2026-05-15', '08:29'],
      ] as const) {
        jalon.clock.set(parisInstant(day, time));
        await pass();
        expect(await subjects(incubator.lead)).toEqual([]);
      }
      jalon.clock.set(parisInstant('2026-05-15', '08:30'));
      await pass();
      expect(await subjects(incubator.lead)).toEqual(['Votre point du matin\u00A0: 2\u00A0sujets']);
    });

    it('can be ended from the mail client, and only they', async () => {
      const { baseUrl } = settings.configuration;
      settings.configuration.baseUrl = 'https://jalon.example';
      const headers = async () => {
        const [mail] = await jalon.mails(incubator.lead.email);
        const raw = (await jalon.get(CapturedMails).raw(mail?.id ?? '')).toString('latin1');
        return raw.match(/^List-Unsubscribe.*$/gmu)?.map((line) => line.trim()) ?? [];
      };
      await aLetter('Seul');
      await wait(HOLD);
      expect(await headers()).toEqual([]);
      await wants(true);
      await aLetter('Matin');
      await wait(4 * 24 * 60 * MINUTE);
      expect(await headers()).toEqual([
        expect.stringMatching(/^List-Unsubscribe: <https:\/\/jalon.example\/mes-courriels\/[\w-]+\/un-par-un>$/u),
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      ]);
      settings.configuration.baseUrl = baseUrl;
    });

    it('leave at once when they are wanted one by one after all', async () => {
      jalon.clock.set(parisInstant('2026-06-08', '17:00'));
      await wants(true);
      await aLetter('Impatience');
      await wait(HOLD);
      expect(await subjects(incubator.lead)).toEqual([]);
      await wants(false);
      await pass();
      expect(await subjects(incubator.lead)).toHaveLength(1);
    });

    it('are not put off when they press', async () => {
      jalon.clock.set(parisInstant('2026-06-15', '14:00'));
      const product = await aProduct(jalon, incubator.id, { name: 'Urgent' });
      await jalon.get(MailPreferences).choose(product.coach.id, true);
      await convened(jalon, { productIds: [product.id], personId: incubator.lead.id, on: '2026-06-17' });
      await jalon.carryOut();
      await wait(HOLD);
      expect((await subjects(product.coach))[0]).toMatch(/^Préparation accélérée/u);
    });
  });

  it('are not taken up by a mail that an older program has sent already', async () => {
    const id = await aLetter('Version');
    await jalon.dataSource.query('delete from held_letters where person_id = $1', [incubator.lead.id]);
    const [[effect]] = await jalon.dataSource.query<[{ id: string }[], number]>(
      `update outbox set done_at = null where params->>'productId' = $1 and type = 'lifecycle.report-mismatch' returning id`,
      [id],
    );
    const key = `${effect?.id}:${incubator.lead.id}`;
    const now = jalon.clock.now();
    const deliveries = jalon.get(MailDeliveries);
    const attemptId = newId();
    const whose = { personId: incubator.lead.id, caseId: null, kind: null, messageId: `<${key}@fabrique.example>` };
    await deliveries.reserve({ key, attemptId, ...whose, now, hold: HOLD });
    await deliveries.settle(key, attemptId, { state: 'accepted', reply: 'ok' }, now);
    await jalon.carryOut();
    await wait(HOLD);
    expect(await log(incubator.lead)).toEqual([]);
    expect(await jalon.get(Outbox).find(effect?.id ?? '')).toMatchObject({ done_at: expect.any(Date) });
  });
});
