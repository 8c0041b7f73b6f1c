import { Injectable, Logger } from '@nestjs/common';

import { Decisions } from '#libs/decisions/index.js';
import { RateLimits } from '#libs/identity/index.js';
import { Clock, newId, NotFound } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { Records } from '#libs/records/index.js';
import { caseId, WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { RecordContext } from '#workflows/deliberation-record/index.js';

import { checkedAnswer, type RawAnswer } from './answer.js';
import { deathOf, type LinkContext } from './link-life.js';
import { wrongCodesMail } from './mails/reports.mail.js';
import { keptOrigin, type SeenOrigin } from './origin.js';
import { AlreadySigned, type DeadReason, SignOffLinkDead, WrongSignOffCode } from './sign-off.errors.js';
import { SignOffFacts } from './sign-off-facts.reader.js';
import type { SignOffLinkRow } from './sign-off-link.row.js';
import { isCode, type LinkHolder, SignOffLinks } from './sign-off-links.repository.js';
import { SignOffPost } from './sign-off-post.service.js';
import { SignatureRow } from './signature.row.js';
import { type Signature, signatureOf, Signatures } from './signatures.reader.js';

export interface GiveAnswerCommand extends RawAnswer {
  /** Of the link. */
  readonly secret: string;
  readonly from: SeenOrigin;
}

type Outcome =
  | { readonly kind: 'signed'; readonly signature: Signature }
  | { readonly kind: 'already'; readonly signature: Signature }
  | { readonly kind: 'dead'; readonly reason: DeadReason }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wrong-code'; readonly left: number; readonly link: SignOffLinkRow };

/** Takes the answer of a signatory. The one place where anything signs: with a living link, its code, and a choice made. */
@Injectable()
export class SignOff {
  readonly #logger = new Logger('sign-off');

  constructor(
    private readonly links: SignOffLinks,
    private readonly signatures: Signatures,
    private readonly facts: SignOffFacts,
    private readonly post: SignOffPost,
    private readonly records: Records,
    private readonly limits: RateLimits,
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly decisions: Decisions,
    private readonly clock: Clock,
  ) {}

  /**
   * One answer a signatory and version, whichever of their links and however often it is sent: the first is final.
   * @throws InvalidInput tied to `choice`, `comment`, `code`; nothing is counted then.
   * @throws WrongSignOffCode, SignOffLinkDead, AlreadySigned, TooManyRequests; NotFound for a link that never was.
   */
  async give(command: GiveAnswerCommand): Promise<Signature> {
    const answer = checkedAnswer(command);
    const { secret, from } = command;
    await this.limits.ensureLeft('sign-off-code', from.ip ?? '');
    const outcome = await this.transactions.run(async (tx): Promise<Outcome> => {
      // Codes are tried one at a time, and the record holds still while its links are judged.
      const link = await this.links.hold(secret, tx);
      if (!link) return { kind: 'unknown' };
      const held = await this.holdCase(link.recordId, tx);
      const { context } = held;
      const before = await this.signatures.of(link, tx);
      // A demand that was withdrawn takes the answers given to it along.
      const stands = context.version === link.version && context.signatories.some((one) => isOf(one, link));
      if (before && stands && link.deadReason === null) return { kind: 'already', signature: before };
      const reason = deathOf(link, held, this.clock.now());
      if (reason !== null) return { kind: 'dead', reason };
      if (!isCode(link, secret, answer.code))
        return { kind: 'wrong-code', left: await this.links.countWrongCode(link, tx), link };
      return { kind: 'signed', signature: await this.#sign(link, answer, { context, from }, tx) };
    });
    return this.#conclude(outcome, from);
  }

  async #sign(
    link: SignOffLinkRow,
    { choice, comment }: Pick<Signature, 'choice' | 'comment'>,
    shown: { readonly context: RecordContext; readonly from: SeenOrigin },
    tx: Tx,
  ): Promise<Signature> {
    const { recordId, version, signatoryId, personId } = link;
    const taken = await this.runtime.dispatch(
      'deliberation-record',
      recordId,
      { type: 'answer.given', signatoryId, choice, ...(await this.#overtaken(shown.context, tx)) },
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
      documentSha256: shown.context.sha256 ?? '',
      ...keptOrigin(shown.from),
    };
    await tx.getRepository(SignatureRow).insert(row);
    return signatureOf(row);
  }

  /** The case, held until the end of the transaction. */
  async holdCase(recordId: string, tx: Tx): Promise<LinkContext> {
    const id = caseId({ process: 'deliberation-record', subjectId: recordId });
    await tx.query('select 1 from cases where id = $1 for update', [id]);
    const found = await this.runtime.read('deliberation-record', recordId, tx);
    if (!found) throw new NotFound('Ce relevé n’existe pas.');
    return { state: found.state, context: found.snapshot.context as unknown as RecordContext };
  }

  /** Whether a later decision says where the product is: what is signed late must not put its phase back. */
  async #overtaken({ replaces, productId, decision }: RecordContext, tx: Tx): Promise<{ overtaken?: true }> {
    if (replaces?.phase == null || decision === null) return {};
    const decisions = await this.decisions.ofProduct(productId, tx);
    const later = decisions.some(({ heldOn, effectiveAt }) => effectiveAt !== null && heldOn > decision.heldOn);
    return later ? { overtaken: true } : {};
  }

  async #conclude(outcome: Outcome, from: SeenOrigin): Promise<Signature> {
    if (outcome.kind === 'signed') return outcome.signature;
    if (outcome.kind === 'already') throw new AlreadySigned(outcome.signature);
    if (outcome.kind === 'dead') throw new SignOffLinkDead(outcome.reason);
    if (outcome.kind === 'unknown')
      throw new NotFound('Ce lien de signature n’existe pas. Vérifiez qu’il est complet.');
    const { left, link } = outcome;
    this.#logger.warn(`wrong code for the link ${link.id}: ${left} left`);
    if (left === 0) await this.#report(link);
    await this.limits.count('sign-off-code', from.ip ?? '');
    throw left === 0 ? new SignOffLinkDead('too-many-codes') : new WrongSignOffCode(left);
  }

  /** Tells the leads that a link was closed; the page that shows the record says it too, should this mail not leave. */
  async #report(link: SignOffLinkRow): Promise<void> {
    try {
      const record = await this.records.byId(link.recordId);
      if (!record) return;
      const frame = await this.post.frameOf(record);
      const letter = wrongCodesMail(frame, record, await this.facts.person(link.personId));
      const leads = await this.facts.leadsOf(record);
      await this.post.tellEach(
        `sign-off-codes:${link.id}`,
        record,
        leads.map((person) => ({ person, letter })),
      );
    } catch (error) {
      this.#logger.error(
        `the leads were not told of the link ${link.id}: ${error instanceof Error ? error.name : 'unknown'}`,
      );
    }
  }
}

const isOf = (place: Pick<LinkHolder, 'signatoryId'>, link: Pick<LinkHolder, 'signatoryId'>): boolean =>
  place.signatoryId === link.signatoryId;
