import { Injectable } from '@nestjs/common';

import { Configuration } from '#libs/configuration/index.js';
import { People, type Person } from '#libs/identity/index.js';
import { Clock } from '#libs/kernel/index.js';
import { type Mailbox, Mailer } from '#libs/mail/index.js';
import type { OwedEffect } from '#libs/messaging/index.js';

import type { CommitteeView } from '../committee-view.js';
import { type Letter, type MailFrame, organizerOf } from '../mails/parts.js';

interface Addressed {
  readonly person: Person;
  /** Written at the last moment: a mail that carries a secret makes it then. */
  readonly letter: () => Letter | Promise<Letter>;
}

/** Sends the mails of one effect, one a person, each at most once. */
@Injectable()
export class MailRound {
  constructor(
    private readonly mailer: Mailer,
    private readonly people: People,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  get baseUrl(): string {
    return this.configuration.baseUrl;
  }

  /** What the mails of a committee share. */
  async frameOf(committee: CommitteeView): Promise<MailFrame> {
    return {
      baseUrl: this.baseUrl,
      organizer: organizerOf(this.configuration),
      replyTo: await this.#convener(committee),
      now: this.clock.now(),
    };
  }

  /**
   * One address that fails for a while holds nobody else up.
   * @throws the first failure, once everybody else was served: the effect is then owed again.
   */
  async send({ id, caseId }: Pick<OwedEffect, 'id' | 'caseId'>, addressed: readonly Addressed[]): Promise<void> {
    const failures: unknown[] = [];
    for (const { person, letter } of addressed)
      try {
        await this.mailer.send({
          ...(await letter()),
          key: `${id}:${person.id}`,
          to: { name: person.name, email: person.email },
          personId: person.id,
          caseId,
        });
      } catch (error) {
        failures.push(error);
      }
    if (failures.length > 0) throw failures[0];
  }

  /** The incubator's lead among the members, else whoever planned the committee. */
  async #convener({ members, createdBy }: CommitteeView): Promise<Mailbox | undefined> {
    const lead = members.find(({ holds }) => holds.some(({ role }) => role === 'incubator-lead'))?.person;
    return lead ?? (await this.people.byId(createdBy));
  }
}
