import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { Clock, InvalidInput } from '#libs/kernel/index.js';
import { Unavailabilities } from '#libs/planning/index.js';
import { Button, ErrorSummary, Form, Section } from '#libs/ui/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { ownAbsenceForm } from './absences.form.js';
import { AbsenceFields, AbsenceList } from './absences.parts.js';

const removal = z.object({ id: z.uuid(), retour: z.string().default('') });

/** « Mes indisponibilités »: the days on which the person cannot sit, known to whoever plans with them. */
@Controller('/indisponibilites')
export class AbsencesController {
  constructor(
    private readonly absences: Unavailabilities,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Req() request: WebRequest, @Signed() person: { id: string }): Promise<string> {
    return this.#page(request, person.id, {});
  }

  @Post()
  async add(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id }: { id: string },
    @Body() body: unknown,
  ): Promise<void> {
    try {
      await this.absences.add({ ...parseForm(ownAbsenceForm, body), personId: id, by: id });
      seeOther(response, '/indisponibilites', { kind: 'success', text: 'Absence notée.' });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const fields = Object.entries(error.fields).map(([name, message]) => [
        name.startsWith('absent-') ? name : `absent-${name}`,
        message,
      ]);
      const html = await this.#page(request, id, Object.fromEntries(fields) as Record<string, string>);
      response.status(error.status).type('html').send(html);
    }
  }

  /** Of oneself, or of somebody one plans with; then back to where the form stood. */
  @Post('/retirer')
  async remove(@Res() response: Response, @Signed() person: { id: string }, @Body() body: unknown): Promise<void> {
    const { id, retour } = parseForm(removal, body);
    await this.absences.remove(id, person.id);
    const isPlan = /^\/planification\/[\w-]+$/u.test(retour);
    seeOther(response, isPlan ? `${retour}#reglages` : '/indisponibilites', {
      kind: 'success',
      text: isPlan ? 'Absence retirée. Recalculez pour en tenir compte.' : 'Absence retirée.',
    });
  }

  async #page(request: WebRequest, personId: string, errors: Readonly<Record<string, string>>): Promise<string> {
    const csrf = request.csrf ?? '';
    return page(
      request,
      {
        title: 'Mes indisponibilités',
        breadcrumb: [{ label: 'Mon compte', href: '/mon-compte' }],
        lead: 'Les jours où vous ne pouvez pas siéger. Qui planifie vos comités les évite.',
        hasErrors: Object.keys(errors).length > 0,
      },
      <>
        <ErrorSummary errors={errors} />
        <Section id="connues" title="Absences à venir">
          <AbsenceList
            absences={await this.absences.of([personId])}
            personId={personId}
            csrf={csrf}
            back="/indisponibilites"
          />
        </Section>
        <Section id="ajouter" title="Ajouter une absence">
          <Form action="/indisponibilites" csrf={csrf}>
            <AbsenceFields errors={errors} today={this.clock.today()} />
            <Button>Ajouter</Button>
          </Form>
        </Section>
      </>,
    );
  }
}
