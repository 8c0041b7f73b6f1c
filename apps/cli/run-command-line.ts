import { CommanderError } from 'commander';

import { DomainError } from '#libs/kernel/index.js';

import { AnsweredNo } from './command-action.js';
import { type CommandContext } from './command-context.js';
import { buildProgram } from './program.js';
import { usageMessage } from './usage.messages.js';

/** What the exit status says to scripts. */
const EXIT = { done: 0, refused: 1, wrongUsage: 2 } as const;

/**
 * Runs one command line and gives its exit status: 0 done, 1 refused (or found wanting) with a reason, 2 wrong usage; `verify` has some of its own.
 * A refusal is told on standard error, and with `--json` also as `{ "error": { "code", "message" } }` on standard output.
 * @param words what follows the program's name.
 */
export async function runCommandLine(words: readonly string[], context: CommandContext): Promise<number> {
  try {
    const program = await buildProgram(words, context);
    await program.parseAsync(words, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return usage(error, context);
    if (error instanceof AnsweredNo) return error.status;
    const refusal = error instanceof DomainError ? error : undefined;
    context.log(`${refusal?.message ?? trace(error)}\n`);
    if (words.includes('--json')) {
      const code = refusal?.code ?? 'UNEXPECTED';
      const message = refusal?.message ?? 'Une erreur inattendue s’est produite.';
      context.out(`${JSON.stringify({ error: { code, message } }, undefined, 2)}\n`);
    }
    return EXIT.refused;
  }
}

function usage(error: CommanderError, context: CommandContext): number {
  // Asking for help or the version comes as an exception too. Without a command, the help is shown but nothing was done.
  if (error.exitCode === 0) return EXIT.done;
  if (error.code !== 'commander.help') context.log(`${usageMessage(error)}\n`);
  return EXIT.wrongUsage;
}

function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
