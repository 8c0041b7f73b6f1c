import { Injectable } from '@nestjs/common';

import { calendarUid, endOf, enumerate } from '#libs/committees/index.js';
import { Configuration } from '#libs/configuration/index.js';
import { addMilliseconds, Clock } from '#libs/kernel/index.js';
import type { PublishedEvent } from '#libs/mail/index.js';
import { Transactions } from '#libs/persistence/index.js';

const DAY = 86_400_000;

/** How long a sitting that was stays in calendars, and how long one that will not be is said to be cancelled. */
const PAST = 90 * DAY;
const CANCELLED = 30 * DAY;

interface SittingRecord {
  id: string;
  starts_at: Date;
  duration_minutes: number;
  place: string | null;
  video_url: string | null;
  state: string;
  sequence: number;
  updated_at: Date;
  products: string[];
}

/** Postponed ones too: they have no date any more. */
const OFF: ReadonlySet<string> = new Set(['cancelled', 'postponed']);

/** Sittings as calendars read them: when, where, and on what; neither people nor money. */
@Injectable()
export class FeedSittings {
  constructor(
    private readonly transactions: Transactions,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** Those that somebody is invited to and has not declined. */
  async ofPerson(personId: string): Promise<readonly PublishedEvent[]> {
    return this.#read(
      `k.state <> 'planned' and c.id in (
         select committee_id from committee_members
          where person_id = $1 and removed_sequence is null and response not in ('declined', 'represented'))`,
      personId,
    );
  }

  /** All those of an incubator; those that nobody was invited to yet are tentative. */
  async ofIncubator(incubatorId: string): Promise<readonly PublishedEvent[]> {
    return this.#read('c.incubator_id = $1', incubatorId);
  }

  async #read(where: string, id: string): Promise<readonly PublishedEvent[]> {
    const now = this.clock.now();
    const rows = await this.transactions.outside.query<SittingRecord[]>(
      `select c.id, c.starts_at, c.duration_minutes, c.place, c.video_url, k.state, k.updated_at,
              (k.snapshot->'context'->>'sequence')::int as sequence,
              array(select p.name from committee_products cp join products p on p.id = cp.product_id
                     where cp.committee_id = c.id order by cp.position) as products
         from committees c join cases k on k.subject_id = c.id and k.process = 'committee'
        where ${where}
          and case when k.state in ('cancelled', 'postponed') then k.updated_at > $3 else c.starts_at > $2 end
        order by c.starts_at, c.id`,
      [id, addMilliseconds(now, -PAST), addMilliseconds(now, -CANCELLED)],
    );
    return rows.map((row) => this.#event(row));
  }

  #event({ id, place, state, sequence, products, ...row }: SittingRecord): PublishedEvent {
    const startsAt = row.starts_at.toISOString();
    const location = place ?? row.video_url;
    return {
      uid: calendarUid(id),
      sequence,
      modifiedAt: row.updated_at.toISOString(),
      start: startsAt,
      end: endOf({ startsAt, durationMinutes: row.duration_minutes }),
      summary: `Comité d’investissement\u00A0: ${enumerate(products)}`,
      ...(location === null ? {} : { location }),
      url: `${this.configuration.baseUrl}/comites/${id}`,
      status: OFF.has(state) ? 'cancelled' : state === 'planned' ? 'tentative' : 'confirmed',
    };
  }
}
