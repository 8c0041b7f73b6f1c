import { Injectable } from '@nestjs/common';

import { InvalidInput, newId } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { SigningRules } from '#workflows/deliberation-record/index.js';

import { RecordAccess } from './record-access.js';
import { RecordChangedMeanwhile, SittingReopened } from './records.errors.js';
import { Records } from './records.reader.js';
import { SignatoryCandidates } from './signatory-candidates.reader.js';

export interface RequestSignOffCommand {
  readonly recordId: string;
  /** The version that was on the page: nobody is asked to sign what its sender has not read. */
  readonly version: number;
  /** Each person once, at least one required, in the order they sign when they sign in order. */
  readonly signatories: readonly { readonly personId: string; readonly required: boolean }[];
  /** All at once, all of the required, in ten working days, unless said otherwise. */
  readonly signing?: Partial<SigningRules>;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Asks sponsors to sign the version that was reviewed. Sign-off writes to them. */
@Injectable()
export class RequestSignOff {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly access: RecordAccess,
    private readonly records: Records,
    private readonly candidates: SignatoryCandidates,
  ) {}

  /**
   * @throws NotFound, Forbidden, RecordChangedMeanwhile, SittingReopened, EventRefused before the PDF is there or once it was sent
   * @throws InvalidInput on `signataires` without a required signatory, or with somebody who may not sign.
   */
  async execute({ recordId, version, personId, ...command }: RequestSignOffCommand): Promise<void> {
    const record = await this.access.managed(personId, recordId);
    const signatories = command.signatories.map((asked) => ({ ...asked, signatoryId: newId() }));
    if (!signatories.some(({ required }) => required)) throw refused('Choisissez au moins un signataire requis.');
    const candidates = new Set((await this.candidates.of(record)).map(({ person }) => person.id));
    if (signatories.some((signatory) => !candidates.has(signatory.personId)))
      throw refused('Choisissez les signataires parmi les sponsors du produit et les membres du comité.');
    await this.transactions.run(async (tx) => {
      const answer = await this.runtime.dispatch(
        'deliberation-record',
        recordId,
        { type: 'sign-off.requested', signatories, ...(command.signing ? { signing: command.signing } : {}) },
        { actor: `person:${personId}`, idempotencyKey: command.idempotencyKey },
        tx,
      );
      if (answer.repeated) return;
      const latest = await this.records.byId(recordId, tx);
      if (latest?.version !== version) throw new RecordChangedMeanwhile();
      const sitting = await this.runtime.read('committee', record.committeeId, tx);
      if (sitting?.state.startsWith('sitting.')) throw new SittingReopened();
    });
  }
}

const refused = (message: string): InvalidInput =>
  new InvalidInput('La demande de validation n’est pas complète.', { signataires: message });
