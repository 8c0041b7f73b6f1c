import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';

import { CommitteeAccess, type CommitteeView, enumerate } from '#libs/committees/index.js';
import {
  AbandonDatePoll,
  ChooseDate,
  DATE_IS_OPEN,
  DateNotOpen,
  DatePolls,
  isRunning,
  OpenDatePoll,
  pollNotFound,
} from '#libs/date-polls/index.js';
import { Clock, DomainError, Forbidden, frenchDateTime, InvalidInput, NotFound } from '#libs/kernel/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { CompareDatesPage } from './compare-dates.page.js';
import { abandonForm, choiceForm, FEW_ROWS, pollForm, type TypedDates, typedDates } from './date-poll.form.js';
import { STRINGS } from './date-poll.strings.js';
import { ProposeDatesPage } from './propose-dates.page.js';

/** What was refused of a form, and what was typed in it. */
interface Refusal {
  readonly message: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly typed?: TypedDates;
}

/** Choosing the date of a committee with its members: proposing, comparing, choosing. */
@Controller()
export class DatePollController {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly polls: DatePolls,
    private readonly opening: OpenDatePoll,
    private readonly choosing: ChooseDate,
    private readonly abandoning: AbandonDatePoll,
    private readonly clock: Clock,
  ) {}

  @Get('/comites/:id/dates')
  async show(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) committeeId: string,
  ): Promise<string> {
    return this.#page(request, person.id, committeeId);
  }

  /** Where the journal and the command line lead, who know the poll alone. */
  @Get('/choix-de-date/:pollId')
  async find(@Res() response: Response, @Param('pollId', ParseUUIDPipe) pollId: string): Promise<void> {
    const poll = await this.polls.byId(pollId);
    if (!poll) throw pollNotFound();
    response.redirect(303, `/comites/${poll.committeeId}/dates`);
  }

  @Post('/comites/:id/dates')
  async open(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) committeeId: string,
    @Body() body: Record<string, unknown>,
  ): Promise<void> {
    if (body['intention'] === 'plus') {
      const typed = withMoreRows(typedDates(body));
      const html = await this.#page(request, personId, committeeId, { message: '', errors: {}, typed });
      response.status(200).type('html').send(html);
      return;
    }
    await this.#do(request, response, personId, committeeId, body, async () => {
      await this.opening.execute({ ...parseForm(pollForm, body), committeeId, personId });
      return [`/comites/${committeeId}/dates`, 'Dates proposées. Les membres répondent depuis leur courriel.'];
    });
  }

  @Post('/comites/:id/dates/:pollId/choisir')
  async choose(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) committeeId: string,
    @Param('pollId', ParseUUIDPipe) pollId: string,
    @Body() body: Record<string, unknown>,
  ): Promise<void> {
    await this.#do(request, response, personId, committeeId, body, async () => {
      const { option, idempotencyKey } = parseForm(choiceForm, body);
      const startsAt = await this.choosing.execute({ pollId, optionId: option, personId, idempotencyKey });
      return [`/comites/${committeeId}`, `Date choisie\u00A0: ${frenchDateTime(startsAt)}.`];
    });
  }

  @Post('/comites/:id/dates/:pollId/abandonner')
  async abandon(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) committeeId: string,
    @Param('pollId', ParseUUIDPipe) pollId: string,
    @Body() body: Record<string, unknown>,
  ): Promise<void> {
    await this.#do(request, response, personId, committeeId, body, async () => {
      await this.abandoning.execute({ ...parseForm(abandonForm, body), pollId, personId });
      return [`/comites/${committeeId}`, 'Ces dates ne sont plus proposées.'];
    });
  }

  async #do(
    request: WebRequest,
    response: Response,
    personId: string,
    committeeId: string,
    body: Record<string, unknown>,
    act: () => Promise<readonly [path: string, said: string]>,
  ): Promise<void> {
    try {
      const [path, text] = await act();
      seeOther(response, path, { kind: 'success', text });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof Forbidden || error instanceof NotFound) throw error;
      const errors = error instanceof InvalidInput ? error.fields : {};
      const html = await this.#page(request, personId, committeeId, {
        message: [error.message, errors['reason']].filter(Boolean).join(' '),
        errors,
        typed: typedDates(body),
      });
      response.status(error.status).type('html').send(html);
    }
  }

  async #page(request: WebRequest, personId: string, committeeId: string, refusal?: Refusal): Promise<string> {
    const { view: committee, manages } = await this.access.readable(personId, committeeId);
    const poll = await this.polls.ofCommittee(committeeId);
    const csrf = request.csrf ?? '';
    const described = description(committee, refusal);
    if (poll && isRunning(poll))
      return page(
        request,
        { ...described, lead: STRINGS.compare },
        <CompareDatesPage
          committee={committee}
          poll={poll}
          manages={manages}
          error={refusal?.message || undefined}
          csrf={csrf}
        />,
      );
    if (!manages) throw new Forbidden('Proposer des dates revient aux personnes qui ont la charge du comité.');
    if (!DATE_IS_OPEN.includes(committee.state)) throw new DateNotOpen();
    const errors = refusal?.errors ?? {};
    const unnamed = refusal && refusal.message !== '' && Object.keys(errors).length === 0;
    return page(
      request,
      { ...described, ...(unnamed ? { flash: { kind: 'error', title: STRINGS.refused, text: refusal.message } } : {}) },
      <ProposeDatesPage
        committee={committee}
        typed={refusal?.typed ?? { rows: [], closesOn: '' }}
        errors={errors}
        today={this.clock.today()}
        csrf={csrf}
      />,
    );
  }
}

function description(committee: CommitteeView, refusal: Refusal | undefined) {
  const names = enumerate(committee.products.map(({ name }) => name));
  return {
    title: STRINGS.title,
    eyebrow: names,
    lead: STRINGS.lead,
    current: '/comites',
    breadcrumb: [
      { label: 'Comités', href: '/comites' },
      { label: names, href: `/comites/${committee.id}` },
    ],
    hasErrors: refusal !== undefined && refusal.message !== '',
  };
}

function withMoreRows({ rows, closesOn }: TypedDates): TypedDates {
  const empty = { date: '', time: '' };
  return { rows: [...rows, ...Array.from({ length: FEW_ROWS }, () => empty)], closesOn };
}
