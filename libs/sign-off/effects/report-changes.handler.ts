import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { changesMail, lapsedMail } from '../mails/reports.mail.js';
import { SignOffFacts } from '../sign-off-facts.reader.js';
import { SignOffPost } from '../sign-off-post.service.js';
import { Signatures } from '../signatures.reader.js';
import type { AboutSignatory } from './ask.handler.js';
import { ToldAnswers } from './told-answers.reader.js';

/** Tells the leads what somebody wants changed, and those who had signed that their signature lapses. */
@Injectable()
@HandlesEffect('sign-off.report-changes')
export class ReportChanges implements EffectHandler<AboutSignatory> {
  constructor(
    private readonly answers: ToldAnswers,
    private readonly signatures: Signatures,
    private readonly facts: SignOffFacts,
    private readonly post: SignOffPost,
  ) {}

  async handle({ id, params }: Pick<OwedEffect<AboutSignatory>, 'id' | 'params'>): Promise<void> {
    const told = await this.answers.of(params);
    if (!told) return;
    const { record, answer } = told;
    const frame = await this.post.frameOf(record);
    const leads = await this.facts.leadsOf(record);
    const toLeads = leads.map((person) => ({ person, letter: changesMail(frame, record, answer) }));
    await this.post.tellEach(id, record, toLeads);
    if (!answer.required) return;
    // Only those before the demand: nobody could sign that version afterwards.
    const signed = await this.signatures.ofVersion(params.recordId, params.version);
    const lapsed = signed.filter(({ signatoryId }) => signatoryId !== params.signatoryId);
    const people = await this.facts.peopleOf(lapsed.map(({ personId }) => personId));
    const toSigned = lapsed.flatMap((mine) =>
      people
        .filter((person) => person.id === mine.personId)
        .map((person) => ({ person, letter: lapsedMail(frame, record, answer, mine) })),
    );
    // Under a key of its own: a lead who signed has both mails.
    await this.post.tellEach(`${id}:lapsed`, record, toSigned);
  }
}
