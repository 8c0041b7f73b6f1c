import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';

import { MailLog } from '#libs/audit/index.js';
import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { MailPreferences } from '#libs/mail/index.js';
import { Pagination, Section } from '#libs/ui/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { MailList } from './mail-list.js';
import { PER_PAGE, readPage } from './mails.query.js';
import { MAILS } from './mails.strings.js';
import { PreferencesForm, preferenceSchema } from './preferences.form.js';

const ADDRESS = '/mon-compte/courriels';

/** « Mes courriels » : how one wants them, and what became of each. */
@Controller(ADDRESS)
export class MyMailsController {
  constructor(
    private readonly preferences: MailPreferences,
    private readonly log: MailLog,
    private readonly access: Access,
  ) {}

  @Get()
  async show(@Req() request: WebRequest, @Signed() person: { id: string }, @Query() asked: unknown): Promise<string> {
    const number = readPage(asked);
    const { mails, total } = await this.log.ofPerson(person.id, { limit: PER_PAGE, offset: (number - 1) * PER_PAGE });
    const manages = (await this.access.incubatorsWhere(person.id, MANAGING_ROLES)).length > 0;
    return page(
      request,
      { title: MAILS.mine, current: '/mon-compte', breadcrumb: [{ label: 'Mon compte', href: '/mon-compte' }] },
      <>
        <Section id="preferences" title="Vos préférences">
          <PreferencesForm
            action={ADDRESS}
            digest={await this.preferences.wantsDigest(person.id)}
            csrf={request.csrf}
          />
        </Section>
        <Section id="recus" title="Ce que Jalon vous a écrit">
          {manages && (
            <p>
              <a href="/courriels">Voir aussi les courriels de vos incubateurs, personne par personne</a>
            </p>
          )}
          <MailList mails={mails} people={false} />
          <Pagination
            current={number}
            total={Math.ceil(total / PER_PAGE)}
            hrefOf={(other) => `${ADDRESS}?page=${other}`}
          />
        </Section>
      </>,
    );
  }

  @Post()
  async choose(@Res() response: Response, @Signed() person: { id: string }, @Body() body: unknown): Promise<void> {
    const digest = parseForm(preferenceSchema, body).rythme === 'matin';
    await this.preferences.choose(person.id, digest);
    seeOther(response, ADDRESS, { kind: 'success', text: digest ? MAILS.saved.digest : MAILS.saved.single });
  }
}
