import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { CorrectDecision, DecisionRefused, type Decision, Decisions } from '#libs/decisions/index.js';
import { DomainError, Forbidden, InvalidInput, NotFound } from '#libs/kernel/index.js';
import { Products } from '#libs/portfolio/index.js';
import {
  RecordAccess,
  RecordNotReplaceable,
  recordNotFound,
  type RecordView,
  ReplaceRecord,
} from '#libs/records/index.js';

import {
  compacted,
  type DecisionForm,
  decisionForm,
  formOf,
  type FormSources,
  GROWING,
  padded,
  readDecision,
} from '../sitting/decision-form.values.js';
import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { RectificationPage } from './rectification.page.js';

const ofRectification = z.object({
  idempotencyKey: z.uuid(),
  more: z.enum(GROWING).optional(),
  reason: z.string().catch(''),
});
const ofAbandon = z.object({ idempotencyKey: z.uuid(), reason: z.string().catch('') });

interface Shown {
  readonly form?: DecisionForm;
  readonly reason?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly alert?: string | undefined;
}

/** « Rectifier »: the decision as it should have been recorded, outside the sitting, with the reason that both records give. */
@Controller('/releves/:id')
export class RectificationController {
  constructor(
    private readonly access: RecordAccess,
    private readonly decisions: Decisions,
    private readonly correctDecision: CorrectDecision,
    private readonly products: Products,
    private readonly replaceRecord: ReplaceRecord,
  ) {}

  @Get('/rectification')
  async show(
    @Req() request: WebRequest,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) recordId: string,
  ): Promise<string> {
    const record = await this.access.managed(personId, recordId);
    if (record.state !== 'sealed' || record.replacedBy !== null) throw new RecordNotReplaceable();
    return this.#html(request, record, {});
  }

  @Post('/rectification')
  async replace(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) recordId: string,
    @Body() body: unknown,
  ): Promise<void> {
    const record = await this.access.managed(personId, recordId);
    const { more, reason, idempotencyKey } = parseForm(ofRectification, body);
    const form = compacted(decisionForm.parse(body));
    if (more !== undefined) {
      response.type('html').send(await this.#html(request, record, { form: padded(form, more), reason }));
      return;
    }
    try {
      const draft = await this.#read(record, form);
      const id = await this.replaceRecord.execute({ recordId, draft, reason, personId, idempotencyKey });
      seeOther(response, `/releves/${id}`, {
        kind: 'success',
        text: 'Le relevé rectificatif est ouvert. Relisez-le, puis demandez sa validation\u00A0: le relevé d’origine fait foi jusque-là.',
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound || error instanceof Forbidden) throw error;
      const errors = error instanceof InvalidInput || error instanceof DecisionRefused ? error.fields : {};
      const alert = Object.keys(errors).length === 0 ? error.message : undefined;
      const html = await this.#html(request, record, { form, reason, errors, alert });
      response.status(error.status).type('html').send(html);
    }
  }

  @Post('/abandon')
  async abandon(
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) recordId: string,
    @Body() body: unknown,
  ): Promise<void> {
    try {
      await this.replaceRecord.abandon({ recordId, personId, ...parseForm(ofAbandon, body) });
      seeOther(response, `/releves/${recordId}`, { kind: 'success', text: 'La rectification est abandonnée.' });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound || error instanceof Forbidden) throw error;
      seeOther(response, `/releves/${recordId}`, { kind: 'error', text: error.message });
    }
  }

  /** Everything that is to be mended is said at once. */
  async #read({ decisionId }: RecordView, form: DecisionForm) {
    const { draft, fields } = readDecision(form);
    if (draft && Object.keys(fields).length === 0) return draft;
    const issues = draft ? (await this.correctDecision.check(decisionId, draft)).issues : [];
    throw new InvalidInput('', { ...new DecisionRefused(issues).fields, ...fields });
  }

  async #html(
    request: WebRequest,
    record: RecordView,
    { form, reason = '', errors = {}, alert }: Shown,
  ): Promise<string> {
    const decision = await this.decisions.byId(record.decisionId);
    if (!decision) throw recordNotFound();
    const sources = await this.#sources(decision);
    return page(
      request,
      {
        title: `Rectifier le relevé ${record.reference}`,
        current: '/comites',
        eyebrow: record.productName,
        breadcrumb: [
          { label: 'Comités', href: '/comites' },
          { label: `Relevé ${record.reference}`, href: `/releves/${record.id}` },
        ],
        hasErrors: alert !== undefined || Object.keys(errors).length > 0,
        ...(alert === undefined ? {} : { flash: { kind: 'error' as const, text: alert } }),
      },
      <RectificationPage
        record={record}
        sources={sources}
        form={form ?? formOf(decision, sources)}
        reason={reason}
        errors={errors}
        csrf={request.csrf ?? ''}
      />,
    );
  }

  async #sources(decision: Decision): Promise<FormSources> {
    const sponsors = await this.products.sponsorsOf(decision.productId);
    return { facts: this.correctDecision.factsOf(decision), sponsors, dossier: null };
  }
}
