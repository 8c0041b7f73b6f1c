import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual } from 'typeorm';

import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { type CalendarDate, Clock, daysBetween, Forbidden, InvalidInput, newId } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { UnavailabilityRow } from './unavailability.row.js';

export interface Unavailability {
  readonly id: string;
  readonly personId: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** For the person and whoever wrote it; null when there is none. */
  readonly reason: string | null;
  readonly createdBy: string;
}

const LONGEST_DAYS = 366;

/** When people cannot sit: they say it themselves, or the lead who plans with them does. */
@Injectable()
export class Unavailabilities {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  /** Those of some people that are not over, earliest first. */
  async of(personIds: readonly string[]): Promise<readonly Unavailability[]> {
    if (personIds.length === 0) return [];
    return this.transactions.outside.getRepository(UnavailabilityRow).find({
      where: { personId: In([...personIds]), to: MoreThanOrEqual(this.clock.today()) },
      order: { from: 'ASC', id: 'ASC' },
    });
  }

  /**
   * Says when somebody is away.
   * @throws InvalidInput tied to `from` and `to`; Forbidden for somebody who neither is the person nor plans with them.
   */
  async add(command: {
    readonly personId: string;
    readonly from: CalendarDate;
    readonly to: CalendarDate;
    readonly reason?: string | null;
    readonly by: string;
  }): Promise<void> {
    const { personId, from, to, by } = command;
    const fields: Record<string, string> = {};
    if (to < from) fields['to'] = 'Le dernier jour vient avant le premier.';
    else if (to < this.clock.today()) fields['to'] = 'Ces jours sont passés.';
    else if (daysBetween(from, to) > LONGEST_DAYS) fields['to'] = 'Une absence dure un an au plus.';
    if (Object.keys(fields).length > 0) throw new InvalidInput('Ces dates ne conviennent pas.', fields);
    await this.#ensureMay(by, personId);
    await this.transactions.outside.getRepository(UnavailabilityRow).insert({
      id: newId(),
      personId,
      from,
      to,
      reason: command.reason?.trim().slice(0, 200) || null,
      createdAt: this.clock.now(),
      createdBy: by,
    });
  }

  /** Takes one back; one that is gone already stays gone. @throws Forbidden */
  async remove(id: string, by: string): Promise<void> {
    const rows = this.transactions.outside.getRepository(UnavailabilityRow);
    const found = await rows.findOneBy({ id });
    if (!found) return;
    await this.#ensureMay(by, found.personId);
    await rows.delete(id);
  }

  /** Oneself; or somebody with a role in an incubator, or for one of its products, where one runs committees. */
  async #ensureMay(by: string, personId: string): Promise<void> {
    if (by === personId) return;
    const managed = await this.access.incubatorsWhere(by, MANAGING_ROLES);
    const [found] = await this.transactions.outside.query<unknown[]>(
      `select 1 from roles r left join products p on p.id = r.product_id
        where r.person_id = $1 and coalesce(r.incubator_id, p.incubator_id) = any($2::uuid[]) limit 1`,
      [personId, managed],
    );
    if (!found)
      throw new Forbidden('Seules les personnes avec qui vous préparez des comités peuvent être dites absentes.');
  }
}
