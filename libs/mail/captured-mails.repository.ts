import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { ArrayContains, Repository } from 'typeorm';

import { type Instant, NotFound } from '#libs/kernel/index.js';

import { type CapturedAttachment, CapturedMailRow } from './captured-mail.row.js';

export interface CapturedMail {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendar: string | null;
  readonly attachments: readonly CapturedAttachment[];
}

/** The trial mailbox: every mail sent in embedded mode. */
@Injectable()
export class CapturedMails {
  constructor(@InjectRepository(CapturedMailRow) private readonly rows: Repository<CapturedMailRow>) {}

  /** Latest first, to one address when asked. */
  list({ to, limit = 50 }: { readonly to?: string; readonly limit?: number } = {}): Promise<CapturedMail[]> {
    return this.rows.find({
      where: to === undefined ? {} : { recipients: ArrayContains([to.toLowerCase()]) },
      // Ids are ordered by time of capture, and unlike the clock of a demonstration they never stand still.
      order: { id: 'desc' },
      take: limit,
    });
  }

  /** @throws NotFound */
  async get(id: string): Promise<CapturedMail> {
    const row = await this.rows.findOneBy({ id });
    if (!row) throw new NotFound('Ce message n’est pas dans la boîte d’essai.');
    return row;
  }

  /** The whole message as it was received. @throws NotFound */
  async raw(id: string): Promise<Buffer> {
    const row = await this.rows.findOne({ where: { id }, select: { id: true, raw: true } });
    if (!row) throw new NotFound('Ce message n’est pas dans la boîte d’essai.');
    return row.raw;
  }

  async add(mail: CapturedMail & { readonly raw: Buffer }): Promise<void> {
    await this.rows.insert({ ...mail, recipients: [...mail.recipients], attachments: [...mail.attachments] });
  }
}
