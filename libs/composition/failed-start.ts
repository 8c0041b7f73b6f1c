import { DomainError } from '#libs/kernel/index.js';
import { databaseUnavailable } from '#libs/persistence/index.js';

/** Ends a process that could not start, with the reason: a sentence when there is one, the stack when it is ours to mend. */
export function endFailedStart(error: unknown): never {
  const told = databaseUnavailable(error) ?? error;
  process.stderr.write(`${told instanceof DomainError ? sentenceOf(told) : String((error as Error).stack)}\n`);
  // What was opened before it failed would keep the process alive, half started.
  process.exit(1);
}

function sentenceOf({ message, cause }: DomainError): string {
  return cause instanceof Error ? `${message} (${(cause.message || cause.name).split('\n', 1)[0]})` : message;
}
