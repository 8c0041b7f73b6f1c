import { Injectable } from '@nestjs/common';

import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { Clock, type Programme } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { FollowProgramme, Programmes } from '#libs/portfolio/index.js';

import { checkedProgramme } from './checked-programme.js';
import { ProgrammeChanged } from './programme.errors.js';

export interface ChangeProgrammeCommand {
  readonly incubatorId: string;
  readonly programme: Programme;
  /** Of the programme that was read. */
  readonly revision: number;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Changes how an incubator runs its committees: kept with what it was, and told to every duty at once. */
@Injectable()
export class ChangeProgramme {
  constructor(
    private readonly transactions: Transactions,
    private readonly programmes: Programmes,
    private readonly follow: FollowProgramme,
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInput, ProgrammeChanged, NotFound, Forbidden */
  async execute(command: ChangeProgrammeCommand): Promise<void> {
    const { incubatorId, revision, personId, idempotencyKey } = command;
    await this.access.ensureIncubator(personId, incubatorId, MANAGING_ROLES);
    const programme = checkedProgramme(command.programme);
    await this.transactions.run(async (tx) => {
      const before = await this.programmes.ofIncubator(incubatorId, tx);
      const written = await tx.query<unknown[]>(
        `insert into programme_changes (id, incubator_id, before, after, changed_by, at)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1`,
        [idempotencyKey, incubatorId, before.programme, programme, personId, this.clock.now()],
      );
      if (written.length === 0) return;
      const kept = await tx.query<unknown[]>(
        `insert into programmes (incubator_id, parameters, revision) select $1, $2, 1 where $3 = 0
         on conflict do nothing returning 1`,
        [incubatorId, programme, revision],
      );
      if (kept.length === 0) {
        const [moved] = await tx.query<[unknown[], number]>(
          'update programmes set parameters = $2, revision = revision + 1 where incubator_id = $1 and revision = $3 returning 1',
          [incubatorId, programme, revision],
        );
        if (moved.length === 0) throw new ProgrammeChanged();
      }
      const products = await tx.query<{ id: string }[]>(
        `select p.id from products p join cases c on c.subject_id = p.id and c.process = 'half-year-duty'
          where p.incubator_id = $1 order by p.id`,
        [incubatorId],
      );
      for (const { id } of products) {
        const options = { actor: `person:${personId}`, idempotencyKey: `programme:${idempotencyKey}:${id}` } as const;
        await this.follow.execute({ id, incubatorId }, options, tx);
      }
    });
  }
}
