import { Command } from 'commander';

import { type CommandContext } from './command-context.js';
import { frenchTitle } from './usage.messages.js';
import { version } from './version.js';

type Register = (program: Command, context: CommandContext) => void;

/** One line a command, in the order of the help. A command loads only what it needs: that is most of how long it takes. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  start: async () => (await import('./start.command.js')).registerStart,
  migrate: async () => (await import('./migrate.command.js')).registerMigrate,
  import: async () => (await import('./import.command.js')).registerImport,
  duty: async () => (await import('./duty.command.js')).registerDuty,
  role: async () => (await import('./role.command.js')).registerRole,
  'login-link': async () => (await import('./login-link.command.js')).registerLoginLink,
  simulate: async () => (await import('./simulate.command.js')).registerSimulate,
  verify: async () => (await import('./verify.command.js')).registerVerify,
  doctor: async () => (await import('./doctor.command.js')).registerDoctor,
};

/**
 * The command line; what it prints goes through the context, and it never ends the process by itself.
 * @param words what follows the program's name: the command it begins with is the only one loaded, all of them otherwise.
 */
export async function buildProgram(words: readonly string[], context: CommandContext): Promise<Command> {
  const program = new Command('jalon')
    .description('Jalon, les comités d’investissement d’un incubateur de services publics numériques.')
    .usage('<commande> [options]')
    .version(version(), '-V, --version', 'affiche la version')
    .helpOption('-h, --help', 'affiche cette aide')
    .helpCommand('help [commande]', 'affiche l’aide d’une commande')
    .showSuggestionAfterError(false)
    .configureHelp({ styleTitle: frenchTitle })
    .configureOutput({ writeOut: context.out, writeErr: context.log, outputError: () => undefined })
    .exitOverride();
  const named = COMMANDS[words[0] ?? ''];
  for (const load of named ? [named] : Object.values(COMMANDS)) (await load())(program, context);
  return program;
}
