import { Injectable } from '@nestjs/common';

import { Committees, type CommitteeView } from '#libs/committees/index.js';
import { type Decision, Decisions, NextCommittee } from '#libs/decisions/index.js';
import { Dossiers } from '#libs/dossiers/index.js';
import { Clock, derivedId } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { firstVersion, nextVersion, type RecordSources, textsOf } from './record-content.js';
import { recordIndicators } from './record-indicators.js';
import { RecordNumbers } from './record-numbers.repository.js';
import { RecordVersions } from './record-versions.repository.js';
import type { RecordView } from './record-view.js';
import { RecordRow } from './record.row.js';
import { Records } from './records.reader.js';

export interface OpenRecordsCommand {
  readonly committeeId: string;
  readonly idempotencyKey: string;
}

/**
 * Opens the record of each decision of a committee, with its first version. A decision that has its record already, from a
 * sitting that was closed and then reopened, has it written anew.
 */
@Injectable()
export class OpenRecords {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly committees: Committees,
    private readonly decisions: Decisions,
    private readonly nextCommittee: NextCommittee,
    private readonly dossiers: Dossiers,
    private readonly numbers: RecordNumbers,
    private readonly versions: RecordVersions,
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** In the order of the agenda, each in a transaction of its own: run again after a crash, it opens those that miss. */
  async execute({ committeeId, idempotencyKey }: OpenRecordsCommand): Promise<void> {
    const committee = await this.committees.byId(committeeId);
    if (!committee) return;
    const decisions = await this.decisions.ofCommittee(committeeId);
    for (const { id } of committee.products) {
      const decision = decisions.find(({ productId }) => productId === id);
      if (decision) await this.#open(committee, decision, idempotencyKey);
    }
  }

  async #open(committee: CommitteeView, decision: Decision, idempotencyKey: string): Promise<void> {
    const { id: decisionId, productId, heldOn, means, phase, provisionalUntil } = decision;
    const recordId = derivedId('record', decisionId);
    const next = await this.nextCommittee.after(decision);
    const dossier = await this.dossiers.of(committee.id, productId);
    // What members received; what the team wrote since was never presented.
    const indicators = recordIndicators(dossier?.submission?.content);
    const sources = { committee, decision, indicators, nextCommitteeDue: next?.dueOn ?? null };
    await this.transactions.run(async (tx) => {
      const known = await this.records.byId(recordId, tx);
      if (known) return this.#rewrite(known, sources, idempotencyKey, tx);
      const answer = await this.runtime.open(
        'deliberation-record',
        recordId,
        {
          type: 'record.opened',
          committeeId: committee.id,
          productId,
          decisionId,
          decision: { heldOn, means, phase, provisionalUntil },
        },
        { actor: 'system:records', idempotencyKey },
        tx,
      );
      if (answer.repeated) return;
      const reference = await this.numbers.next(Number(this.clock.today().slice(0, 4)), tx);
      await tx.getRepository(RecordRow).insert({
        id: recordId,
        committeeId: committee.id,
        productId,
        decisionId,
        replacesId: null,
        reference,
        createdAt: answer.at,
      });
      const content = firstVersion({ ...sources, reference, issuedAt: answer.at });
      await this.versions.add(recordId, content, null, tx);
    });
  }

  /** A new version of a record that is still a draft, from the decision as it is now; the presentation, which is people's alone, stays. */
  async #rewrite(
    known: RecordView,
    anew: Omit<RecordSources, 'reference' | 'issuedAt'>,
    key: string,
    tx: Tx,
  ): Promise<void> {
    const { heldOn, means, phase, provisionalUntil } = anew.decision;
    const answer = await this.runtime.dispatch(
      'deliberation-record',
      known.id,
      { type: 'record.edited', decision: { heldOn, means, phase, provisionalUntil } },
      { actor: 'system:records', idempotencyKey: key },
      tx,
    );
    if (answer.repeated) return;
    const { reference, document } = known;
    const written = firstVersion({ ...anew, reference, issuedAt: answer.at });
    const { presentation } = textsOf(document);
    const texts = { ...textsOf(written), presentation };
    await this.versions.add(
      known.id,
      nextVersion({ ...written, version: document.version }, texts, answer.at),
      null,
      tx,
    );
  }
}
