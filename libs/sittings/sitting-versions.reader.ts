import { Injectable } from '@nestjs/common';

import { Transactions } from '#libs/persistence/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';

/** How far sittings have come, cheaply: a name that changes with every event of the case or of its rehearsal. */
@Injectable()
export class SittingVersions {
  constructor(private readonly transactions: Transactions) {}

  /** By committee. */
  async of(committeeIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.transactions.outside.query<{ committee_id: string; version: string }[]>(
      `select c.subject_id as committee_id, concat_ws('-', c.revision, r.revision, extract(epoch from r.started_at)) as version
         from cases c left join sitting_rehearsals r on r.committee_id = c.subject_id
        where c.id = any($1)`,
      [committeeIds.map((subjectId) => caseId({ process: 'committee', subjectId }))],
    );
    return new Map(rows.map((row) => [row.committee_id, row.version]));
  }
}
