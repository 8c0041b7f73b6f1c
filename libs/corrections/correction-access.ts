import { Injectable } from '@nestjs/common';

import { CommitteeAccess } from '#libs/committees/index.js';
import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { NotFound } from '#libs/kernel/index.js';
import { RecordAccess } from '#libs/records/index.js';
import type { CaseReference } from '#libs/workflow-runtime/index.js';

/** Who may put right what was done to a case: those who run committees in its incubator. */
@Injectable()
export class CorrectionAccess {
  constructor(
    private readonly access: Access,
    private readonly committees: CommitteeAccess,
    private readonly records: RecordAccess,
  ) {}

  /** @throws NotFound, Forbidden */
  async ensure(personId: string, { process, subjectId }: CaseReference): Promise<void> {
    switch (process) {
      case 'committee':
        await this.committees.managed(personId, subjectId);
        return;
      case 'deliberation-record':
        await this.records.managed(personId, subjectId);
        return;
      case 'product-lifecycle':
      case 'half-year-duty':
        await this.access.ensureProduct(personId, subjectId, MANAGING_ROLES);
        return;
      default:
        throw new NotFound('Rien ne s’annule ici.');
    }
  }
}
