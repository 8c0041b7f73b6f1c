import { Injectable } from '@nestjs/common';

import type { Tx } from '#libs/persistence/index.js';
import { type StepTaker, TakesBack, type UndoneStep, UndoRefused } from '#libs/workflow-runtime/index.js';
import type { CommitteeContext } from '#workflows/committee/index.js';

import { CommitteeAttendance } from './attendance.repository.js';

/** Forgets who came, when nothing had been noted before. */
@Injectable()
@TakesBack(['committee attendance.recorded'])
export class TakeBackAttendance implements StepTaker {
  constructor(private readonly attendance: CommitteeAttendance) {}

  async takeBack({ subjectId, before }: UndoneStep, tx: Tx): Promise<readonly string[]> {
    const { attendance } = before.context as unknown as CommitteeContext;
    if (attendance !== null) throw new UndoRefused('UNDO_WRITTEN_OVER');
    await this.attendance.clear(subjectId, tx);
    return ['Les présences ne sont plus relevées.'];
  }
}
