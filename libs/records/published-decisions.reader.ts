import { Injectable } from '@nestjs/common';

import { type CalendarDate, type Cents, parisDate, sumCents } from '#libs/kernel/index.js';
import type { RecordDocument } from '#libs/pdf/index.js';
import { Transactions } from '#libs/persistence/index.js';

/** What the public may know of a decision: nobody's name, and no more than the programme of the incubator publishes. */
export interface PublishedDecision {
  readonly product: string;
  readonly incubator: string;
  readonly on: CalendarDate;
  readonly decision: string;
  readonly phase: string;
  /** Null unless amounts are published and some were granted. */
  readonly cents: Cents | null;
}

/** Decisions shown at once: some years of a large incubator. */
const MOST = 200;

/** Sealed records that stand, of the incubators that publish theirs. */
@Injectable()
export class PublishedDecisions {
  constructor(private readonly transactions: Transactions) {}

  /** Latest first. */
  async latest(): Promise<readonly PublishedDecision[]> {
    const rows = await this.transactions.outside.query<{ content: RecordDocument; with_amounts: boolean }[]>(
      `select v.content, coalesce((m.parameters->>'publishesAmounts')::boolean, false) as with_amounts
         from records r
         join cases k on k.subject_id = r.id and k.process = 'deliberation-record' and k.state = 'sealed'
         join committees c on c.id = r.committee_id
         join programmes m on m.incubator_id = c.incubator_id and (m.parameters->>'publishesSummaries')::boolean
         join lateral (select content from record_versions where record_id = r.id order by version desc limit 1) v on true
        order by v.content->'committee'->>'at' desc, r.reference desc limit ${MOST}`,
    );
    return rows.map(({ content, with_amounts: withAmounts }) => published(content, withAmounts));
  }
}

function published(
  { product, incubator, committee, decision, phaseAfter, funding }: RecordDocument,
  withAmounts: boolean,
): PublishedDecision {
  const cents = sumCents(funding.byLine.map((one) => one.cents));
  return {
    product,
    incubator,
    on: parisDate(committee.at),
    decision: decision.means.label,
    phase: phaseAfter,
    cents: withAmounts && cents > 0 ? cents : null,
  };
}
