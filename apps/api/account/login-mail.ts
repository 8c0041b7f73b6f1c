import { Injectable, Logger } from '@nestjs/common';

import { Configuration } from '#libs/configuration/index.js';
import type { IssuedLink } from '#libs/identity/index.js';
import { Mailer } from '#libs/mail/index.js';

/** The mail that lets somebody in. */
@Injectable()
export class LoginMail {
  readonly #logger = new Logger('login');

  constructor(
    private readonly mailer: Mailer,
    private readonly configuration: Configuration,
  ) {}

  /**
   * Sends it, and says only to the log that it could not be: the page must not tell who has an account.
   * @param next page of ours to come to once logged in.
   */
  async send({ id, person, secret, code }: IssuedLink, next?: string): Promise<void> {
    const back = next === undefined ? '' : `?suite=${encodeURIComponent(next)}`;
    try {
      await this.mailer.send({
        key: `login:${id}`,
        to: { name: person.name, email: person.email },
        personId: person.id,
        kind: 'login',
        subject: 'Votre lien de connexion à Jalon',
        preheader: 'Valable 30 minutes, une seule fois.',
        blocks: [
          { type: 'paragraph', text: `Bonjour ${person.name},` },
          { type: 'paragraph', text: 'Ouvrez ce lien, puis saisissez le code ci-dessous.' },
          { type: 'code', label: 'Votre code', code },
          {
            type: 'button',
            label: 'Se connecter à Jalon',
            href: `${this.configuration.baseUrl}/connexion/${secret}${back}`,
          },
          {
            type: 'paragraph',
            text: 'Le lien et le code sont valables 30 minutes et ne servent qu’une fois. Si vous n’avez rien demandé, ignorez ce message.',
          },
        ],
        reason: 'Vous recevez ce message parce que quelqu’un a demandé à se connecter avec cette adresse.',
      });
    } catch (error) {
      this.#logger.error(`the login mail ${id} did not leave: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }
}
