import type { Command } from 'commander';

import { defaultHome, runningInstance } from '#libs/embedded/index.js';
import { IdentityModule, LoginLinks } from '#libs/identity/index.js';
import { NotFound } from '#libs/kernel/index.js';

import { answer, dataCommand, type DataOptions } from './command-action.js';
import { type CommandContext } from './command-context.js';
import { engineModules } from './engine-modules.js';
import { withServices } from './with-services.js';

/** `jalon login-link EMAIL`: a way in without mail, for who runs the machine. JSON: `{ "url", "code" }`. */
export function registerLoginLink(program: Command, context: CommandContext): void {
  dataCommand(
    program,
    'login-link <adresse>',
    'donne un lien de connexion et son code, sans passer par le courriel',
  ).action(async (email: string, options: DataOptions) => {
    const link = await withServices(options, context, [...engineModules, IdentityModule], async (services) =>
      services.get(LoginLinks, { strict: false }).issue(email),
    );
    if (!link) throw new NotFound('Personne n’a de rôle dans Jalon à cette adresse.');
    const url = `${siteAddress(options, context)}/connexion/${link.secret}`;
    answer(context, options, {
      document: { url, code: link.code },
      text: `${url}\nCode\u00A0: ${link.code} (30 minutes, une seule fois)`,
    });
  });
}

/** Where people reach the pages: what the environment says, else where the running Jalon listens. */
function siteAddress(options: DataOptions, context: CommandContext): string {
  const service = context.env['BASE_URL'];
  if (service && !options.data) return service.replace(/\/$/u, '');
  return (
    runningInstance(options.data ?? defaultHome(context.workingDirectory))?.address ??
    service ??
    'http://127.0.0.1:3000'
  );
}
