import { Injectable } from '@nestjs/common';

import { People, type Person } from '#libs/identity/index.js';
import type { Instant } from '#libs/kernel/index.js';
import type { DeliveryState } from '#libs/mail/index.js';
import { Transactions } from '#libs/persistence/index.js';
import type { RecordView } from '#libs/records/index.js';
import { mayAnswer, type RecordContext } from '#workflows/deliberation-record/index.js';

import type { LinkEnd } from './sign-off-link.row.js';
import { type Signature, Signatures } from './signatures.reader.js';

/** A mail that asked somebody for their answer, as the delivery log knows it. */
export interface AskingMail {
  readonly at: Instant;
  readonly state: DeliveryState;
  readonly wrongCodes: number;
  readonly linkEnd: LinkEnd | null;
}

/** Where one signatory of the present version stands. */
export interface SignatoryProgress {
  readonly signatoryId: string;
  /** The holder of the place. */
  readonly person: Person;
  /** Who answers for them, from the first delegation to the last. */
  readonly delegates: readonly { readonly person: Person; readonly at: Instant; readonly reason: string }[];
  /** Those who held the place before, latest last. */
  readonly former: readonly { readonly person: Person; readonly at: Instant; readonly reason: string }[];
  /** False while, in order, somebody before them has not answered. */
  readonly isTheirTurn: boolean;
  readonly required: boolean;
  readonly signature: Signature | null;
  /** Latest first. */
  readonly mails: readonly AskingMail[];
  /** False once they answered, or when the record waits for nobody. */
  readonly maySendAgain: boolean;
  readonly mayReplace: boolean;
}

interface MailRecord {
  signatory_id: string;
  at: Date;
  state: DeliveryState;
  wrong_codes: number;
  dead_reason: LinkEnd | null;
}

/** How far the sign-off of a record has come, for those who run committees. */
@Injectable()
export class SignOffProgress {
  constructor(
    private readonly signatures: Signatures,
    private readonly people: People,
    private readonly transactions: Transactions,
  ) {}

  /** In the order they were asked. */
  async ofRecord({ id, state, context }: RecordView): Promise<readonly SignatoryProgress[]> {
    const signatures = await this.signatures.ofVersion(id, context.version);
    const people = await this.people.byIds([
      ...context.signatories.flatMap(({ personId, delegations }) => [personId, ...delegations.map(({ to }) => to)]),
      ...context.former.map(({ personId }) => personId),
    ]);
    const named = (personId: string, at: Instant, reason: string) => {
      const person = people.get(personId);
      return person ? [{ person, at, reason }] : [];
    };
    const mails = await this.transactions.outside.query<MailRecord[]>(
      `select l.signatory_id, coalesce(d.settled_at, d.created_at) as at, d.state, max(l.wrong_codes) as wrong_codes,
              max(l.dead_reason) as dead_reason
         from sign_off_links l join mail_deliveries d on d.key = l.mail_key
        where l.record_id = $1 and l.version = $2
        group by l.signatory_id, d.key, d.settled_at, d.created_at, d.state
        order by at desc`,
      [id, context.version],
    );
    return context.signatories.flatMap(({ signatoryId, personId, required, answer, delegations }) => {
      const turn = answer !== null || mayAnswer(context, signatoryId);
      const person = people.get(personId);
      if (!person) return [];
      return {
        signatoryId,
        person,
        delegates: delegations.flatMap(({ to, at, reason }) => named(to, at, reason)),
        former: formerOf(context, personId).flatMap((one) => named(one.personId, one.at, one.reason)),
        isTheirTurn: turn,
        required,
        signature: signatures.find((one) => one.signatoryId === signatoryId) ?? null,
        mails: mails
          .filter((mail) => mail.signatory_id === signatoryId)
          .map(({ at, state: delivery, wrong_codes: wrongCodes, dead_reason: linkEnd }) => ({
            at: at.toISOString(),
            state: delivery,
            wrongCodes,
            linkEnd,
          })),
        maySendAgain: state === 'awaitingSignOff' && answer === null && turn,
        mayReplace: state === 'awaitingSignOff' && answer === null,
      };
    });
  }
}

/** Whoever was replaced by the holder of a place, directly or not, oldest first. */
function formerOf({ former }: Pick<RecordContext, 'former'>, personId: string): RecordContext['former'] {
  const before = former.findLast(({ byPersonId }) => byPersonId === personId);
  return before ? [...formerOf({ former: former.slice(0, former.indexOf(before)) }, before.personId), before] : [];
}
