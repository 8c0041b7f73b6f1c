import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { DomainError } from '#libs/kernel/index.js';

import type { CommandContext } from './command-context.js';

/** A file named on the command line that cannot be read. */
class UnreadableFile extends DomainError {
  readonly code = 'UNREADABLE_FILE';
  override readonly status = 422;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'il n’existe pas',
  EISDIR: 'c’est un dossier',
  EACCES: 'l’accès en est refusé',
};

/**
 * The text of a file named on the command line.
 * @throws UnreadableFile with the reason.
 */
export async function readInput(context: CommandContext, file: string): Promise<string> {
  try {
    return await readFile(path.resolve(context.workingDirectory, file), 'utf8');
  } catch (error) {
    const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'la lecture a échoué';
    throw new UnreadableFile(`Le fichier «\u00A0${file}\u00A0» ne peut pas être lu\u00A0: ${reason}.`);
  }
}
