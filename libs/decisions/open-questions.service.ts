import { Injectable } from '@nestjs/common';

import { type SittingCommand, SittingDesk } from './sitting-desk.js';

/** Ends the presentation: the committee asks. Errors of {@link SittingDesk.step}. */
@Injectable()
export class OpenQuestions {
  constructor(private readonly desk: SittingDesk) {}

  async execute(command: SittingCommand): Promise<void> {
    await this.desk.step(command, { type: 'questions.opened' });
  }
}
