import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import { Configuration } from '#libs/configuration/index.js';
import { People, type Person } from '#libs/identity/index.js';
import { InvalidInput, NotFound } from '#libs/kernel/index.js';
import { MailPreferences, PreferenceLinks } from '#libs/mail/index.js';
import { Alert } from '#libs/ui/index.js';

import { parseForm, Public, publicPage } from '../web/index.js';
import { MAILS } from './mails.strings.js';
import { PreferencesForm, preferenceSchema } from './preferences.form.js';

/**
 * How somebody without an account says how they want their mail: by the link at the foot of each. Reading changes nothing,
 * since machines follow links too.
 */
@Public()
@Controller('/mes-courriels/:secret')
export class PreferencesLinkController {
  readonly #links: PreferenceLinks;

  constructor(
    private readonly preferences: MailPreferences,
    private readonly people: People,
    configuration: Configuration,
  ) {
    this.#links = new PreferenceLinks(configuration);
  }

  @Get()
  async show(
    @Req() request: Request,
    @Param('secret') secret: string,
    @Query('enregistre') saved?: string,
  ): Promise<string> {
    return this.#page(request, secret, { saved: saved !== undefined });
  }

  @Post()
  async choose(
    @Req() request: Request,
    @Res() response: Response,
    @Param('secret') secret: string,
    @Body() body: unknown,
  ): Promise<void> {
    const person = await this.#whose(secret);
    try {
      await this.preferences.choose(person.id, parseForm(preferenceSchema, body).rythme === 'matin');
      response.redirect(303, `/mes-courriels/${secret}?enregistre=oui`);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      response
        .status(error.status)
        .type('html')
        .send(await this.#page(request, secret, { error: error.fields['rythme'] }));
    }
  }

  /** What mail clients send when somebody unsubscribes from the digest (RFC 8058): their mails come one by one again. */
  @Post('/un-par-un')
  @HttpCode(200)
  async endDigest(@Param('secret') secret: string): Promise<string> {
    await this.preferences.choose((await this.#whose(secret)).id, false);
    return MAILS.saved.single;
  }

  async #page(
    request: Request,
    secret: string,
    { saved = false, error }: { readonly saved?: boolean; readonly error?: string | undefined },
  ): Promise<string> {
    const person = await this.#whose(secret);
    const digest = await this.preferences.wantsDigest(person.id);
    return publicPage(
      request,
      { title: MAILS.mine, eyebrow: person.name, hasErrors: error !== undefined },
      <>
        {saved && (
          <Alert severity="success" live>
            {digest ? MAILS.saved.digest : MAILS.saved.single}
          </Alert>
        )}
        <PreferencesForm action={`/mes-courriels/${secret}`} digest={digest} error={error} />
      </>,
    );
  }

  /** @throws NotFound */
  async #whose(secret: string): Promise<Person> {
    const personId = this.#links.personOf(secret);
    const person = personId === undefined ? undefined : await this.people.byId(personId);
    if (!person)
      throw new NotFound('Ce lien n’existe pas, ou plus. Prenez celui du dernier courriel que Jalon vous a écrit.');
    return person;
  }
}
