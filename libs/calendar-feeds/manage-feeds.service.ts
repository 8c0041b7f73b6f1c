import { Injectable } from '@nestjs/common';

import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { Clock, derivedId, hashSecret, type Instant, newSecret, NotFound } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { CalendarFeedRow } from './calendar-feed.row.js';

/** An address that stands, without its secret. */
export interface CalendarFeed {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  /** Null for the person's own sittings. */
  readonly incubatorId: string | null;
  readonly createdAt: Instant;
}

/** Makes and revokes the secret addresses of calendars. */
@Injectable()
export class ManageFeeds {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  /**
   * A new address for a person's sittings, or for those of an incubator they have a role in. The one they had ends.
   * @returns the secret, which is shown once and never known again.
   * @throws NotFound without a role in the incubator.
   */
  async make(personId: string, incubatorId: string | null): Promise<string> {
    if (incubatorId !== null) await this.access.ensureIncubator(personId, incubatorId);
    const secret = newSecret();
    await this.transactions.outside.query(
      `insert into calendar_feeds (id, person_id, incubator_id, secret_hash, created_at) values ($1, $2, $3, $4, $5)
       on conflict (id) do update set secret_hash = excluded.secret_hash, created_at = excluded.created_at`,
      [
        derivedId('calendar-feed', personId, incubatorId ?? 'own'),
        personId,
        incubatorId,
        hashSecret(secret),
        this.clock.now(),
      ],
    );
    return secret;
  }

  /** Ends an address: one's own, or that of an incubator whose committees one runs. @throws NotFound */
  async revoke(personId: string, feedId: string): Promise<void> {
    const feeds = this.transactions.outside.getRepository(CalendarFeedRow);
    const feed = await feeds.findOneBy({ id: feedId });
    const mayEnd =
      feed?.personId === personId ||
      (feed?.incubatorId && (await this.access.incubatorsWhere(personId, MANAGING_ROLES)).includes(feed.incubatorId));
    if (!mayEnd) throw new NotFound('Cette adresse d’agenda n’existe pas, ou plus.');
    await feeds.delete(feedId);
  }

  /** Those of a person, and those that others have of the incubators whose committees the person runs. */
  async seenBy(personId: string): Promise<readonly CalendarFeed[]> {
    const managed = await this.access.incubatorsWhere(personId, MANAGING_ROLES);
    const rows = await this.transactions.outside.query<
      { id: string; person_id: string; name: string; incubator_id: string | null; created_at: Date }[]
    >(
      `select f.id, f.person_id, p.name, f.incubator_id, f.created_at
         from calendar_feeds f join people p on p.id = f.person_id
        where f.person_id = $1 or f.incubator_id = any($2) order by p.name, f.id`,
      [personId, managed],
    );
    return rows.map((row) => ({
      id: row.id,
      personId: row.person_id,
      personName: row.name,
      incubatorId: row.incubator_id,
      createdAt: row.created_at.toISOString(),
    }));
  }
}
