import { Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';
import { type StepTaker, TakesBack, type UndoneStep, WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { CommitteeContext } from '#workflows/committee/index.js';

/** Invites again those whose calendars were told that a committee would not take place, once it does after all. */
@Injectable()
@TakesBack(['committee committee.cancelled', 'committee committee.postponed'])
export class TakeBackCallingOff implements StepTaker {
  constructor(
    private readonly runtime: WorkflowRuntime,
    private readonly clock: Clock,
  ) {}

  async takeBack({ subjectId, before, effects, options }: UndoneStep, tx: Tx): Promise<readonly string[]> {
    const told = effects.some(({ type, fate }) => type === 'cancellations.send' && fate !== 'withdrawn');
    const { startsAt } = before.context as unknown as CommitteeContext;
    if (!told || startsAt <= this.clock.now()) return [];
    // It had no date to invite to: what was said of giving it up is for whoever undoes it to put right.
    if (before.value === 'postponed')
      return ['Les membres ont su que le comité était abandonné\u00A0: prévenez-les qu’il attend de nouveau une date.'];
    const { actor, idempotencyKey } = options;
    const keyed = (step: string) => ({ actor, idempotencyKey: `${idempotencyKey}:${step}` });
    // Twice, so that its number is above that of the cancellation, whichever of the two calendars see last.
    await this.runtime.dispatch('committee', subjectId, { type: 'members.changed' }, keyed('above'), tx);
    const reason = `Le comité a bien lieu\u00A0: il avait été annoncé le contraire. ${options.reason}`;
    await this.runtime.dispatch(
      'committee',
      subjectId,
      { type: 'committee.moved', startsAt, reason },
      keyed('again'),
      tx,
    );
    return ['Les membres reçoivent une nouvelle invitation, à la même date, avec votre motif.'];
  }
}
