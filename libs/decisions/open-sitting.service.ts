import { Injectable } from '@nestjs/common';

import { CommitteeAccess } from '#libs/committees/index.js';
import { Programmes } from '#libs/portfolio/index.js';

import { type SittingCommand, SittingDesk } from './sitting-desk.js';

/** Opens the sitting, with the first product of the agenda and the lengths of the programme. Errors of {@link SittingDesk.step}. */
@Injectable()
export class OpenSitting {
  constructor(
    private readonly desk: SittingDesk,
    private readonly access: CommitteeAccess,
    private readonly programmes: Programmes,
  ) {}

  async execute(command: SittingCommand): Promise<void> {
    const { incubatorId } = await this.access.managed(command.personId, command.committeeId);
    const { programme } = await this.programmes.ofIncubator(incubatorId);
    // On the log with the opening: a programme that changes meanwhile changes no sitting that goes on.
    await this.desk.step(command, { type: 'sitting.opened', minutes: programme.stages });
  }
}
