import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { type RecordDocument, recordMarkdown, recordOdt } from '#libs/pdf/index.js';
import {
  compareVersions,
  RecordAccess,
  recordNotFound,
  Records,
  type RecordView,
  SignedDocuments,
} from '#libs/records/index.js';

import { page, sendFile, Signed, type WebRequest } from '../web/index.js';
import { DifferencesPage } from './differences.page.js';

type Person = { readonly id: string };

const number = z.coerce.number().int().positive().max(2_147_483_647);

/** A record in other forms than its page and its PDF, and what changed from one version to another. */
@Controller('/releves/:id')
export class RecordOutputsController {
  constructor(
    private readonly access: RecordAccess,
    private readonly records: Records,
    private readonly signed: SignedDocuments,
  ) {}

  /** To be reworked in a word processor; only the PDF is sealed. */
  @Get('/odt')
  async odt(@Res() response: Response, @Signed() person: Person, @Param('id') id: string): Promise<void> {
    const record = await this.#readable(person, id);
    const mediaType = 'application/vnd.oasis.opendocument.text';
    await sendFile(response, { name: `${nameOf(record)}.odt`, mediaType }, recordOdt(await this.#document(record)));
  }

  /** To be pasted in a wiki. */
  @Get('/markdown')
  async markdown(@Res() response: Response, @Signed() person: Person, @Param('id') id: string): Promise<void> {
    const record = await this.#readable(person, id);
    const text = Buffer.from(recordMarkdown(await this.#document(record)));
    await sendFile(response, { name: `${nameOf(record)}.md`, mediaType: 'text/markdown; charset=utf-8' }, text);
  }

  /** Between two versions; the two latest unless others are named. */
  @Get('/differences')
  async differences(
    @Req() request: WebRequest,
    @Signed() person: Person,
    @Param('id') id: string,
    @Query('de') from: unknown,
    @Query('a') to: unknown,
  ): Promise<string> {
    const record = await this.#readable(person, id);
    const after = number.catch(record.version).parse(to);
    const before = number.catch(Math.max(1, after - 1)).parse(from);
    const [old, recent] = [
      await this.records.contentOf(record.id, before),
      await this.records.contentOf(record.id, after),
    ];
    if (!old || !recent) throw recordNotFound();
    return page(
      request,
      {
        title: `Relevé ${record.reference}, versions ${before} et ${after}`,
        current: '/comites',
        eyebrow: record.productName,
        heading: 'Ce qui a changé',
        breadcrumb: [
          { label: 'Comités', href: '/comites' },
          { label: `Relevé ${record.reference}`, href: `/releves/${record.id}` },
        ],
      },
      <DifferencesPage
        recordId={record.id}
        latest={record.version}
        before={before}
        after={after}
        lines={compareVersions(old, recent)}
      />,
    );
  }

  async #readable(person: Person, id: string): Promise<RecordView> {
    if (!z.uuid().safeParse(id).success) throw recordNotFound();
    return (await this.access.readable(person.id, id)).record;
  }

  /** With its signatures, once it was signed. */
  async #document(record: RecordView): Promise<RecordDocument> {
    return record.pdf.sealed ? this.signed.of(record) : record.document;
  }
}

const nameOf = ({ reference, version }: RecordView): string => `releve-de-decision-${reference}-version-${version}`;
