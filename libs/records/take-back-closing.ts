import { Injectable } from '@nestjs/common';

import { Clock, parisDate } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';
import { type StepTaker, TakesBack, type UndoneStep } from '#libs/workflow-runtime/index.js';

import { RecordAlreadySent, SittingOfAnotherDay } from './records.errors.js';

/**
 * Reopens a sitting that was closed by mistake. Its records stay as drafts, that nobody can send: they are written anew from
 * what the committee decides when it closes again.
 */
@Injectable()
@TakesBack(['committee sitting.closed'])
export class TakeBackClosing implements StepTaker {
  constructor(private readonly clock: Clock) {}

  async takeBack({ subjectId, entries, effects }: UndoneStep, tx: Tx): Promise<readonly string[]> {
    const closedAt = entries.at(-1)?.at;
    if (closedAt === undefined || parisDate(closedAt) !== this.clock.today()) throw new SittingOfAnotherDay();
    // Held: whoever sends one for sign-off meanwhile comes first, or finds the sitting open.
    const states = await tx.query<{ state: string }[]>(
      `select k.state from records r join cases k on k.subject_id = r.id and k.process = 'deliberation-record'
        where r.committee_id = $1 order by k.id for update of k`,
      [subjectId],
    );
    if (states.some(({ state }) => state !== 'drafting' && state !== 'inReview')) throw new RecordAlreadySent();
    const told = effects.some(({ type, fate }) => type === 'operations.notify' && fate !== 'withdrawn');
    return [
      ...(states.length > 0
        ? ['Les relevés ouverts restent des brouillons\u00A0: ils seront récrits quand la séance sera levée à nouveau.']
        : []),
      ...(told
        ? ['Les opérations ont été prévenues\u00A0: elles recevront un message qui remplace le premier. Appelez-les.']
        : []),
    ];
  }
}
