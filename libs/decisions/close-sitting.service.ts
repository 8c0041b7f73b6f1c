import { Injectable } from '@nestjs/common';

import { type SittingCommand, SittingDesk } from './sitting-desk.js';

/** Closes the sitting: operations are told and records open. Refused while a product lacks a decision: SITTING_WITHOUT_DECISION. Errors of {@link SittingDesk.step}. */
@Injectable()
export class CloseSitting {
  constructor(private readonly desk: SittingDesk) {}

  async execute(command: SittingCommand): Promise<void> {
    await this.desk.step(command, { type: 'sitting.closed' });
  }
}
