import { Injectable } from '@nestjs/common';

import { Decisions } from '#libs/decisions/index.js';
import { newId } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { RecordContext } from '#workflows/deliberation-record/index.js';

import { type CheckedAnswer, checkedAnswer, type RawAnswer } from './answer.js';
import { keptOrigin, type SeenOrigin } from './origin.js';
import { type Passed, SignOffGate } from './sign-off-gate.js';
import { SignatureRow } from './signature.row.js';
import { type Signature, signatureOf } from './signatures.reader.js';

export interface GiveAnswerCommand extends RawAnswer {
  /** Of the link. */
  readonly secret: string;
  readonly from: SeenOrigin;
}

/** Takes the answer of a signatory. The one place where anything signs: with a living link, its code, and a choice made. */
@Injectable()
export class SignOff {
  constructor(
    private readonly gate: SignOffGate,
    private readonly runtime: WorkflowRuntime,
    private readonly decisions: Decisions,
  ) {}

  /**
   * One answer a signatory and version, whichever of their links and however often it is sent: the first is final.
   * @throws InvalidInput tied to `choice`, `comment`, `code`; nothing is counted then. Errors of {@link SignOffGate.pass}.
   */
  async give(command: GiveAnswerCommand): Promise<Signature> {
    const answer = checkedAnswer(command);
    const { secret, from } = command;
    return this.gate.pass({ secret, code: answer.code, from }, async (passed, tx) =>
      this.#sign(passed, answer, from, tx),
    );
  }

  async #sign(
    { link, context }: Passed,
    { choice, comment }: Pick<CheckedAnswer, 'choice' | 'comment'>,
    from: SeenOrigin,
    tx: Tx,
  ): Promise<Signature> {
    const { recordId, version, signatoryId, personId } = link;
    const taken = await this.runtime.dispatch(
      'deliberation-record',
      recordId,
      { type: 'answer.given', signatoryId, choice, ...(await this.#overtaken(context, tx)) },
      { actor: `signatory:${personId}`, idempotencyKey: `answer:${version}:${signatoryId}` },
      tx,
    );
    const row: SignatureRow = {
      id: newId(),
      recordId,
      version,
      signatoryId,
      personId,
      linkId: link.id,
      choice,
      comment,
      signedAt: taken.at,
      documentSha256: context.sha256 ?? '',
      ...keptOrigin(from),
    };
    await tx.getRepository(SignatureRow).insert(row);
    return signatureOf(row);
  }

  /** Whether a later decision says where the product is: what is signed late must not put its phase back. */
  async #overtaken({ replaces, productId, decision }: RecordContext, tx: Tx): Promise<{ overtaken?: true }> {
    if (replaces?.phase == null || decision === null) return {};
    const decisions = await this.decisions.ofProduct(productId, tx);
    const later = decisions.some(({ heldOn, effectiveAt }) => effectiveAt !== null && heldOn > decision.heldOn);
    return later ? { overtaken: true } : {};
  }
}
