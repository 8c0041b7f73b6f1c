import { Injectable } from '@nestjs/common';

import type { Tx } from '#libs/persistence/index.js';

import { type Attendance, CommitteeMemberRow } from './committee-member.row.js';

/** Who came, as the sitting notes it. */
@Injectable()
export class CommitteeAttendance {
  /** Writes what was noted of some members, in the transaction of the event that says so. */
  async save(
    committeeId: string,
    noted: readonly {
      readonly memberId: string;
      readonly attendance: Attendance;
      readonly representedBy?: string | null;
    }[],
    tx: Tx,
  ): Promise<void> {
    for (const { memberId, attendance, representedBy = null } of noted)
      await tx
        .getRepository(CommitteeMemberRow)
        .update(
          { id: memberId, committeeId },
          { attendance, representedBy: attendance === 'represented' ? representedBy?.trim() || null : null },
        );
  }

  /** Forgets who came: nothing was noted after all, or everybody is awaited again. */
  async clear(committeeId: string, tx: Tx): Promise<void> {
    await tx.getRepository(CommitteeMemberRow).update({ committeeId }, { attendance: null, representedBy: null });
  }
}
