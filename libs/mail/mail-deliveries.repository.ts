import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';

import { type Instant, newId } from '#libs/kernel/index.js';

import { type DeliveryState, MailDeliveryRow } from './mail-delivery.row.js';
import { type SmtpOutcome } from './smtp-outcome.js';

/** What the log knows of one mail. */
export interface Delivery {
  readonly key: string;
  readonly state: DeliveryState;
  readonly personId: string | null;
  readonly caseId: string | null;
  readonly kind: string | null;
  readonly messageId: string;
  readonly attempts: number;
  readonly smtpCode: number | null;
  readonly smtpReply: string | null;
  readonly createdAt: Instant;
  readonly settledAt: Instant | null;
}

export interface Reservation {
  readonly key: string;
  readonly attemptId: string;
  readonly messageId: string;
  readonly personId: string | null;
  readonly caseId: string | null;
  readonly kind: string | null;
  readonly now: Instant;
  /** Milliseconds after which an attempt that says nothing more is taken for dead; longer than a sending may last. */
  readonly hold: number;
}

/**
 * The delivery log. Each method is one guarded statement, committed at once: whatever dies, the row never claims less than
 * what may have happened to the mail.
 */
@Injectable()
export class MailDeliveries {
  constructor(@InjectRepository(MailDeliveryRow) private readonly rows: Repository<MailDeliveryRow>) {}

  /**
   * Takes the mail for one attempt when it is new, was refused, or was reserved by an attempt that died before sending
   * any of it. A mail whose attempt died while sending becomes `unknown` instead. True when the mail is ours.
   */
  async reserve(reservation: Reservation): Promise<boolean> {
    const { key, attemptId, messageId, personId, caseId, kind, now, hold } = reservation;
    const taken: { ours: boolean }[] = await this.rows.query(
      `insert into mail_deliveries as d
         (id, key, state, person_id, case_id, message_id, attempt_id, attempts, held_until, created_at, kind)
       values ($1, $2, 'reserved', $3, $4, $5, $6, 1, now() + make_interval(secs => $8), $7, $9)
       on conflict (key) do update set
         state = case d.state when 'sending' then 'unknown' else 'reserved' end,
         attempt_id = case d.state when 'sending' then d.attempt_id else excluded.attempt_id end,
         attempts = case d.state when 'sending' then d.attempts else d.attempts + 1 end,
         held_until = excluded.held_until,
         settled_at = case d.state when 'sending' then excluded.created_at end,
         smtp_code = null,
         smtp_reply = null
       where d.state = 'refused'
          or (d.state in ('reserved', 'sending')
              and (d.held_until < now() or d.held_until > now() + 2 * make_interval(secs => $8)))
       returning attempt_id = $6 as ours`,
      [newId(), key, personId, caseId, messageId, attemptId, now, hold / 1000, kind],
    );
    return taken[0]?.ours ?? false;
  }

  /** Says that the text may be leaving from now on. False when the mail is no longer this attempt's: send nothing. */
  async markSending(key: string, attemptId: string): Promise<boolean> {
    const marked = await this.rows.update({ key, attemptId, state: 'reserved' }, { state: 'sending' });
    return marked.affected === 1;
  }

  /** Writes down what an attempt came to; an attempt taken for dead that did get an answer corrects `unknown`. */
  async settle(key: string, attemptId: string, outcome: SmtpOutcome, now: Instant): Promise<void> {
    await this.rows.update(
      { key, attemptId, state: In(['reserved', 'sending', 'unknown']) },
      {
        state: outcome.state === 'accepted' ? 'sent' : outcome.state,
        smtpCode: outcome.code ?? null,
        smtpReply: outcome.reply,
        settledAt: now,
      },
    );
  }

