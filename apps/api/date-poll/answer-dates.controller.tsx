import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import { enumerate } from '#libs/committees/index.js';
import { AnswerDatePoll, type DateAnswer } from '#libs/date-polls/index.js';
import { DomainError, InvalidInput } from '#libs/kernel/index.js';

import { Public, publicPage } from '../web/index.js';
import { AnswerDatesPage } from './answer-dates.page.js';
import { answersOf } from './date-poll.form.js';
import { STRINGS } from './date-poll.strings.js';

interface Shown {
  readonly answered?: boolean;
  readonly typed?: Readonly<Record<string, DateAnswer | undefined>>;
  readonly errors?: Readonly<Record<string, string>>;
}

/** Answering which dates suit, from the mail, without account. Reading changes nothing: machines follow links too. */
@Public()
@Controller('/dates/:secret')
export class AnswerDatesController {
  constructor(private readonly answering: AnswerDatePoll) {}

  @Get()
  async show(
    @Req() request: Request,
    @Param('secret') secret: string,
    @Query('reponse') answered?: string,
  ): Promise<string> {
    return this.#page(request, secret, { answered: answered === 'enregistree' });
  }

  @Post()
  async answer(
    @Req() request: Request,
    @Res() response: Response,
    @Param('secret') secret: string,
    @Body() body: unknown,
  ): Promise<void> {
    const typed = answersOf(body);
    try {
      await this.answering.execute({ secret, answers: typed });
      response.redirect(303, `/dates/${secret}?reponse=enregistree`);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const errors = error instanceof InvalidInput ? error.fields : {};
      response
        .status(error.status)
        .type('html')
        .send(await this.#page(request, secret, { typed, errors }));
    }
  }

  async #page(request: Request, secret: string, { answered = false, typed = {}, errors = {} }: Shown): Promise<string> {
    const asked = await this.answering.read(secret);
    const { committee } = asked;
    return publicPage(
      request,
      {
        title: STRINGS.answerTitle,
        eyebrow: committee.incubatorName,
        heading: `Quelles dates pour le comité\u00A0: ${enumerate(committee.products.map(({ name }) => name))}\u202F?`,
        hasErrors: Object.keys(errors).length > 0,
      },
      <AnswerDatesPage asked={asked} action={`/dates/${secret}`} answered={answered} typed={typed} errors={errors} />,
    );
  }
}
