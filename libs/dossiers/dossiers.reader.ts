import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In } from 'typeorm';

import { checklist, Committees, type CommitteeView } from '#libs/committees/index.js';
import { Roles } from '#libs/identity/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import type { CommitteeContext } from '#workflows/committee/index.js';

import { dossierContent } from './dossier.content.js';
import type { Dossier, DossierToPrepare } from './dossier.js';
import { DossierRow } from './dossier.row.js';
import { type Completeness, completeness } from './dossier-rules.js';
import { TEAM_ROLES } from './team-roles.js';

/** What teams hand to committees, whoever asks: callers see to access. */
@Injectable()
export class Dossiers {
  constructor(
    private readonly transactions: Transactions,
    private readonly committees: Committees,
    private readonly roles: Roles,
  ) {}

  async byId(id: string, tx?: Tx): Promise<Dossier | undefined> {
    return (await this.#find({ id }, tx))[0];
  }

  /** Undefined until the preparation of the committee opens. */
  async of(committeeId: string, productId: string, tx?: Tx): Promise<Dossier | undefined> {
    return (await this.#find({ committeeId, productId }, tx))[0];
  }

  async ofCommittee(committeeId: string, tx?: Tx): Promise<readonly Dossier[]> {
    return this.#find({ committeeId }, tx);
  }

  /** Latest first. */
  async ofProduct(productId: string, tx?: Tx): Promise<readonly Dossier[]> {
    return this.#find({ productId }, tx);
  }

  /** The dossiers that a person of a team has to prepare, for committees whose sitting has not begun; earliest due first. */
  async toPrepare(personId: string): Promise<readonly DossierToPrepare[]> {
    const held = await this.roles.ofPerson(personId);
    const products = held.flatMap(({ role, productId }) => (productId && TEAM_ROLES.includes(role) ? [productId] : []));
    const rows = await this.transactions.outside.query<{ id: string }[]>(
      `select d.id from dossiers d
         join cases k on k.subject_id = d.committee_id and k.process = 'committee'
        where d.product_id = any($1::uuid[]) and k.state = 'preparing'`,
      [products],
    );
    const dossiers = await this.#find({ id: In(rows.map(({ id }) => id)) });
    const found = await Promise.all(dossiers.map(async (dossier) => this.#toPrepare(dossier)));
    return found.flat().toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  }

  /**
   * How far the dossiers of some committees are, for those who await them: what was submitted, else what was saved.
   * @returns by committee and product, as {@link progressKey} joins them.
   */
  async progressOf(
    committees: readonly Pick<CommitteeView, 'id' | 'products'>[],
  ): Promise<ReadonlyMap<string, Completeness>> {
    const phases = new Map(
      committees.flatMap(({ id, products }) => products.map((one) => [progressKey(id, one.id), one.phase] as const)),
    );
    const dossiers = await this.#find({ committeeId: In(committees.map(({ id }) => id)) });
    return new Map(
      dossiers.flatMap(({ committeeId, productId, content, submission }) => {
        const key = progressKey(committeeId, productId);
        const phase = phases.get(key);
        return phase === undefined ? [] : [[key, completeness(submission?.content ?? content, phase)] as const];
      }),
    );
  }

  async #toPrepare({ id, committeeId, productId, submission }: Dossier): Promise<readonly DossierToPrepare[]> {
    const committee = await this.committees.byId(committeeId);
    const product = committee?.products.find((one) => one.id === productId);
    if (!committee || !product) return [];
    const { name, phase } = product;
    return [
      {
        dossierId: id,
        committeeId,
        startsAt: committee.startsAt,
        product: { id: productId, name, phase },
        dueOn: dossierDueOn(committee.context),
        submittedAt: submission?.at ?? null,
      },
    ];
  }

  async #find(where: FindOptionsWhere<DossierRow>, tx = this.transactions.outside): Promise<readonly Dossier[]> {
    const rows = await tx.getRepository(DossierRow).find({ where, order: { openedAt: 'DESC', id: 'ASC' } });
    return rows.map(dossierOf);
  }
}

/** Names one dossier among those of several committees. */
export const progressKey = (committeeId: string, productId: string): string => `${committeeId}:${productId}`;

/** The day on which the members receive the dossiers of a committee: rung D-7, as an operator may have moved it. */
export function dossierDueOn(context: CommitteeContext): string {
  const rung = checklist(context).find((item) => item.rung === 'D-7');
  if (!rung) throw new Error('the ladder has lost its rung D-7');
  return rung.on;
}

function dossierOf(row: DossierRow): Dossier {
  const { id, committeeId, productId, revision, openedAt, updatedAt, updatedBy } = row;
  const { submittedAt: at, submittedBy: by, submittedRevision } = row;
  return {
    id,
    committeeId,
    productId,
    revision,
    content: dossierContent.parse(row.content),
    openedAt,
    updatedAt,
    updatedBy,
    submission:
      at === null || by === null || submittedRevision === null
        ? null
        : { content: dossierContent.parse(row.submittedContent), revision: submittedRevision, at, by },
  };
}
