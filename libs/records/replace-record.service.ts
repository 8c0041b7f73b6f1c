import { Injectable } from '@nestjs/common';

import { Committees } from '#libs/committees/index.js';
import {
  CorrectDecision,
  type Decision,
  type DecisionDraft,
  NextCommittee,
  phaseAfter,
} from '#libs/decisions/index.js';
import { Clock, derivedId, InvalidInput, parisDate } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { caseId, WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { RecordAccess } from './record-access.js';
import { firstVersion, nextVersion, textsOf } from './record-content.js';
import { RecordNumbers } from './record-numbers.repository.js';
import { RecordVersions } from './record-versions.repository.js';
import type { RecordView } from './record-view.js';
import { RecordRow } from './record.row.js';
import { RecordNotReplaceable, recordNotFound } from './records.errors.js';
import { Records } from './records.reader.js';

export interface ReplaceRecordCommand {
  readonly recordId: string;
  /** The decision as it should have been recorded. */
  readonly draft: DecisionDraft;
  readonly reason: string;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Characters: it is printed under the title of the record that replaces. */
const LONGEST_REASON = 500;

/** Opens the record that will replace a sealed one. That one stands, unchanged, until the new one is sealed. */
@Injectable()
export class ReplaceRecord {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly access: RecordAccess,
    private readonly records: Records,
    private readonly committees: Committees,
    private readonly correctDecision: CorrectDecision,
    private readonly nextCommittee: NextCommittee,
    private readonly numbers: RecordNumbers,
    private readonly versions: RecordVersions,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the identifier of the new record.
   * @throws InvalidInput on `reason`, DecisionRefused, RecordNotReplaceable, NotFound, Forbidden.
   */
  async execute(command: ReplaceRecordCommand): Promise<string> {
    const { recordId, personId, idempotencyKey } = command;
    const replaced = await this.access.managed(personId, recordId);
    const reason = checkedReason(command.reason);
    const { before, after } = await this.correctDecision.corrected(replaced.decisionId, command.draft);
    const id = derivedId('record-replacing', recordId, idempotencyKey);
    const content = await this.#contentOf(replaced, after, reason);
    await this.transactions.run(async (tx) => {
      if (await this.records.byId(id, tx)) return;
      await this.#hold(recordId, tx);
      const { heldOn, means, phase, provisionalUntil, committeeId, productId } = after;
      const isMoved = phaseAfter(after) !== phaseAfter(before);
      const replaces = {
        recordId,
        reason,
        phase: isMoved ? phaseAfter(after) : null,
        redates: isMoved || provisionalUntil !== before.provisionalUntil,
      };
      const decision = { heldOn, means, phase, provisionalUntil };
      const answer = await this.runtime.open(
        'deliberation-record',
        id,
        { type: 'record.opened', committeeId, productId, decisionId: after.id, decision, replaces },
        { actor: `person:${personId}`, idempotencyKey },
        tx,
      );
      const reference = await this.numbers.next(Number(this.clock.today().slice(0, 4)), tx);
      await tx.getRepository(RecordRow).insert({
        id,
        committeeId,
        productId,
        decisionId: after.id,
        replacesId: recordId,
        reference,
        createdAt: answer.at,
      });
      await this.versions.add(id, { ...content, reference, issuedAt: answer.at, version: 1 }, personId, tx);
      await this.correctDecision.keep({ recordId: id, decision: after, reason, personId, at: answer.at }, tx);
    });
    return id;
  }

  /** Gives up a record that replaces another, before anybody was asked to sign it. @throws NotFound, Forbidden, EventRefused */
  async abandon(command: Omit<ReplaceRecordCommand, 'draft'>): Promise<void> {
    const { recordId, personId, idempotencyKey } = command;
    await this.access.managed(personId, recordId);
    const event = { type: 'record.abandoned', reason: checkedReason(command.reason) } as const;
    await this.runtime.dispatch('deliberation-record', recordId, event, {
      actor: `person:${personId}`,
      idempotencyKey,
    });
  }

  /** One replacement at a time: the case of the replaced record is held while it is looked at. */
  async #hold(recordId: string, tx: Tx): Promise<void> {
    const held = caseId({ process: 'deliberation-record', subjectId: recordId });
    await tx.query('select 1 from cases where id = $1 for update', [held]);
    const record = await this.records.byId(recordId, tx);
    if (!record) throw recordNotFound();
    if (record.state !== 'sealed' || record.replacedBy !== null) throw new RecordNotReplaceable();
  }

  /** Written anew from the decision put right; the presentation, which is people's alone, stays. */
  async #contentOf(replaced: RecordView, decision: Decision, reason: string) {
    const committee = await this.committees.byId(decision.committeeId);
    if (!committee) throw recordNotFound();
    const next = await this.nextCommittee.after({ ...decision, effectiveAt: null });
    const { document } = replaced;
    const written = firstVersion({
      committee,
      decision,
      indicators: document.indicators,
      nextCommitteeDue: next?.dueOn ?? null,
      reference: '',
      issuedAt: this.clock.now(),
    });
    const { presentation } = textsOf(document);
    const on = parisDate(replaced.pdf.sealed?.createdAt ?? document.issuedAt);
    return {
      ...nextVersion(written, { ...textsOf(written), presentation }, written.issuedAt),
      replaces: { reference: replaced.reference, on, reason },
    };
  }
}

function checkedReason(typed: string): string {
  const reason = typed.trim();
  if (reason === '' || reason.length > LONGEST_REASON)
    throw new InvalidInput('Le motif est nécessaire.', {
      reason: `Indiquez en ${LONGEST_REASON}\u00A0caractères au plus ce qui est rectifié, et pourquoi\u00A0: ce motif figurera au relevé.`,
    });
  return reason;
}
