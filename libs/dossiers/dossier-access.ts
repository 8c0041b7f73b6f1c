import { Injectable } from '@nestjs/common';

import { Committees, type CommitteeProductView, type CommitteeView } from '#libs/committees/index.js';
import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { Forbidden } from '#libs/kernel/index.js';
import { Programmes } from '#libs/portfolio/index.js';

import { CarriedOver } from './carried.reader.js';
import { carrying } from './carry-over.js';
import { DossierClosed, dossierNotFound } from './dossier.errors.js';
import type { Dossier } from './dossier.js';
import { Dossiers } from './dossiers.reader.js';
import { readsGrids } from './grid-readers.js';
import { TEAM_ROLES } from './team-roles.js';

/** A dossier, and what a person may do with it. */
export interface DossierDesk {
  /** For those who write it, brought up to date with the decisions that took effect since it was saved. */
  readonly dossier: Dossier;
  readonly committee: CommitteeView;
  readonly product: CommitteeProductView;
  /** The person is of the team, or runs committees in the incubator. */
  readonly mayWrite: boolean;
  /** The person reads what sponsors answered to the grid. */
  readonly readsGrids: boolean;
  /** The sitting has not begun, and may still take place. */
  readonly isOpen: boolean;
}

/** States of the committee in which its dossiers may be written; a postponed one takes them up again. */
const OPEN_STATES: readonly string[] = ['preparing', 'postponed'];

/** Who may read a dossier, and who may write it. */
@Injectable()
export class DossierAccess {
  constructor(
    private readonly access: Access,
    private readonly committees: Committees,
    private readonly dossiers: Dossiers,
    private readonly carriedOver: CarriedOver,
    private readonly programmes: Programmes,
  ) {}

  /**
   * For those who hold a role for the product or in its incubator, and for the members that its part of the sitting concerns.
   * @throws NotFound for everyone else.
   */
  async readable(personId: string, dossierId: string): Promise<DossierDesk> {
    const dossier = await this.dossiers.byId(dossierId);
    const committee = dossier && (await this.committees.byId(dossier.committeeId));
    const product = committee?.products.find((one) => one.id === dossier?.productId);
    if (!dossier || !committee || !product) throw dossierNotFound();
    const roles = await this.access.rolesForProduct(personId, product.id);
    const member = committee.members.find(
      ({ person, holds }) =>
        person.id === personId && holds.some(({ productId }) => productId === null || productId === product.id),
    );
    if (roles.length === 0 && !member) throw dossierNotFound();
    const mayWrite = roles.some((role) => TEAM_ROLES.includes(role) || MANAGING_ROLES.includes(role));
    const { gridReaders } = await this.programmes.ofProduct(product.id);
    const reads = readsGrids(gridReaders, { roles, member, productId: product.id });
    const isOpen = OPEN_STATES.includes(committee.state);
    if (!mayWrite || !isOpen) return { dossier, committee, product, mayWrite, readsGrids: reads, isOpen };
    const content = carrying(dossier.content, await this.carriedOver.of(product.id));
    return { dossier: { ...dossier, content }, committee, product, mayWrite, readsGrids: reads, isOpen };
  }

  /** @throws NotFound, Forbidden, DossierClosed */
  async writable(personId: string, dossierId: string): Promise<DossierDesk> {
    const desk = await this.readable(personId, dossierId);
    if (!desk.mayWrite)
      throw new Forbidden(
        'Seules l’équipe du produit et les personnes qui ont la charge des comités écrivent ce dossier.',
      );
    if (!desk.isOpen) throw new DossierClosed();
    return desk;
  }
}
