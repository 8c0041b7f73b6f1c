import { Injectable } from '@nestjs/common';

import { ResendInvitations } from '#libs/committees/index.js';
import { Access, People, type Person, type Role } from '#libs/identity/index.js';
import { Clock, Forbidden, InvalidInput, NotFound } from '#libs/kernel/index.js';
import { MailDeliveries } from '#libs/mail/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { AddressCorrectionRow } from './address-correction.row.js';
import { checkedReason } from './reason.js';

export interface CorrectAddressCommand {
  /** Whose address it is. */
  readonly of: string;
  readonly email: string;
  readonly reason: string;
  readonly personId: string;
  readonly idempotencyKey: string;
}

const LEADS: readonly Role[] = ['incubator-lead'];

const UNKNOWN = 'Cette personne n’existe pas, ou vous n’y avez pas accès.';

/**
 * Puts right an address that does not receive any more, on the record, and sends again the invitations that it missed. An
 * address opens an account: only a lead may, for whom holds nothing outside their incubators and is no lead.
 */
@Injectable()
export class CorrectAddress {
  constructor(
    private readonly access: Access,
    private readonly people: People,
    private readonly deliveries: MailDeliveries,
    private readonly invitations: ResendInvitations,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The person, when their address may be put right by that lead. @throws NotFound, Forbidden */
  async correctable(of: string, personId: string): Promise<Person> {
    const person = await this.people.byId(of);
    const led = await this.access.incubatorsWhere(personId, LEADS);
    if (!person || led.length === 0) throw new NotFound(UNKNOWN);
    const holds = await this.#holds(of);
    const known = holds.some(({ incubator }) => led.includes(incubator)) || (await this.#isMember(of, led));
    if (!known) throw new NotFound(UNKNOWN);
    if (holds.some(({ role, incubator }) => role === 'incubator-lead' || !led.includes(incubator)))
      throw new Forbidden(
        'Cette personne conduit un incubateur, ou tient un rôle ailleurs que dans les vôtres\u00A0: son adresse se change par l’exploitant de Jalon.',
      );
    if (!(await this.deliveries.unreachable([of])).has(of))
      throw new Forbidden('Les courriels parviennent à cette personne\u00A0: il n’y a rien à corriger.');
    return person;
  }

  /**
   * @returns how many invitations left again.
   * @throws InvalidInput tied to `email` or `reason`, NotFound, Forbidden.
   */
  async execute(command: CorrectAddressCommand): Promise<number> {
    const { of, personId, idempotencyKey } = command;
    const reason = checkedReason(command.reason);
    const email = checkedAddress(command.email);
    const corrections = this.transactions.outside.getRepository(AddressCorrectionRow);
    if (!(await corrections.existsBy({ id: idempotencyKey }))) {
      const { email: formerEmail } = await this.correctable(of, personId);
      const other = await this.people.byEmail(email);
      if (other) throw alreadyTaken(other.id === of);
      const at = this.clock.now();
      await this.transactions.run(async (tx) => {
        await tx
          .getRepository(AddressCorrectionRow)
          .insert({ id: idempotencyKey, personId: of, formerEmail, email, reason, correctedBy: personId, at });
        await this.#replace(of, email, tx);
      });
    }
    return this.invitations.execute({ of, key: idempotencyKey });
  }

  /** Whoever was let in by the former address is let in no more. */
  async #replace(of: string, email: string, tx: Tx): Promise<void> {
    await tx.query('update people set email = $2 where id = $1', [of, email]);
    await tx.query('delete from sessions where person_id = $1', [of]);
    await tx.query('delete from login_links where person_id = $1', [of]);
  }

  async #holds(personId: string): Promise<readonly { readonly role: Role; readonly incubator: string }[]> {
    return this.transactions.outside.query(
      `select r.role, coalesce(r.incubator_id, p.incubator_id) as incubator
         from roles r left join products p on p.id = r.product_id where r.person_id = $1`,
      [personId],
    );
  }

  async #isMember(personId: string, incubators: readonly string[]): Promise<boolean> {
    const rows = await this.transactions.outside.query<unknown[]>(
      `select 1 from committee_members m join committees c on c.id = m.committee_id
        where m.person_id = $1 and c.incubator_id = any($2::uuid[]) limit 1`,
      [personId, incubators],
    );
    return rows.length > 0;
  }
}

function checkedAddress(text: string): string {
  const email = text.trim().toLowerCase();
  if (!/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/u.test(email) || email.length > 254)
    throw new InvalidInput('L’adresse électronique n’est pas valide.', {
      email: 'Saisissez une adresse complète, par exemple prenom.nom@ministere.example.',
    });
  return email;
}

function alreadyTaken(own: boolean): InvalidInput {
  return new InvalidInput('Cette adresse ne convient pas.', {
    email: own
      ? 'C’est l’adresse qui ne reçoit plus\u00A0: saisissez-en une autre.'
      : 'Cette adresse est celle d’une autre personne. Retirez la première du comité, et invitez la seconde.',
  });
}
