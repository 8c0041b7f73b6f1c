import { Injectable } from '@nestjs/common';

import { Records, type RecordView } from '#libs/records/index.js';
import { Transactions } from '#libs/persistence/index.js';

import type { ToldAnswer } from '../mails/reports.mail.js';
import { SignOffFacts } from '../sign-off-facts.reader.js';
import { Signatures } from '../signatures.reader.js';
import type { AboutSignatory } from './ask.handler.js';

/** An answer to tell others, read from what was kept of it: the record may have moved on since. */
@Injectable()
export class ToldAnswers {
  constructor(
    private readonly records: Records,
    private readonly signatures: Signatures,
    private readonly facts: SignOffFacts,
    private readonly transactions: Transactions,
  ) {}

  async of(about: AboutSignatory): Promise<{ readonly record: RecordView; readonly answer: ToldAnswer } | undefined> {
    const record = await this.records.byId(about.recordId);
    const signature = await this.signatures.of(about);
    if (!record || !signature) return undefined;
    const by = await this.facts.person(signature.personId);
    return { record, answer: { by, required: await this.#wasRequired(about), signature } };
  }

  /** From the log: a new version forgets who was to sign the one before. */
  async #wasRequired({ recordId, signatoryId }: AboutSignatory): Promise<boolean> {
    const [found] = await this.transactions.outside.query<{ required: boolean }[]>(
      `select (s->>'required')::boolean as required
         from cases c
         join case_events e on e.case_id = c.id and e.type = 'sign-off.requested'
         cross join lateral jsonb_array_elements(e.payload->'signatories') s
        where c.process = 'deliberation-record' and c.subject_id = $1 and s->>'signatoryId' = $2
        order by e.revision desc limit 1`,
      [recordId, signatoryId],
    );
    return found?.required ?? true;
  }
}
