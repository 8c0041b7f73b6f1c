import { Injectable } from '@nestjs/common';

import type { TeamPlace } from '#workflows/committee/index.js';

import { type SittingCommand, SittingDesk } from './sitting-desk.js';

/** What whoever runs the sitting may do to its clock. */
export type TimeChange =
  | { readonly type: 'clock.paused' | 'clock.resumed' }
  | { readonly type: 'clock.extended'; readonly minutes: number }
  | { readonly type: 'stage.skipped'; readonly team?: TeamPlace };

/** Pauses, extends or leaves out the stage that goes on. Errors of {@link SittingDesk.step}, and CLOCK_ALREADY_SO. */
@Injectable()
export class KeepTime {
  constructor(private readonly desk: SittingDesk) {}

  async execute(command: SittingCommand & { readonly change: TimeChange }): Promise<void> {
    await this.desk.step(command, command.change);
  }
}
