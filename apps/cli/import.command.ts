import { type Command } from 'commander';

import { counted } from '#libs/kernel/index.js';
import { ImportRegister, type ImportReport, RegisterModule } from '#libs/register/index.js';

import { answer, dataCommand, type DataOptions } from './command-action.js';
import { type CommandContext } from './command-context.js';
import { engineModules } from './engine-modules.js';
import { ProgressBar } from './progress-bar.js';
import { readInput } from './read-input.js';
import { withServices } from './with-services.js';

interface ImportOptions extends DataOptions {
  readonly organisations?: string;
}

/**
 * `jalon import beta-gouv FILE [--organisations FILE]`: the public register of products.
 * JSON: `{ products, incubators, organisations, changed, oddities: [{ product, kind, detail, handled }] }`.
 */
export function registerImport(program: Command, context: CommandContext): void {
  const group = program
    .command('import')
    .usage('<registre> <fichier> [options]')
    .description('reprend les données d’un registre');
  dataCommand(group, 'beta-gouv', 'reprend le registre public des produits (startups.json)')
    .argument('<fichier>', 'fichier des produits, au format du registre public')
    .option('--organisations <fichier>', 'fichier des organisations (organisations.json)')
    .action(async (file: string, options: ImportOptions) => {
      const startups = await readInput(context, file);
      const organisations = options.organisations && (await readInput(context, options.organisations));
      const report = await withServices(options, context, [...engineModules, RegisterModule], async (services) => {
        const bar = new ProgressBar(context, 'Import');
        try {
          return await services.get(ImportRegister).execute({
            startups,
            organisations: organisations || undefined,
            onProgress: (done, total) => bar.show(done, total),
          });
        } finally {
          bar.clear();
        }
      });
      answer(context, options, { document: report, text: summary(report) });
    });
}

function summary({ products, incubators, organisations, changed, oddities }: ImportReport): string {
  const read = [
    counted(products, 'produit'),
    counted(incubators, 'incubateur'),
    counted(organisations, 'organisation'),
  ].join(', ');
  const heading = `${read}. ${changed === 0 ? 'Rien n’a changé' : counted(changed, 'produit repris ou modifié', 'produits repris ou modifiés')}.`;
  if (oddities.length === 0) return heading;
  return [
    heading,
    `${counted(oddities.length, 'particularité')}\u00A0:`,
    ...oddities.map(({ product, detail, handled }) => `- ${product}\u00A0: ${detail} ${handled}`),
  ].join('\n');
}
