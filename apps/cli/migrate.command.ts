import { type Command } from 'commander';

import { counted } from '#libs/kernel/index.js';
import { migrate } from '#libs/persistence/index.js';

import { answer, dataCommand, type DataOptions } from './command-action.js';
import { type CommandContext } from './command-context.js';
import { withAnyDatabase, withDataSource } from './with-database.js';

/** `jalon migrate`: brings the database to this version. JSON: `{ "applied": [names] }`, in order. */
export function registerMigrate(program: Command, context: CommandContext): void {
  dataCommand(program, 'migrate', 'met la base de données à la version de ce programme').action(
    async (options: DataOptions) => {
      const applied = await withAnyDatabase(options, context, ({ url }) => withDataSource(url, migrate));
      answer(context, options, { document: { applied }, text: summary(applied) });
    },
  );
}

function summary(applied: readonly string[]): string {
  if (applied.length === 0) return 'La base de données est à jour.';
  const heading = `${counted(applied.length, 'migration appliquée', 'migrations appliquées')}\u00A0:`;
  return [heading, ...applied.map((name) => `- ${name}`)].join('\n');
}
