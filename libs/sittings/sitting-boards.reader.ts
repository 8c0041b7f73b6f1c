import { Injectable } from '@nestjs/common';

import { Committees } from '#libs/committees/index.js';
import { Clock, NotFound } from '#libs/kernel/index.js';
import { Programmes } from '#libs/portfolio/index.js';

import { realStand, Rehearsals } from './rehearsals.js';
import { boardOf, type SittingBoard } from './sitting-board.js';
import { SittingVersions } from './sitting-versions.reader.js';

/** What the screens of a sitting show: the sitting itself, or its rehearsal while one goes on before it. */
@Injectable()
export class SittingBoards {
  constructor(
    private readonly committees: Committees,
    private readonly rehearsals: Rehearsals,
    private readonly versions: SittingVersions,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /** For whoever may see it: callers see to access. @throws NotFound */
  async of(committeeId: string): Promise<SittingBoard> {
    // Its version first: read after, it could name what the board does not show yet.
    const versions = await this.versions.of([committeeId]);
    const committee = await this.committees.byId(committeeId);
    if (!committee) throw new NotFound('Ce comité n’existe pas.');
    const isAhead = committee.state === 'convened' || committee.state === 'preparing';
    const rehearsal = isAhead ? await this.rehearsals.of(committeeId) : null;
    return boardOf(committee, rehearsal ?? realStand(committee), {
      now: this.clock.now(),
      version: versions.get(committeeId) ?? '',
      isRehearsal: rehearsal !== null,
      minutes: isAhead
        ? (await this.programmes.ofIncubator(committee.incubatorId)).programme.stages
        : committee.context.minutes,
    });
  }
}
