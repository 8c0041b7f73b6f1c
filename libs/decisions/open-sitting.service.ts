import { Injectable } from '@nestjs/common';

import { type SittingCommand, SittingDesk } from './sitting-desk.js';

/** Opens the sitting, with the first product of the agenda. Errors of {@link SittingDesk.step}. */
@Injectable()
export class OpenSitting {
  constructor(private readonly desk: SittingDesk) {}

  async execute(command: SittingCommand): Promise<void> {
    await this.desk.step(command, { type: 'sitting.opened' });
  }
}
