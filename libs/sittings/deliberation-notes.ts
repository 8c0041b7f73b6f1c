import { Injectable } from '@nestjs/common';

import { CommitteeAccess, type CommitteeMember, type CommitteeView, holdersOf } from '#libs/committees/index.js';
import { People, type Role } from '#libs/identity/index.js';
import { Clock, derivedId, Forbidden, type Instant, InvalidInput } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { DeliberationNoteRow } from './deliberation-note.row.js';

/** Who deliberates; the team presents and answers, guests listen (domain, half-yearly cycle, rule 5). */
const DELIBERATING: readonly Role[] = [
  'sponsor',
  'other-directorate',
  'incubator-lead',
  'portfolio-manager',
  'dinum-portfolio-manager',
];
const TEAM: readonly Role[] = ['intrapreneur', 'coach', 'team-member'];

const LONGEST = 4_000;

export interface DeliberationNote {
  readonly id: string;
  readonly productId: string;
  readonly author: string;
  readonly text: string;
  readonly writtenAt: Instant;
}

export interface WriteNoteCommand {
  readonly committeeId: string;
  readonly productId: string;
  readonly text: string;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/**
 * The notes of a deliberation: read and written by those who deliberate and whoever runs the sitting, by nobody of the team. They
 * are part of no record and of no mail, and are erased once every record of the sitting is settled.
 */
@Injectable()
export class DeliberationNotes {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly people: People,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The notes on the products that the person deliberates on, in the order they were written. @throws NotFound, Forbidden */
  async readBy(
    personId: string,
    committeeId: string,
  ): Promise<{
    readonly committee: CommitteeView;
    readonly notes: readonly DeliberationNote[];
    readonly productIds: readonly string[];
  }> {
    const { view, manages } = await this.access.readable(personId, committeeId);
    const productIds = view.products.map(({ id }) => id).filter((id) => deliberates(view, personId, manages, id));
    if (productIds.length === 0) throw new Forbidden('Ces notes sont réservées aux personnes qui délibèrent.');
    const rows = await this.#rows.find({ where: { committeeId }, order: { writtenAt: 'ASC', id: 'ASC' } });
    const seen = rows.filter(({ productId }) => productIds.includes(productId));
    const authors = await this.people.byIds(seen.map(({ authorId }) => authorId));
    return {
      committee: view,
      productIds,
      notes: seen.map(({ id, productId, authorId, text, writtenAt }) => ({
        id,
        productId,
        author: authors.get(authorId)?.name ?? '',
        text,
        writtenAt,
      })),
    };
  }

  /** Adds a note, while the sitting lasts. @throws NotFound, Forbidden, InvalidInput tied to `note` */
  async write({ committeeId, productId, text, personId, idempotencyKey }: WriteNoteCommand): Promise<void> {
    const { view, manages } = await this.access.readable(personId, committeeId);
    if (!deliberates(view, personId, manages, productId))
      throw new Forbidden('Ces notes sont réservées aux personnes qui délibèrent sur ce produit.');
    const trimmed = text.trim();
    const refusal = refusalOf(view, trimmed);
    if (refusal !== undefined) throw new InvalidInput('La note n’est pas enregistrée.', { note: refusal });
    await this.#rows.upsert(
      {
        id: derivedId('deliberation-note', committeeId, personId, idempotencyKey),
        committeeId,
        productId,
        authorId: personId,
        text: trimmed,
        writtenAt: this.clock.now(),
      },
      ['id'],
    );
  }

  async erase(committeeId: string): Promise<void> {
    await this.#rows.delete({ committeeId });
  }

  get #rows() {
    return this.transactions.outside.getRepository(DeliberationNoteRow);
  }
}

function refusalOf({ state }: CommitteeView, text: string): string | undefined {
  if (!state.startsWith('sitting.')) return 'Les notes s’écrivent pendant la séance.';
  if (text === '') return 'Écrivez la note avant de l’enregistrer.';
  return text.length > LONGEST ? 'La note est trop longue\u00A0: coupez-la en plusieurs.' : undefined;
}

/** True of who deliberates on a product: who runs the sitting, and the members who are not of its team. */
function deliberates(view: CommitteeView, personId: string, manages: boolean, productId: string): boolean {
  const isAmong = (members: readonly CommitteeMember[]) => members.some(({ person }) => person.id === personId);
  if (isAmong(holdersOf(view.members, TEAM, productId))) return false;
  return manages || isAmong(holdersOf(view.members, DELIBERATING, productId));
}
