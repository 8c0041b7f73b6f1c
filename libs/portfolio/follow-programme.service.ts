import { isDeepStrictEqual } from 'node:util';

import { Injectable } from '@nestjs/common';

import type { Tx } from '#libs/persistence/index.js';
import { type DispatchOptions, WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import { type DutyContext, dutyProgrammeOf, USUAL_DUTY_PROGRAMME } from '#workflows/half-year-duty/index.js';

import { Programmes } from './programmes.reader.js';

/** Has the duty of a product follow the programme of its incubator: said before anything else, so that nobody is asked twice. */
@Injectable()
export class FollowProgramme {
  constructor(
    private readonly programmes: Programmes,
    private readonly runtime: WorkflowRuntime,
  ) {}

  /** Says nothing to a duty that follows it already. @returns true when it was told. */
  async execute(
    product: { readonly id: string; readonly incubatorId: string | null },
    options: DispatchOptions,
    tx: Tx,
  ): Promise<boolean> {
    if (product.incubatorId === null) return false;
    const { programme } = await this.programmes.ofIncubator(product.incubatorId, tx);
    const wanted = dutyProgrammeOf(programme);
    const duty = await this.runtime.read('half-year-duty', product.id, tx);
    const followed = (duty?.snapshot.context as DutyContext | undefined)?.programme ?? USUAL_DUTY_PROGRAMME;
    if (isDeepStrictEqual(followed, wanted)) return false;
    const event = { type: 'programme.changed' as const, programme: wanted };
    await this.runtime.open('half-year-duty', product.id, event, options, tx);
    return true;
  }
}
