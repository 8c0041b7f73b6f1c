import { Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { makeTestCertificate, type TestCertificate } from '#libs/pdf/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { SealCertificateRow } from './seal-certificate.row.js';

const TRIAL = 'trial';

/** The trial certificate, made the first time it is needed: every process and every later seal has the same. */
@Injectable()
export class SealCertificates {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async trial(): Promise<TestCertificate> {
    const rows = this.transactions.outside.getRepository(SealCertificateRow);
    const kept = await rows.findOneBy({ name: TRIAL });
    if (kept) return kept;
    const createdAt = this.clock.now();
    const { pkcs12, password } = await makeTestCertificate({ validFrom: createdAt });
    await rows
      .createQueryBuilder()
      .insert()
      .values({ name: TRIAL, pkcs12: Buffer.from(pkcs12), password, createdAt })
      .orIgnore()
      .execute();
    return rows.findOneByOrFail({ name: TRIAL });
  }
}
