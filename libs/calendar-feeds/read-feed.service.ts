import { Injectable } from '@nestjs/common';

import { Access, RateLimits } from '#libs/identity/index.js';
import { hashSecret, NotFound } from '#libs/kernel/index.js';
import { publishedCalendar } from '#libs/mail/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { Incubators } from '#libs/portfolio/index.js';

import { CalendarFeedRow } from './calendar-feed.row.js';
import { FeedSittings } from './feed-sittings.reader.js';

const unknown = (): NotFound => new NotFound('Cette adresse d’agenda n’existe pas, ou a été révoquée.');

/** Reads an address as a calendar does, time and again, without a session. */
@Injectable()
export class ReadFeed {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: Access,
    private readonly incubators: Incubators,
    private readonly sittings: FeedSittings,
    private readonly limits: RateLimits,
  ) {}

  /**
   * @param from network address: secrets cannot be tried without end.
   * @returns an iCalendar object, the same octets as long as nothing changed.
   * @throws NotFound, TooManyRequests
   */
  async execute(secret: string, from: string): Promise<string> {
    await this.limits.ensureLeft('calendar-feed-unknown', from);
    const feed = await this.transactions.outside
      .getRepository(CalendarFeedRow)
      .findOneBy({ secretHash: hashSecret(secret) });
    if (!feed) {
      await this.limits.count('calendar-feed-unknown', from);
      throw unknown();
    }
    await this.limits.count('calendar-feed', feed.id);
    const { personId, incubatorId } = feed;
    if (incubatorId === null)
      return publishedCalendar({ name: 'Mes comités', events: await this.sittings.ofPerson(personId) });
    // Whoever left the incubator reads it no more, even by an address that they kept.
    if ((await this.access.rolesInIncubator(personId, incubatorId)).length === 0) throw unknown();
    const { name } = await this.incubators.byId(incubatorId);
    return publishedCalendar({ name: `Comités\u00A0: ${name}`, events: await this.sittings.ofIncubator(incubatorId) });
  }
}
