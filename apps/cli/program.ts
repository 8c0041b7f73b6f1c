import { Command } from 'commander';

import { type CommandContext } from './command-context.js';
import { registerDoctor } from './doctor.command.js';
import { registerDuty } from './duty.command.js';
import { registerImport } from './import.command.js';
import { registerLoginLink } from './login-link.command.js';
import { registerMigrate } from './migrate.command.js';
import { registerRole } from './role.command.js';
import { registerSimulate } from './simulate.command.js';
import { registerStart } from './start.command.js';
import { frenchTitle } from './usage.messages.js';
import { version } from './version.js';

/** One line a command: `<verb>.command.ts` exports `register<Verb>`. */
const COMMANDS = [
  registerStart,
  registerMigrate,
  registerImport,
  registerDuty,
  registerRole,
  registerLoginLink,
  registerSimulate,
  registerDoctor,
];

/** The command line as a whole; what it prints goes through the context, and it never ends the process by itself. */
export function buildProgram(context: CommandContext): Command {
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
  for (const register of COMMANDS) register(program, context);
  return program;
}
