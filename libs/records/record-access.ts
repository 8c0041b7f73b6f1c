import { Injectable } from '@nestjs/common';

import { Committees } from '#libs/committees/index.js';
import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { Forbidden } from '#libs/kernel/index.js';

import { sitsFor } from './record-quality.js';
import type { RecordView } from './record-view.js';
import { recordNotFound } from './records.errors.js';
import { Records } from './records.reader.js';

/** Who may read a record, and who may edit it and have it signed. */
@Injectable()
export class RecordAccess {
  constructor(
    private readonly access: Access,
    private readonly records: Records,
    private readonly committees: Committees,
  ) {}

  /**
   * The record, for somebody who runs committees in its incubator.
   * @throws NotFound, Forbidden
   */
  async managed(personId: string, recordId: string): Promise<RecordView> {
    const { record, manages } = await this.readable(personId, recordId);
    if (!manages)
      throw new Forbidden('Seules les personnes qui ont la charge des comités de l’incubateur peuvent le faire.');
    return record;
  }

  /**
   * The record, for somebody with a role in its incubator or for its product, or who sat in the committee for it.
   * @returns also whether they may act on it.
   * @throws NotFound
   */
  async readable(
    personId: string,
    recordId: string,
  ): Promise<{ readonly record: RecordView; readonly manages: boolean }> {
    const record = await this.records.byId(recordId);
    if (!record) throw recordNotFound();
    const roles = await this.access.rolesInIncubator(personId, record.incubatorId);
    const manages = roles.some((role) => MANAGING_ROLES.includes(role));
    if (roles.length > 0 || (await this.access.rolesForProduct(personId, record.productId)).length > 0)
      return { record, manages };
    const committee = await this.committees.byId(record.committeeId);
    const sat = committee?.members.some((member) => member.person.id === personId && sitsFor(member, record.productId));
    if (!sat) throw recordNotFound();
    return { record, manages };
  }
}
