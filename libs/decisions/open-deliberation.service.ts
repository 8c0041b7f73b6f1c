import { Injectable } from '@nestjs/common';

import { type SittingCommand, SittingDesk } from './sitting-desk.js';

/** Ends the questions. Refused until attendance is recorded: ATTENDANCE_NOT_RECORDED, MANDATORY_MEMBER_ABSENT. Errors of {@link SittingDesk.step}. */
@Injectable()
export class OpenDeliberation {
  constructor(private readonly desk: SittingDesk) {}

  async execute(command: SittingCommand): Promise<void> {
    await this.desk.step(command, { type: 'deliberation.opened' });
  }
}
