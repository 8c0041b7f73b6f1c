import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { Clock, type Instant, newId } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import type { ProposedSitting } from './facts.js';
import { HalfYearPlanRow } from './half-year-plan.row.js';
import type { PlanParameters } from './parameters.js';
import { parametersContent, reportContent } from './plan.content.js';
import { type Pin, PlanSittingRow } from './plan-sitting.row.js';
import { PlanChanged } from './planning.errors.js';
import type { SolveReport } from './propose.js';

/** A sitting of a plan, with what the lead fixed of it. */
export interface PlanSitting extends Omit<ProposedSitting, 'keptId'> {
  readonly id: string;
  readonly pin: Pin | null;
  readonly committeeId: string | null;
  readonly refusal: string | null;
}

export interface HalfYearPlan {
  readonly id: string;
  readonly revision: number;
  readonly incubatorIds: readonly string[];
  readonly parameters: PlanParameters;
  readonly removedProductIds: readonly string[];
  readonly report: SolveReport;
  readonly place: string | null;
  readonly videoUrl: string | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly updatedAt: Instant;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Instant | null;
  readonly abandonedAt: Instant | null;
  /** Earliest first. */
  readonly sittings: readonly PlanSitting[];
}

/** What may change in a draft; sittings are replaced as a whole. */
export interface PlanChange {
  readonly parameters?: PlanParameters;
  readonly removedProductIds?: readonly string[];
  readonly report?: SolveReport;
  readonly sittings?: readonly PlanSitting[];
}

/** Plans and their sittings as rows. Callers see to access. */
@Injectable()
export class Plans {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async byId(id: string, tx: Tx = this.transactions.outside): Promise<HalfYearPlan | undefined> {
    const row = await tx.getRepository(HalfYearPlanRow).findOneBy({ id });
    if (!row) return undefined;
    const sittings = await tx
      .getRepository(PlanSittingRow)
      .find({ where: { planId: id }, order: { on: 'ASC', time: 'ASC', id: 'ASC' } });
    return planOf(row, sittings);
  }

  /** The plans of some incubators, those given up left out, last changed first. */
  async ofIncubators(incubatorIds: readonly string[], limit = 20): Promise<readonly HalfYearPlan[]> {
    const rows = await this.transactions.outside
      .getRepository(HalfYearPlanRow)
      .createQueryBuilder('plan')
      .where('plan.incubator_ids && :incubatorIds::uuid[]', { incubatorIds: [...incubatorIds] })
      .andWhere({ abandonedAt: IsNull() })
      .orderBy('plan.updatedAt', 'DESC')
      .limit(limit)
      .getMany();
    const plans = await Promise.all(rows.map(async ({ id }) => this.byId(id)));
    return plans.filter((plan) => plan !== undefined);
  }

  async insert(
    plan: Pick<HalfYearPlan, 'id' | 'incubatorIds' | 'parameters' | 'report' | 'createdBy' | 'sittings'>,
    tx: Tx,
  ): Promise<boolean> {
    const now = this.clock.now();
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(HalfYearPlanRow)
      .values({
        id: plan.id,
        revision: 1,
        incubatorIds: [...plan.incubatorIds],
        parameters: plan.parameters as object,
        removedProductIds: [],
        report: plan.report as object,
        createdAt: now,
        createdBy: plan.createdBy,
        updatedAt: now,
      })
      .orIgnore()
      .returning('id')
      .execute();
    if ((raw as unknown[]).length === 0) return false;
    await this.#insertSittings(plan.id, plan.sittings, tx);
    return true;
  }

  /** @throws PlanChanged when the draft is no longer at that revision, or no longer a draft. */
  async change(id: string, revision: number, change: PlanChange, tx: Tx): Promise<void> {
    const { sittings, ...columns } = change;
    await this.guard(id, revision, columns, tx);
    if (!sittings) return;
    await tx.getRepository(PlanSittingRow).delete({ planId: id });
    await this.#insertSittings(id, sittings, tx);
  }

  /** Moves a draft on by one revision, changing these columns. @throws PlanChanged */
  async guard(id: string, revision: number, columns: object, tx: Tx): Promise<void> {
    const { affected } = await tx
      .getRepository(HalfYearPlanRow)
      .update(
        { id, revision, confirmedAt: IsNull(), abandonedAt: IsNull() },
        { ...columns, revision: revision + 1, updatedAt: this.clock.now() },
      );
    if (affected === 0) throw new PlanChanged();
  }

  async settle(sittingId: string, outcome: { readonly committeeId: string } | { readonly refusal: string }) {
    await this.transactions.outside.getRepository(PlanSittingRow).update(sittingId, outcome);
  }

  async #insertSittings(planId: string, sittings: readonly PlanSitting[], tx: Tx): Promise<void> {
    if (sittings.length > 0)
      await tx
        .getRepository(PlanSittingRow)
        .insert(sittings.map((one) => ({ ...one, productIds: [...one.productIds], planId })));
  }
}

/** A sitting that the solver proposed, as the plan keeps it: what was fixed keeps its name and its pin. */
export function planSittingOf(
  { keptId, ...sitting }: ProposedSitting,
  known: readonly Pick<PlanSitting, 'id' | 'pin'>[] = [],
): PlanSitting {
  const kept = known.find(({ id }) => id === keptId);
  return { ...sitting, id: kept?.id ?? newId(), pin: kept?.pin ?? null, committeeId: null, refusal: null };
}

function planOf(row: HalfYearPlanRow, sittings: readonly PlanSittingRow[]): HalfYearPlan {
  return {
    id: row.id,
    revision: row.revision,
    incubatorIds: row.incubatorIds,
    parameters: parametersContent.parse(row.parameters),
    removedProductIds: row.removedProductIds,
    report: reportContent.parse(row.report),
    place: row.place,
    videoUrl: row.videoUrl,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    updatedAt: row.updatedAt,
    confirmedBy: row.confirmedBy,
    confirmedAt: row.confirmedAt,
    abandonedAt: row.abandonedAt,
    sittings: sittings.map(sittingOf),
  };
}

const sittingOf = ({ id, incubatorId, on, time, minutes, productIds, pin, committeeId, refusal }: PlanSittingRow) => ({
  id,
  incubatorId,
  on,
  time,
  minutes,
  productIds,
  pin,
  committeeId,
  refusal,
});
