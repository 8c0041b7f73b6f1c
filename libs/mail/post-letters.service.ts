import { Inject, Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { type OwedEffect } from '#libs/messaging/index.js';

import { HeldLetters } from './held-letters.repository.js';
import { leavingTime } from './leaving-time.js';
import { MailDeliveries } from './mail-deliveries.repository.js';
import { MAIL_KINDS } from './mail-kind.js';
import { MailPreferences } from './mail-preferences.service.js';
import { DEFAULT_HOLD, type MailSettings } from './mail-settings.js';
import { MailBeingSent } from './mail.errors.js';
import { MAIL_SETTINGS } from './mail.module-definition.js';
import { Mailer } from './mailer.service.js';
import { type Addressed, letterKey } from './writes-letters.js';

/** Posts the letters of one effect, each at most once: those that may wait are held, the others leave now. */
@Injectable()
export class PostLetters {
  constructor(
    private readonly mailer: Mailer,
    private readonly deliveries: MailDeliveries,
    private readonly held: HeldLetters,
    private readonly preferences: MailPreferences,
    private readonly clock: Clock,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {}

  /**
   * One address that fails for a while holds nobody else up.
   * @throws the first failure, once everybody else was served: the effect is then owed again.
   */
  async execute(effect: Pick<OwedEffect, 'id' | 'caseId'>, addressed: readonly Addressed[]): Promise<void> {
    const failures: unknown[] = [];
    const waits = ({ kind }: Addressed) => MAIL_KINDS[kind].waits !== 'at-once';
    await this.#hold(effect, addressed.filter(waits)).catch((error: unknown) => failures.push(error));
    for (const one of addressed.filter((other) => !waits(other)))
      await this.#send(effect, one).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  async #send({ id, caseId }: Pick<OwedEffect, 'id' | 'caseId'>, one: Addressed): Promise<void> {
    const { person, kind } = one;
    await this.mailer.send({
      ...(await one.letter()),
      key: letterKey(id, one),
      to: { name: person.name, email: person.email },
      personId: person.id,
      caseId,
      kind,
    });
  }

  async #hold({ id, caseId }: Pick<OwedEffect, 'id' | 'caseId'>, addressed: readonly Addressed[]): Promise<void> {
    const now = this.clock.now();
    const { hold = DEFAULT_HOLD } = this.settings;
    // A version that held nothing may have sent some of these before it died at the others.
    const known = await this.deliveries.findAll(addressed.map((one) => letterKey(id, one)));
    if ([...known.values()].some(({ state }) => state === 'reserved' || state === 'sending')) throw new MailBeingSent();
    const digestReaders = await this.preferences.digestReaders(addressed.map(({ person }) => person.id));
    await this.held.hold(
      addressed
        .map((one) => ({
          key: letterKey(id, one),
          effectId: id,
          personId: one.person.id,
          caseId,
          kind: one.kind,
          leavesAt: leavingTime(one.kind, now, hold, digestReaders.has(one.person.id)),
        }))
        .filter(({ key }) => (known.get(key)?.state ?? 'refused') === 'refused'),
      now,
    );
  }
}
