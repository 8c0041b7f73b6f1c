import { Injectable, Logger } from '@nestjs/common';

import { RateLimits } from '#libs/identity/index.js';
import { Clock, NotFound } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { Records } from '#libs/records/index.js';
import { caseId, WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { RecordContext } from '#workflows/deliberation-record/index.js';

import { deathOf, type LinkContext } from './link-life.js';
import { wrongCodesMail } from './mails/reports.mail.js';
import type { SeenOrigin } from './origin.js';
import { AlreadySigned, type DeadReason, SignOffLinkDead, WrongSignOffCode } from './sign-off.errors.js';
import { SignOffFacts } from './sign-off-facts.reader.js';
import type { SignOffLinkRow } from './sign-off-link.row.js';
import { isCode, SignOffLinks } from './sign-off-links.repository.js';
import { SignOffPost } from './sign-off-post.service.js';
import { type Signature, Signatures } from './signatures.reader.js';

/** What somebody holds who may act on a signature: a link, and six digits. */
export interface LinkAndCode {
  readonly secret: string;
  readonly code: string;
  readonly from: SeenOrigin;
}

/** A living link whose code was right; its row and the case are held until the end of the transaction. */
export interface Passed {
  readonly link: SignOffLinkRow;
  readonly context: RecordContext;
}

type Outcome<T> =
  | { readonly kind: 'passed'; readonly value: T }
  | { readonly kind: 'already'; readonly signature: Signature }
  | { readonly kind: 'dead'; readonly reason: DeadReason }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wrong-code'; readonly left: number; readonly link: SignOffLinkRow };

/** The one way to anything that a signatory may do: a living link, its code, and no answer yet. */
@Injectable()
export class SignOffGate {
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
    private readonly clock: Clock,
  ) {}

  /** @throws WrongSignOffCode, SignOffLinkDead, AlreadySigned, TooManyRequests; NotFound for a link that never was. */
  async pass<T>({ secret, code, from }: LinkAndCode, act: (passed: Passed, tx: Tx) => Promise<T>): Promise<T> {
    await this.limits.ensureLeft('sign-off-code', from.ip ?? '');
    const outcome = await this.transactions.run(async (tx): Promise<Outcome<T>> => {
      // Codes are tried one at a time, and the record holds still while its links are judged.
      const link = await this.links.hold(secret, tx);
      if (!link) return { kind: 'unknown' };
      const held = await this.#holdCase(link.recordId, tx);
      const { context } = held;
      const before = await this.signatures.of(link, tx);
      // A demand that was withdrawn takes the answers given to it along.
      const stands =
        context.version === link.version && context.signatories.some((one) => one.signatoryId === link.signatoryId);
      if (before && stands && link.deadReason === null) return { kind: 'already', signature: before };
      const reason = deathOf(link, held, this.clock.now());
      if (reason !== null) return { kind: 'dead', reason };
      if (!isCode(link, secret, code))
        return { kind: 'wrong-code', left: await this.links.countWrongCode(link, tx), link };
      return { kind: 'passed', value: await act({ link, context }, tx) };
    });
    return this.#conclude(outcome, from);
  }

  /** The case, held until the end of the transaction. */
  async #holdCase(recordId: string, tx: Tx): Promise<LinkContext> {
    const id = caseId({ process: 'deliberation-record', subjectId: recordId });
    await tx.query('select 1 from cases where id = $1 for update', [id]);
    const found = await this.runtime.read('deliberation-record', recordId, tx);
    if (!found) throw new NotFound('Ce relevé n’existe pas.');
    return { state: found.state, context: found.snapshot.context as unknown as RecordContext };
  }

  async #conclude<T>(outcome: Outcome<T>, from: SeenOrigin): Promise<T> {
    if (outcome.kind === 'passed') return outcome.value;
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
