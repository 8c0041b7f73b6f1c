import type { INestApplicationContext } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';

import { defaultHome } from '#libs/embedded/index.js';
import { SystemClock } from '#libs/kernel/index.js';

import { dataOption } from './command-action.js';
import { type CommandContext } from './command-context.js';
import { startEmbeddedServer } from './embedded-server.js';

interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly data?: string;
  readonly empty?: boolean;
}

/** `jalon start`: everything in one process, until Ctrl-C. */
export function registerStart(program: Command, context: CommandContext): void {
  program
    .command('start')
    .description('démarre tout Jalon en un seul processus, avec sa base de données et sa boîte d’essai')
    .option('--port <numéro>', 'port des pages', readPort, 3000)
    .option('--host <adresse>', 'adresse d’écoute', '127.0.0.1')
    .addOption(dataOption())
    .option('--empty', 'part d’une base vide, sans incubateur de démonstration')
    .action(async (options: StartOptions) => {
      // Listened to from the first moment: a Ctrl-C while starting ends as cleanly as a later one.
      const asked = endAsked();
      const server = await startEmbeddedServer({
        home: options.data ?? defaultHome(context.workingDirectory),
        host: options.host,
        port: options.port,
        clock: new SystemClock(),
        env: context.env,
        onTrouble: (message) => context.log(`${message}\n`),
        onListening: (address) => context.out(`Jalon est prêt\u00A0: ${address}\n`),
        ...(options.empty ? {} : { furnish: async (services) => furnish(services, context) }),
      });
      const { demonstrationLogin } = await demonstration();
      const login = await demonstrationLogin(server.services);
      if (login !== undefined)
        context.out(
          `Pour entrer\u00A0: ${login} (le lien arrive dans la boîte d’essai\u00A0: ${server.address}/boite-d-essai)\n`,
        );
      context.log('Ctrl-C pour arrêter.\n');
      await asked;
      context.log('Arrêt…\n');
      await server.stop();
    });
}

/** Loaded once the pages answer: a start has better to do before. */
const demonstration = async () => import('#libs/demonstration/index.js');

/** A demonstration that could not be made must keep nobody from working: the database is left as empty as it was. */
async function furnish(services: INestApplicationContext, context: CommandContext): Promise<void> {
  try {
    const { furnishDemonstration } = await demonstration();
    await furnishDemonstration(services);
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    context.log(`L’incubateur de démonstration n’a pas pu être créé, la base reste vide\u00A0: ${reason}\n`);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('un numéro de 0 à 65535');
  return port;
}

/** Resolves when somebody asks for the end; asked a second time, the process dies at once. */
async function endAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
