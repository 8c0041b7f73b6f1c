import { type Command, Option } from 'commander';

import { type CommandContext } from './command-context.js';

/** Options of every command that works on the data. */
export interface DataOptions {
  /** Data directory of the embedded database; beats DATABASE_URL. */
  readonly data?: string;
  readonly json?: boolean;
}

/** What a command found out: for programs (`--json`) and for people. */
export interface CommandAnswer {
  readonly document: unknown;
  /** French, without a line end. */
  readonly text: string;
}

/** Declares a command that works on the data and answers in either form. */
export function dataCommand(program: Command, usage: string, description: string): Command {
  return program
    .command(usage)
    .description(description)
    .addOption(dataOption())
    .option('--json', 'répond par un seul document JSON sur la sortie standard');
}

/** `--data DOSSIER`, as every command words it. */
export function dataOption(): Option {
  return new Option(
    '--data <dossier>',
    'dossier des données embarquées (par défaut DATABASE_URL si elle est définie, sinon .jalon)',
  );
}

/** Prints the answer in the form that was asked for. Errors are the business of {@link runCommandLine}. */
export function answer(context: CommandContext, options: DataOptions, { document, text }: CommandAnswer): void {
  context.out(options.json ? `${JSON.stringify(document, undefined, 2)}\n` : `${text}\n`);
}

/** The command did answer, and its answer is that something is wrong: exit status 1 unless it says another, nothing more to print. */
export class AnsweredNo extends Error {
  constructor(readonly status = 1) {
    super();
  }
}
