import { Injectable } from '@nestjs/common';

import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { Forbidden, NotFound } from '#libs/kernel/index.js';

import { committeeNotFound } from './committee.errors.js';
import type { CommitteeView } from './committee-view.js';
import { Committees } from './committees.reader.js';

/** Who may read a committee, and who may run it. */
@Injectable()
export class CommitteeAccess {
  constructor(
    private readonly access: Access,
    private readonly committees: Committees,
  ) {}

  /**
   * The committee, for somebody who manages committees in its incubator.
   * @throws NotFound, Forbidden
   */
  async managed(personId: string, committeeId: string): Promise<CommitteeView> {
    const { view, manages } = await this.readable(personId, committeeId);
    if (!manages)
      throw new Forbidden('Seules les personnes qui ont la charge des comités de l’incubateur peuvent le faire.');
    return view;
  }

  /**
   * The committee, for somebody who sits in it, or holds a role in its incubator or for one of its products.
   * @returns also whether they may run it.
   * @throws NotFound
   */
  async readable(
    personId: string,
    committeeId: string,
  ): Promise<{ readonly view: CommitteeView; readonly manages: boolean }> {
    const view = await this.committees.byId(committeeId);
    if (!view) throw committeeNotFound();
    const roles = await this.access.rolesInIncubator(personId, view.incubatorId);
    const manages = roles.some((role) => MANAGING_ROLES.includes(role));
    if (roles.length > 0 || view.members.some((member) => member.person.id === personId)) return { view, manages };
    for (const { id } of view.products)
      if ((await this.access.rolesForProduct(personId, id)).length > 0) return { view, manages };
    throw committeeNotFound();
  }

  /** @throws NotFound, Forbidden unless the person manages committees in that incubator. */
  async ensureManages(personId: string, incubatorId: string | null): Promise<void> {
    if (incubatorId === null) throw new NotFound('Ce produit n’est rattaché à aucun incubateur.');
    await this.access.ensureIncubator(personId, incubatorId, MANAGING_ROLES);
  }
}
