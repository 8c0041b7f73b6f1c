import { Injectable } from '@nestjs/common';

import { CommitteeAccess } from '#libs/committees/index.js';
import { derivedId, InvalidInput, parisDate } from '#libs/kernel/index.js';
import { Clock } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { DecisionRefused } from './decision.errors.js';
import { decisionMessages } from './decision.messages.js';
import type { DecisionDraft } from './decision.js';
import { columnsOf, settled } from './decision-columns.js';
import { DecisionRow } from './decision.row.js';
import { type CheckedDecision, checkDecision, type DecisionFacts } from './decision-rules.js';
import { Envelopes } from './envelopes.reader.js';
import { Objectives } from './objectives.reader.js';
import type { SittingCommand } from './sitting-desk.js';

export interface RecordDecisionCommand extends SittingCommand {
  readonly productId: string;
  readonly draft: DecisionDraft;
}

/** Records what the committee decides on the product it deliberates about; again, until the sitting closes, to correct it. */
@Injectable()
export class RecordDecision {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly objectives: Objectives,
    private readonly envelopes: Envelopes,
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns what deserves a second look, in French sentences.
   * @throws DecisionRefused with each reason tied to its field; NotFound, Forbidden, EventRefused.
   */
  async execute(
    command: RecordDecisionCommand,
  ): Promise<{ readonly decisionId: string; readonly warnings: readonly string[] }> {
    const { committeeId, productId, personId, idempotencyKey } = command;
    const draft = settled(command.draft);
    const { facts, issues, warnings } = await this.check(command);
    if (issues.length > 0) throw new DecisionRefused(issues);
    const decisionId = derivedId('decision', committeeId, productId);
    const { means, phase } = draft;
    await this.transactions.run(async (tx) => {
      const answer = await this.runtime.dispatch(
        'committee',
        committeeId,
        { type: 'decision.recorded', productId, decisionId, means, phase },
        { actor: `person:${personId}`, idempotencyKey },
        tx,
      );
      if (answer.repeated) return;
      await tx.getRepository(DecisionRow).upsert(
        {
          id: decisionId,
          committeeId,
          productId,
          heldOn: parisDate(answer.at),
          phaseBefore: facts.phaseBefore,
          ...columnsOf(draft),
          recordedAt: answer.at,
          recordedBy: personId,
          effectiveAt: null,
          recordId: null,
        },
        ['id'],
      );
    });
    return { decisionId, warnings };
  }

  /** What is known of the product, and what would be said of the decision. @throws NotFound, Forbidden, InvalidInput */
  async check(
    command: Omit<RecordDecisionCommand, 'idempotencyKey'>,
  ): Promise<CheckedDecision & { readonly facts: DecisionFacts }> {
    const facts = await this.factsOf(command);
    return { facts, ...checkDecision(settled(command.draft), facts) };
  }

  /** What a decision on that product is checked against. Same errors as {@link check}. */
  async factsOf(
    command: Pick<RecordDecisionCommand, 'committeeId' | 'personId' | 'productId'>,
  ): Promise<DecisionFacts> {
    const committee = await this.access.managed(command.personId, command.committeeId);
    const product = committee.products.find((one) => one.id === command.productId);
    if (!product) throw new InvalidInput(decisionMessages.notOnAgenda);
    const heldOn = this.clock.today();
    const baseline = await this.objectives.baselineOf(product.id);
    const currentEnvelope = (await this.envelopes.currentOf(product.id, heldOn)) ?? null;
    return { phaseBefore: product.phase, heldOn, baseline, currentEnvelope };
  }
}
