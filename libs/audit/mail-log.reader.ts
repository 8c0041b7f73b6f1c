import { Injectable } from '@nestjs/common';

import type { Instant } from '#libs/kernel/index.js';
import { type DeliveryState, labelOfKind } from '#libs/mail/index.js';
import { Transactions } from '#libs/persistence/index.js';
import type { ProcessName } from '#workflows/index.js';

import { CASES_OF_PRODUCTS, productNamesOf } from './case-products.query.js';

/** What is known of a mail, as the server said it; `held` waits for its time, `dropped` had nothing left to say by then. */
export type LoggedState = DeliveryState | 'held' | 'dropped';

export const LOGGED_STATES = [
  'held',
  'reserved',
  'sending',
  'sent',
  'refused',
  'bounced',
  'unknown',
  'dropped',
] as const satisfies readonly LoggedState[];

export interface LoggedMail {
  readonly id: string;
  readonly person: { readonly id: string; readonly name: string; readonly email: string } | null;
  /** French. */
  readonly kindLabel: string;
  readonly about: { readonly process: ProcessName; readonly subjectId: string } | null;
  readonly products: readonly string[];
  readonly state: LoggedState;
  /** When it was owed. */
  readonly at: Instant;
  /** Of one that waits, when it leaves. */
  readonly leavesAt: Instant | null;
  /** When the server answered, or nothing was left to say. */
  readonly settledAt: Instant | null;
  readonly smtpCode: number | null;
  /** The server's words, without addresses. */
  readonly smtpReply: string | null;
  /** How many letters left in the same mail, itself included. */
  readonly together: number;
}

export interface MailLogFilter {
  readonly states?: readonly LoggedState[];
  readonly kind?: string;
  readonly personId?: string;
}

interface MailRecord {
  id: string;
  person_id: string | null;
  name: string | null;
  email: string | null;
  kind: string | null;
  case_id: string | null;
  process: ProcessName | null;
  subject_id: string | null;
  state: LoggedState;
  at: Date;
  leaves_at: Date | null;
  settled_at: Date | null;
  smtp_code: number | null;
  smtp_reply: string | null;
  together: number;
  total: number;
}

/** Whose mails are read: `$1` is a person, or products. */
const OF_PERSON = { mail: 'd.person_id = $1::uuid', letter: 'h.person_id = $1::uuid' };
const OF_PRODUCTS = { mail: `d.case_id in (${CASES_OF_PRODUCTS})`, letter: `h.case_id in (${CASES_OF_PRODUCTS})` };

/** Mails by themselves, and letters with what became of the mail that they left in. */
const mailsOf = (scope: typeof OF_PERSON) => `
  select d.id::text as id, d.person_id, d.case_id, d.kind, d.state, d.created_at as at, null::timestamptz as leaves_at,
         d.settled_at, d.smtp_code, d.smtp_reply, 1 as together
    from mail_deliveries d where d.key not like 'post:%' and ${scope.mail}
  union all
  select h.key, h.person_id, h.case_id, h.kind,
         case when h.settled_at is not null and h.carrier is null then 'dropped' else coalesce(d.state, 'held') end,
         h.created_at, h.leaves_at, coalesce(d.settled_at, h.settled_at), d.smtp_code, d.smtp_reply,
         (select count(*)::int from held_letters o where o.carrier = h.carrier)
    from held_letters h left join mail_deliveries d on d.key = h.carrier where ${scope.letter}`;

/** The delivery log, person by person. States are those of the transport: none is assumed (ADR 0008, 0026). */
@Injectable()
export class MailLog {
  constructor(private readonly transactions: Transactions) {}

  /** The mails of one person, latest first. */
  async ofPerson(personId: string, page: { readonly limit: number; readonly offset: number }) {
    return this.#read(OF_PERSON, personId, {}, page);
  }

  /** Those about some products, latest first. @param visible products the reader may see. */
  async ofProducts(
    visible: readonly string[],
    filter: MailLogFilter,
    page: { readonly limit: number; readonly offset: number },
  ) {
    return this.#read(OF_PRODUCTS, visible, filter, page);
  }

  /** Everybody to whom a mail about some products was owed, by name. */
  async recipients(visible: readonly string[]): Promise<readonly { readonly id: string; readonly name: string }[]> {
    return this.transactions.outside.query(
      `select p.id, p.name from people p
        where p.id in (select person_id from (${mailsOf(OF_PRODUCTS)}) mails) order by p.name, p.id`,
      [visible],
    );
  }

  async #read(
    scope: typeof OF_PERSON,
    whose: string | readonly string[],
    filter: MailLogFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly mails: readonly LoggedMail[]; readonly total: number }> {
    const rows = await this.transactions.outside.query<MailRecord[]>(
      `with mails as (${mailsOf(scope)})
       select m.*, p.name, p.email, c.process, c.subject_id, count(*) over ()::int as total
         from mails m left join people p on p.id = m.person_id left join cases c on c.id = m.case_id
        where ($2::text[] is null or m.state = any($2)) and ($3::text is null or m.kind = $3)
          and ($4::uuid is null or m.person_id = $4)
        order by m.at desc, m.id desc limit $5 offset $6`,
      [whose, filter.states ?? null, filter.kind ?? null, filter.personId ?? null, page.limit, page.offset],
    );
    const caseIds = rows.flatMap(({ case_id: id }) => id ?? []);
    const products = await productNamesOf(this.transactions.outside, [...new Set(caseIds)]);
    return { mails: rows.map((row) => mailOf(row, products)), total: rows[0]?.total ?? 0 };
  }
}

function mailOf(row: MailRecord, products: ReadonlyMap<string, readonly string[]>): LoggedMail {
  const { person_id: personId, name, email, process, subject_id: subjectId, case_id: caseId } = row;
  return {
    id: row.id,
    person: personId !== null && name !== null && email !== null ? { id: personId, name, email } : null,
    kindLabel: labelOfKind(row.kind),
    about: process !== null && subjectId !== null ? { process, subjectId } : null,
    products: products.get(caseId ?? '') ?? [],
    state: row.state,
    at: row.at.toISOString(),
    leavesAt: row.leaves_at?.toISOString() ?? null,
    settledAt: row.settled_at?.toISOString() ?? null,
    smtpCode: row.smtp_code,
    smtpReply: row.smtp_reply,
    together: row.together,
  };
}
