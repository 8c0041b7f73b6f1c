import { Injectable } from '@nestjs/common';

import type { TeamPlace } from '#workflows/committee/index.js';

import { type SittingCommand, SittingDesk } from './sitting-desk.js';

/** Notes that the team stays for the deliberation, or leaves. Errors of {@link SittingDesk.step}. */
@Injectable()
export class PlaceTeam {
  constructor(private readonly desk: SittingDesk) {}

  async execute(command: SittingCommand & { readonly team: TeamPlace }): Promise<void> {
    await this.desk.step(command, { type: 'team.placed', team: command.team });
  }
}
