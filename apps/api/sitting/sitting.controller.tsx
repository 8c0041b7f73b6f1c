import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { ATTENDANCES, RecordAttendance } from '#libs/committees/index.js';
import {
  CallProduct,
  CloseSitting,
  DecisionRefused,
  OpenDeliberation,
  OpenQuestions,
  OpenSitting,
  RecordDecision,
  ReopenDeliberation,
} from '#libs/decisions/index.js';
import { InvalidInput } from '#libs/kernel/index.js';

import { parseForm, Signed, type WebRequest } from '../web/index.js';
import { compacted, decisionForm, GROWING, padded, readDecision, text } from './decision-form.values.js';
import { sittingHtml } from './sitting-html.js';
import { actingOf, commandOf, idOf, SittingActs } from './sitting-acts.js';
import { sittingStrings as say } from './sitting.strings.js';
import { SittingViews } from './sitting-view.js';

const step = z.object({ idempotencyKey: z.uuid() });
const ofProduct = step.extend({ productId: z.uuid() });
const ofStage = step.extend({
  stage: z.enum(['questions', 'deliberation']),
  team: z.enum(['stays', 'leaves']).optional().catch(undefined),
});
const texts = z.record(z.string(), text).catch({});
const ofAttendance = step.extend({ attendance: texts, representedBy: texts, reason: text });
const ofDecision = ofProduct.extend({ more: z.enum(GROWING).optional().catch(undefined) });

type Person = { readonly id: string };

/** « Séance »: the page from which the incubator's lead runs a committee. */
@Controller('/comites/:id/seance')
export class SittingController {
  constructor(
    private readonly views: SittingViews,
    private readonly acts: SittingActs,
    private readonly openSitting: OpenSitting,
    private readonly callProduct: CallProduct,
    private readonly openQuestions: OpenQuestions,
    private readonly openDeliberation: OpenDeliberation,
    private readonly reopenDeliberation: ReopenDeliberation,
    private readonly recordAttendance: RecordAttendance,
    private readonly recordDecision: RecordDecision,
    private readonly closeSitting: CloseSitting,
  ) {}

  @Get()
  async show(@Req() request: WebRequest, @Signed() person: Person, @Param('id') id: string): Promise<string> {
    return sittingHtml(request, await this.views.of(idOf(id), person.id));
  }

  @Post('/ouverture')
  async open(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    const acting = actingOf(request, response, id, person);
    await this.acts.act(acting, async () => {
      await this.openSitting.execute({ ...commandOf(acting), ...parseForm(step, body) });
      return { text: say.opened, at: '' };
    });
  }

  @Post('/appel')
  async call(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    const acting = actingOf(request, response, id, person);
    await this.acts.act(acting, async () => {
      await this.callProduct.execute({ ...commandOf(acting), ...parseForm(ofProduct, body) });
      return { at: '#tour' };
    });
  }

  @Post('/etape')
  async stage(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    const acting = actingOf(request, response, id, person);
    await this.acts.act(acting, async () => {
      const { stage, team, idempotencyKey } = parseForm(ofStage, body);
      const command = { ...commandOf(acting), idempotencyKey, ...(team ? { team } : {}) };
      await (stage === 'questions' ? this.openQuestions.execute(command) : this.openDeliberation.execute(command));
      return { at: '#tour' };
    });
  }

  @Post('/correction')
  async correct(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    const acting = actingOf(request, response, id, person);
    await this.acts.act(acting, async () => {
      await this.reopenDeliberation.execute({ ...commandOf(acting), ...parseForm(ofProduct, body) });
      return { text: say.reopened, at: '#decision' };
    });
  }

  @Post('/presences')
  async attend(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    const acting = actingOf(request, response, id, person);
    const typed = parseForm(ofAttendance, body);
    await this.acts.act(
      acting,
      async () => {
        const noted = Object.entries(typed.attendance).flatMap(([memberId, value]) => {
          const attendance = ATTENDANCES.find((one) => one === value);
          return attendance ? [{ memberId, attendance, representedBy: typed.representedBy[memberId] ?? null }] : [];
        });
        const { reason, idempotencyKey } = typed;
        await this.recordAttendance.execute({ ...commandOf(acting), noted, reason, idempotencyKey });
        return { text: say.attendanceSaved, at: '#presences' };
      },
      (fields) => ({ attendance: typed, attendanceErrors: fields }),
    );
  }

  @Post('/decision')
  async decide(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    const acting = actingOf(request, response, id, person);
    const { more, productId, idempotencyKey } = parseForm(ofDecision, body);
    const form = compacted(decisionForm.parse(body));
    if (more !== undefined) return this.acts.show(acting, 200, { decision: padded(form, more) });
    await this.acts.act(
      acting,
      async () => {
        const dossier = await this.views.submittedBy(acting.committeeId, productId);
        const { draft, fields } = readDecision(form, dossier?.budget);
        const command = draft && { ...commandOf(acting), productId, draft };
        // Everything that is to be mended is said at once.
        const issues =
          command && Object.keys(fields).length > 0 ? (await this.recordDecision.check(command)).issues : [];
        if (!command || Object.keys(fields).length > 0)
          throw new InvalidInput('', { ...new DecisionRefused(issues).fields, ...fields });
        const { warnings } = await this.recordDecision.execute({ ...command, idempotencyKey });
        return warnings.length > 0
          ? { title: say.recordedWithWarnings, text: warnings.join(' '), kind: 'warning', at: '#decisions' }
          : { text: say.recorded, at: '#decisions' };
      },
      (fields) => ({ decision: form, decisionErrors: fields }),
    );
  }

  @Post('/cloture')
  async close(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    const acting = actingOf(request, response, id, person);
    await this.acts.act(acting, async () => {
      await this.closeSitting.execute({ ...commandOf(acting), ...parseForm(step, body) });
      return { text: say.closed, at: '' };
    });
  }
}
