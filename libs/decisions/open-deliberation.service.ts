import { Injectable } from '@nestjs/common';

import type { TeamPlace } from '#workflows/committee/index.js';

import { type SittingCommand, SittingDesk } from './sitting-desk.js';

/** Ends the questions. Refused until attendance is recorded: ATTENDANCE_NOT_RECORDED, MANDATORY_MEMBER_ABSENT, QUORUM_NOT_MET. Errors of {@link SittingDesk.step}. */
@Injectable()
export class OpenDeliberation {
  constructor(private readonly desk: SittingDesk) {}

  /** @param command `team` when it is known whether the team stays. */
  async execute(command: SittingCommand & { readonly team?: TeamPlace }): Promise<void> {
    const { team } = command;
    await this.desk.step(command, { type: 'deliberation.opened', ...(team ? { team } : {}) });
  }
}
