import { Injectable } from '@nestjs/common';

import { DEFAULT_PROGRAMME, type Instant, type Programme } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

/** A programme with the revision that a change of it must name. */
export interface RevisedProgramme {
  readonly programme: Programme;
  /** 0 until it was first changed. */
  readonly revision: number;
}

export interface ProgrammeChange {
  readonly id: string;
  readonly at: Instant;
  readonly changedBy: { readonly id: string; readonly name: string };
  readonly before: Programme;
  readonly after: Programme;
}

/** What was never said of a programme, as when it was written by an earlier version of Jalon, is as usual. */
const complete = (stored: Partial<Programme> | null | undefined): Programme => ({ ...DEFAULT_PROGRAMME, ...stored });

/** How incubators run their committees. A product without incubator follows what is usual. */
@Injectable()
export class Programmes {
  constructor(private readonly transactions: Transactions) {}

  async ofIncubator(incubatorId: string, tx: Tx = this.transactions.outside): Promise<RevisedProgramme> {
    const [found] = await tx.query<{ parameters: Programme; revision: number }[]>(
      'select parameters, revision from programmes where incubator_id = $1',
      [incubatorId],
    );
    return { programme: complete(found?.parameters), revision: found?.revision ?? 0 };
  }

  /** The programme of each of some incubators. */
  async ofIncubators(
    ids: readonly string[],
    tx: Tx = this.transactions.outside,
  ): Promise<ReadonlyMap<string, Programme>> {
    const found = await tx.query<{ id: string; parameters: Programme }[]>(
      'select incubator_id as id, parameters from programmes where incubator_id = any($1::uuid[])',
      [ids],
    );
    const known = new Map(found.map(({ id, parameters }) => [id, parameters]));
    return new Map(ids.map((id) => [id, complete(known.get(id))]));
  }

  async ofProduct(productId: string, tx: Tx = this.transactions.outside): Promise<Programme> {
    return (await this.ofProducts([productId], tx)).get(productId) ?? DEFAULT_PROGRAMME;
  }

  /** The programme that each of some products follows. */
  async ofProducts(
    ids: readonly string[],
    tx: Tx = this.transactions.outside,
  ): Promise<ReadonlyMap<string, Programme>> {
    const found = await tx.query<{ id: string; parameters: Programme }[]>(
      `select p.id, m.parameters from products p join programmes m on m.incubator_id = p.incubator_id
        where p.id = any($1::uuid[])`,
      [ids],
    );
    const known = new Map(found.map(({ id, parameters }) => [id, parameters]));
    return new Map(ids.map((id) => [id, complete(known.get(id))]));
  }

  /** What was changed of it, the latest first. */
  async changesOf(incubatorId: string): Promise<readonly ProgrammeChange[]> {
    const found = await this.transactions.outside.query<
      { id: string; at: Date; before: Programme; after: Programme; person_id: string; name: string }[]
    >(
      `select c.id, c.at, c.before, c.after, p.id as person_id, p.name
         from programme_changes c join people p on p.id = c.changed_by
        where c.incubator_id = $1 order by c.at desc, c.id`,
      [incubatorId],
    );
    return found.map(({ id, at, before, after, person_id, name }) => ({
      id,
      at: at.toISOString(),
      changedBy: { id: person_id, name },
      before: complete(before),
      after: complete(after),
    }));
  }
}
