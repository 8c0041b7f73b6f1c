import { Injectable, Logger } from '@nestjs/common';

import { addMilliseconds, Clock, derivedId } from '#libs/kernel/index.js';
import { stampSeal } from '#libs/pdf/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { RecordFiles } from './record-files.repository.js';
import { RecordSeal } from './record-seal.js';
import { Records } from './records.reader.js';
import { SealRecord } from './seal-record.handler.js';

/** Milliseconds after the last signature before a seal that nobody owes any more is set here. */
const PATIENCE = 3 * 60_000;

/** Records taken in one pass. */
const BATCH = 20;

/**
 * Signed, and neither sealed nor about to be: its effect is done or gone. One that is still owed is tried again by the
 * outbox, with its own waits.
 */
const FORGOTTEN = `
  select c.subject_id as id, (c.snapshot->'context'->>'version')::int as version from cases c
   where c.process = 'deliberation-record' and c.state = 'signed' and c.updated_at < $1
     and not exists (select 1 from outbox o where o.case_id = c.id and o.type = 'record.seal' and o.done_at is null)
   order by c.updated_at limit ${BATCH}`;

const UNSTAMPED = `
  select d.record_id as id, d.version from record_documents d
   where d.kind = 'sealed' and d.level = 'B-B'
     and not exists (select 1 from record_documents s
                      where s.record_id = d.record_id and s.version = d.version and s.kind = 'stamped')
   order by d.created_at limit ${BATCH}`;

interface Found {
  id: string;
  version: number;
}

/** Repairs what sealing left behind: records that were signed and whose seal nobody owes, seals without a time stamp. */
@Injectable()
export class SweepSeals {
  readonly #logger = new Logger('seal');

  constructor(
    private readonly transactions: Transactions,
    private readonly records: Records,
    private readonly files: RecordFiles,
    private readonly recordSeal: RecordSeal,
    private readonly sealRecord: SealRecord,
    private readonly clock: Clock,
  ) {}

  /** One pass. Returns true when there may be more. */
  async pass(): Promise<boolean> {
    const { outside } = this.transactions;
    const forgotten = await outside.query<Found[]>(FORGOTTEN, [addMilliseconds(this.clock.now(), -PATIENCE)]);
    for (const { id, version } of forgotten) {
      this.#logger.warn(`record ${id} was signed and not sealed: sealing it`);
      await this.sealRecord
        .handle({
          id: derivedId('seal-repair', `${id}:${version}`),
          type: 'record.seal',
          params: { recordId: id, version },
          caseId: id,
          // Each pass is an attempt of its own: its failure is one line of the log.
          attempt: this.clock.millis(),
        })
        .catch((error: unknown) => this.#logger.error(String(error)));
    }
    return (await this.#stamp()) >= BATCH;
  }

  async #stamp(): Promise<number> {
    const { authority } = this.recordSeal;
    if (!authority) return 0;
    let stamped = 0;
    for (const { id: recordId, version } of await this.transactions.outside.query<Found[]>(UNSTAMPED)) {
      const record = await this.records.byId(recordId);
      const sealed = await this.records.document(recordId, version, 'sealed');
      const { certificate = null, trialSeal = false } = record?.pdf.sealed ?? {};
      if (!sealed) continue;
      try {
        await this.files.once({ recordId, version, kind: 'stamped' }, async () => ({
          pdf: await stampSeal(sealed.pdf, authority),
          level: 'B-T',
          certificate,
          trialSeal,
        }));
        stamped += 1;
      } catch (error) {
        // Still away: the others would fare no better, and the next pass comes in a minute.
        this.#logger.warn(`no time stamp yet: ${error instanceof Error ? String(error.cause) : String(error)}`);
        return 0;
      }
    }
    return stamped;
  }
}
