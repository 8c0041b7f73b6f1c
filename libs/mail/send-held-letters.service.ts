import { Inject, Injectable, Logger } from '@nestjs/common';

import { addMilliseconds, Clock, type Instant, newId } from '#libs/kernel/index.js';

import { gathered } from './gathered-mail.js';
import { type HeldLetter, HeldLetters } from './held-letters.repository.js';
import { LetterWriters } from './letter-writers.js';
import { MailDeliveries } from './mail-deliveries.repository.js';
import { MAIL_KINDS, placeOf } from './mail-kind.js';
import { type Letter } from './mail-message.js';
import { MailPreferences } from './mail-preferences.service.js';
import { DEFAULT_HOLD, type MailSettings } from './mail-settings.js';
import { MailBeingSent } from './mail.errors.js';
import { MAIL_SETTINGS } from './mail.module-definition.js';
import { Mailer } from './mailer.service.js';
import { type Addressed } from './writes-letters.js';

/** People written to, and mails looked at again, in one pass. */
const BATCH = 50;

interface Written {
  readonly held: HeldLetter;
  readonly person: Addressed['person'];
  readonly letter: Letter;
}

/**
 * Sends the letters whose time has come, all those to one person in one mail (ADR 0026). Any number of processes may: a letter
 * is put into one mail, and a mail leaves at most once (ADR 0008).
 */
@Injectable()
export class SendHeldLetters {
  readonly #logger = new Logger('mails');

  constructor(
    private readonly held: HeldLetters,
    private readonly writers: LetterWriters,
    private readonly mailer: Mailer,
    private readonly deliveries: MailDeliveries,
    private readonly preferences: MailPreferences,
    private readonly clock: Clock,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {}

  /** One look. @returns true when there may be more. */
  async pass(): Promise<boolean> {
    const now = this.clock.now();
    const mails = await this.held.unsettled(now, BATCH);
    for (const carrier of mails) await this.#again(carrier, now);
    const people = await this.held.awaiting(now, BATCH);
    for (const personId of people) await this.#write(personId, now);
    return mails.length >= BATCH || people.length >= BATCH;
  }

  /** Writes before it puts into a mail: a letter that cannot be written holds no other up. */
  async #write(personId: string, now: Instant): Promise<void> {
    const until = addMilliseconds(now, this.settings.hold ?? DEFAULT_HOLD);
    const letters = await this.held.take(personId, now, until);
    const { written, over, failed } = await this.#letters(letters);
    await this.held.putOff(failed, now);
    await this.held.drop(over, null, now);
    if (written.length === 0) return;
    const carrier = `post:${newId()}`;
    const inside = await this.held.carry(
      written.map(({ held }) => held.key),
      carrier,
    );
    await this.#send(
      carrier,
      written.filter(({ held }) => inside.has(held.key)),
      now,
    );
  }

  /** A mail of which nothing was heard: its process died, or the server did not want it yet. */
  async #again(carrier: string, now: Instant): Promise<void> {
    const delivery = await this.deliveries.find(carrier);
    if (delivery && ['sent', 'bounced', 'unknown'].includes(delivery.state)) return this.held.settle(carrier, now);
    const letters = await this.held.inside(carrier);
    const { written, over, failed } = await this.#letters(letters);
    // Of a mail that may be leaving nothing is taken out any more.
    if (failed.length > 0 || delivery?.state === 'sending') return this.held.putOff(letters, now);
    await this.held.drop(over, carrier, now);
    await this.#send(carrier, written, now);
  }

  async #letters(letters: readonly HeldLetter[]) {
    const written: Written[] = [];
    const over: string[] = [];
    const failed: HeldLetter[] = [];
    for (const held of letters)
      try {
        const found = await this.writers.find(held);
        if (found) written.push({ held, person: found.person, letter: await found.letter() });
        else over.push(held.key);
      } catch (error) {
        this.#logger.warn(`the letter ${held.key} is not written: ${error instanceof Error ? error.name : 'unknown'}`);
        failed.push(held);
      }
    return { written: written.toSorted((a, b) => placeOf(a.held.kind) - placeOf(b.held.kind)), over, failed };
  }

  async #send(carrier: string, written: readonly Written[], now: Instant): Promise<void> {
    const [first, ...others] = written;
    if (!first) return;
    const letters = written.map(({ held }) => held);
    try {
      await this.mailer.send({
        ...(await this.#mailOf([first, ...others], carrier)),
        key: carrier,
        to: { name: first.person.name, email: first.person.email },
        personId: first.person.id,
        ...alike(letters),
      });
      await this.held.settle(carrier, this.clock.now());
    } catch (error) {
      if (!(error instanceof MailBeingSent))
        this.#logger.warn(`the mail ${carrier} has not left: ${error instanceof Error ? error.name : 'unknown'}`);
      await this.held.putOff(letters, now);
    }
  }

  async #mailOf(written: readonly [Written, ...Written[]], carrier: string) {
    const [{ person, letter }, ...others] = written;
    const digest =
      written.some(({ held }) => MAIL_KINDS[held.kind].waits === 'digest') &&
      (await this.preferences.wantsDigest(person.id));
    const mail = gathered([letter, ...others.map((one) => one.letter)], {
      digest,
      first: !(await this.deliveries.everWroteTo(person.id, carrier)),
    });
    const url = digest ? this.settings.preferences?.urlFor(person.id) : undefined;
    return url?.startsWith('https:') ? { ...mail, listUnsubscribe: `${url}/un-par-un` } : mail;
  }
}

/** Case and kind of the mail, when all its letters share them. */
function alike(letters: readonly HeldLetter[]): { readonly caseId?: string; readonly kind?: HeldLetter['kind'] } {
  const [caseId, ...otherCases] = new Set(letters.map((one) => one.caseId));
  const [kind, ...otherKinds] = new Set(letters.map((one) => one.kind));
  return {
    ...(caseId !== undefined && otherCases.length === 0 ? { caseId } : {}),
    ...(kind !== undefined && otherKinds.length === 0 ? { kind } : {}),
  };
}