  /**
   * Owns up to the mails whose attempt died while they may have been leaving: nobody may ask for them again (a login link, the
   * invitations of a committee that was cancelled), and whoever looks must not find them leaving for ever.
   * @returns how many.
   */
  async giveUpAbandoned(now: Instant): Promise<number> {
    const given = await this.rows
      .createQueryBuilder()
      .update()
      .set({ state: 'unknown', settledAt: now })
      .where(`state = 'sending' and held_until < now()`)
      .execute();
    return given.affected ?? 0;
  }

  /**
   * Writes down that a mail which had left came back. False when it is none of ours: only who received it, or carried it,
   * can name it.
   */
  async returned(messageId: string, reason: string, now: Instant): Promise<boolean> {
    const { affected } = await this.rows.update(
      { messageId, state: In(['sent', 'unknown']) },
      { state: 'bounced', smtpCode: null, smtpReply: reason, settledAt: now },
    );
    return affected === 1;
  }

  /**
   * Ends the hold of every attempt under way. Only for a start at which no other process can be sending (embedded mode):
   * what a killed process left behind is then settled at its next attempt instead of after the hold.
   */
  async releaseHolds(): Promise<void> {
    await this.rows
      .createQueryBuilder()
      .update()
      .set({ heldUntil: () => `now() - interval '1 second'` })
      .where({ state: In(['reserved', 'sending']) })
      .execute();
  }

  /** Of some mails, those that are on record. */
  async findAll(keys: readonly string[]): Promise<ReadonlyMap<string, Delivery>> {
    if (keys.length === 0) return new Map();
    const rows = await this.rows.findBy({ key: In([...keys]) });
    return new Map(rows.map((row) => [row.key, deliveryOf(row)]));
  }

  /** True when a mail other than `key` has ever been on its way to somebody. */
  async everWroteTo(personId: string, key: string): Promise<boolean> {
    const rows = await this.rows.query<unknown[]>(
      `select 1 from mail_deliveries where person_id = $1 and key <> $2 and state in ('sending', 'sent', 'unknown') limit 1`,
      [personId, key],
    );
    return rows.length > 0;
  }

  async find(key: string): Promise<Delivery | undefined> {
    const row = await this.rows.findOneBy({ key });
    return row ? deliveryOf(row) : undefined;
  }

  /** The mails of one case, oldest first. */
  async ofCase(caseId: string): Promise<Delivery[]> {
    return (await this.rows.find({ where: { caseId }, order: { createdAt: 'asc', id: 'asc' } })).map(deliveryOf);
  }

  /** The mails sent or to be sent to one person, latest first. */
  async ofPerson(personId: string, limit = 100): Promise<Delivery[]> {
    return (await this.rows.find({ where: { personId }, order: { createdAt: 'desc', id: 'desc' }, take: limit })).map(
      deliveryOf,
    );
  }

  /** Those among some people whose last mail came back: their address is likely wrong. */
  async unreachable(personIds: readonly string[]): Promise<ReadonlySet<string>> {
    const last: { person_id: string; state: DeliveryState }[] = await this.rows.query(
      `select distinct on (person_id) person_id, state from mail_deliveries
        where person_id = any($1) and state in ('sent', 'bounced') order by person_id, created_at desc, id desc`,
      [personIds],
    );
    return new Set(last.filter(({ state }) => state === 'bounced').map((one) => one.person_id));
  }

  /** The mails somebody should look at: bounced, or of unknown fate; latest first. */
  async troubled(limit = 100): Promise<Delivery[]> {
    const rows = await this.rows.find({
      where: { state: In(['bounced', 'unknown']) },
      order: { settledAt: 'desc', id: 'desc' },
      take: limit,
    });
    return rows.map(deliveryOf);
  }
}

function deliveryOf(row: MailDeliveryRow): Delivery {
  const { key, state, personId, caseId, kind, messageId, attempts, smtpCode, smtpReply, createdAt, settledAt } = row;
  return { key, state, personId, caseId, kind, messageId, attempts, smtpCode, smtpReply, createdAt, settledAt };
}
