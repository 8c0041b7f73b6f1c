import { Injectable } from '@nestjs/common';

import type { Tx } from '#libs/persistence/index.js';

/** Numbers records within a year, from 1, without gap or double: who opens a record waits for who is opening one. */
@Injectable()
export class RecordNumbers {
  /** @returns `RD-2026-0042`; given back when the transaction fails. */
  async next(year: number, tx: Tx): Promise<string> {
    const [row] = await tx.query<{ last: number }[]>(
      `insert into record_numbers (year, last) values ($1, 1)
       on conflict (year) do update set last = record_numbers.last + 1
       returning last`,
      [year],
    );
    if (!row) throw new Error('a number is always given');
    return `RD-${year}-${String(row.last).padStart(4, '0')}`;
  }
}
