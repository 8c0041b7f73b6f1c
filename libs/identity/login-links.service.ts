import { Injectable } from '@nestjs/common';

import { addMilliseconds, Clock, DomainError, hashSecret, newCode, newId, newSecret } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { LoginLinkRow } from './login-link.row.js';
import { People, type Person } from './people.repository.js';

/** How long a link from a mail lets in, in milliseconds. */
export const LINK_LIFETIME = 30 * 60_000;

/** Wrong codes after which a link is dead. */
const WRONG_CODES = 5;

export interface IssuedLink {
  readonly id: string;
  readonly person: Person;
  /** Goes into the mail, and is never stored. */
  readonly secret: string;
  readonly code: string;
}

/** A link that lets nobody in any more, whichever of the reasons it is. */
export class LoginLinkDead extends DomainError {
  readonly code = 'LOGIN_LINK_DEAD';
  override readonly status = 410;

  constructor() {
    super('Ce lien de connexion a expiré ou a déjà servi. Demandez-en un nouveau.');
  }
}

export class WrongCode extends DomainError {
  readonly code = 'WRONG_CODE';
  override readonly status = 422;

  constructor(left: number) {
    super(
      left > 0
        ? `Ce code n’est pas celui du courriel. Il reste ${left} ${left > 1 ? 'essais' : 'essai'}.`
        : 'Trop de codes erronés : ce lien ne peut plus servir. Demandez-en un nouveau.',
    );
  }
}

/** Ways in by mail. Opening the link does nothing by itself: a mail scanner may, and it does not know the code. */
@Injectable()
export class LoginLinks {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** A link for the person at that address; undefined when nobody there holds a role. */
  async issue(email: string): Promise<IssuedLink | undefined> {
    const person = await this.people.byEmail(email);
    if (!person) return undefined;
    const tx = this.transactions.outside;
    const [role] = await tx.query<unknown[]>('select 1 from roles where person_id = $1 limit 1', [person.id]);
    if (!role) return undefined;
    const issued: IssuedLink = { id: newId(), person, secret: newSecret(), code: newCode() };
    const now = this.clock.now();
    await tx.getRepository(LoginLinkRow).insert({
      id: issued.id,
      personId: person.id,
      secretHash: hashSecret(issued.secret),
      codeHash: hashSecret(`${issued.secret}:${issued.code}`),
      createdAt: now,
      expiresAt: addMilliseconds(now, LINK_LIFETIME),
      usedAt: null,
    });
    return issued;
  }

  /** True while the link may still be used. Changes nothing. */
  async isAlive(secret: string): Promise<boolean> {
    return (await this.#find(secret)) !== undefined;
  }

  /** Lets the person in, once. @throws LoginLinkDead, WrongCode */
  async use(secret: string, code: string): Promise<string> {
    const link = await this.#find(secret);
    if (!link) throw new LoginLinkDead();
    const repository = this.transactions.outside.getRepository(LoginLinkRow);
    if (hashSecret(`${secret}:${code.replaceAll(/\s/gu, '')}`) !== link.codeHash) {
      await repository.increment({ id: link.id }, 'wrongCodes', 1);
      throw new WrongCode(WRONG_CODES - link.wrongCodes - 1);
    }
    const { affected } = await repository
      .createQueryBuilder()
      .update()
      .set({ usedAt: this.clock.now() })
      .where('id = :id and used_at is null and wrong_codes < :most', { id: link.id, most: WRONG_CODES })
      .execute();
    if (affected !== 1) throw new LoginLinkDead();
    return link.personId;
  }

  async #find(secret: string): Promise<LoginLinkRow | undefined> {
    const link = await this.transactions.outside
      .getRepository(LoginLinkRow)
      .findOneBy({ secretHash: hashSecret(secret) });
    if (!link || link.usedAt || link.expiresAt <= this.clock.now() || link.wrongCodes >= WRONG_CODES) return undefined;
    return link;
  }
}
