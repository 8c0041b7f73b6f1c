import { Injectable } from '@nestjs/common';

import { Configuration } from '#libs/configuration/index.js';
import { People } from '#libs/identity/index.js';
import { Clock } from '#libs/kernel/index.js';
import type { Mailbox } from '#libs/mail/index.js';

import type { CommitteeView } from '../committee-view.js';
import { type MailFrame, organizerOf } from '../mails/parts.js';

/** What the letters of a committee share. */
@Injectable()
export class LetterFrames {
  constructor(
    private readonly people: People,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  get baseUrl(): string {
    return this.configuration.baseUrl;
  }

  async of(committee: CommitteeView): Promise<MailFrame> {
    return {
      baseUrl: this.baseUrl,
      organizer: organizerOf(this.configuration),
      replyTo: await this.#convener(committee),
      now: this.clock.now(),
    };
  }

  /** The incubator's lead among the members, else whoever planned the committee. */
  async #convener({ members, createdBy }: CommitteeView): Promise<Mailbox | undefined> {
    const lead = members.find(({ holds }) => holds.some(({ role }) => role === 'incubator-lead'))?.person;
    return lead ?? (await this.people.byId(createdBy));
  }
}
