import { Injectable } from '@nestjs/common';

import type { Role } from '#libs/identity/index.js';
import { People } from '#libs/identity/index.js';
import { Clock, derivedId, InvalidInput, newId, NotFound, turnMinutes } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { Programmes } from '#libs/portfolio/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { CommitteeAccess } from './committee-access.js';
import { CommitteeMemberRow } from './committee-member.row.js';
import { CommitteeProductRow } from './committee-product.row.js';
import { ProductsOfSeveralIncubators } from './committee.errors.js';
import { CommitteeRow } from './committee.row.js';
import type { Guest } from './membership.js';
import { PlannableProducts } from './plannable-products.reader.js';
import { ProposedMembers } from './proposed-members.service.js';
import { checkedWhereAndWhen, type WhereAndWhen } from './where-and-when.js';

export interface PlanCommitteeCommand extends WhereAndWhen {
  /** In the order of the agenda. */
  readonly productIds: readonly string[];
  /** The turns of its products, as the programme says, when left out. */
  readonly durationMinutes?: number;
  /** People proposed from their roles whom the planner left out. */
  readonly without?: readonly string[];
  readonly guests?: readonly Guest[];
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Sets a committee for one or several products of one incubator. Nobody is told yet: that is for convening it. */
@Injectable()
export class PlanCommittee {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly products: PlannableProducts,
    private readonly proposed: ProposedMembers,
    private readonly people: People,
    private readonly programmes: Programmes,
    private readonly access: CommitteeAccess,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the committee's id; the same when the same key comes again.
   * @throws InvalidInput, ProductsOfSeveralIncubators, NotFound, Forbidden
   * @throws EventRefused `COMMITTEE_ALREADY_PLANNED` when one of the products has another committee ahead.
   */
  async execute(command: PlanCommitteeCommand): Promise<string> {
    const { personId, idempotencyKey } = command;
    const incubatorId = await this.#incubatorOf(command.productIds);
    await this.access.ensureManages(personId, incubatorId);
    const id = derivedId('committee', personId, idempotencyKey);
    const where = checkedWhereAndWhen(command, this.clock.now());
    const productIds = [...new Set(command.productIds)];
    const { programme } = await this.programmes.ofIncubator(incubatorId);
    const proposed = await this.proposed.forProducts(productIds);
    await this.transactions.run(async (tx) => {
      const answer = await this.runtime.open(
        'committee',
        id,
        { type: 'committee.planned', startsAt: where.startsAt, productIds },
        { actor: `person:${personId}`, idempotencyKey },
        tx,
      );
      if (answer.repeated) return;
      await tx.getRepository(CommitteeRow).insert({
        id,
        incubatorId,
        ...where,
        durationMinutes: command.durationMinutes ?? turnMinutes(programme) * productIds.length,
        createdAt: answer.at,
        createdBy: personId,
      });
      await tx
        .getRepository(CommitteeProductRow)
        .insert(productIds.map((productId, index) => ({ committeeId: id, productId, position: index + 1 })));
      await this.#invite(
        id,
        proposed.filter(({ person }) => !command.without?.includes(person.id)),
        command.guests ?? [],
        tx,
      );
    });
    return id;
  }

  async #incubatorOf(productIds: readonly string[]): Promise<string> {
    if (productIds.length === 0)
      throw new InvalidInput('Un comité examine au moins un produit.', { produit: 'Choisissez au moins un produit.' });
    const found = await this.products.byIds(productIds);
    if (found.length < new Set(productIds).size) throw new NotFound('Ce produit n’existe pas.');
    const [incubatorId, ...others] = new Set(found.map((product) => product.incubatorId));
    if (others.length > 0) throw new ProductsOfSeveralIncubators();
    if (!incubatorId) throw new NotFound('Ce produit n’est rattaché à aucun incubateur.');
    return incubatorId;
  }

  async #invite(
    committeeId: string,
    proposed: readonly { readonly person: { readonly id: string }; capacity: Role; productId: string | null }[],
    guests: readonly Guest[],
    tx: Tx,
  ): Promise<void> {
    const members = new Map(
      proposed.map(({ person, capacity, productId }) => [person.id, { capacity, productId }] as const),
    );
    for (const guest of guests) {
      const person = await this.people.findOrCreate(guest, tx);
      const { capacity = 'guest', productId = null } = guest;
      if (!members.has(person.id)) members.set(person.id, { capacity, productId });
    }
    const rows = [...members].map(([personId, { capacity, productId }]) => ({
      id: newId(),
      committeeId,
      personId,
      capacity,
      productId,
      response: 'awaited' as const,
    }));
    if (rows.length > 0) await tx.getRepository(CommitteeMemberRow).insert(rows);
  }
}
