import { type Command } from 'commander';
import type { DataSource } from 'typeorm';

import { productNamesOf } from '#libs/audit/index.js';
import { counted, SystemClock } from '#libs/kernel/index.js';
import { migrate, pendingMigrations, Transactions } from '#libs/persistence/index.js';
import { MigrateCases } from '#libs/workflow-runtime/index.js';

import { forecastText, type ForecastLine, type ImpossibleLine, impossibleText, lineOf } from './case-forecast.js';
import { answer, AnsweredNo, type CommandAnswer, dataCommand, type DataOptions } from './command-action.js';
import { type CommandContext } from './command-context.js';
import { ProgressBar } from './progress-bar.js';
import { withAnyDatabase, withDataSource } from './with-database.js';

interface MigrateOptions extends DataOptions {
  readonly dryRun?: boolean;
  readonly cases: boolean;
}

interface Outcome extends CommandAnswer {
  /** Cases that no migration brings. */
  readonly impossible: readonly ImpossibleLine[];
}

/**
 * `jalon migrate [--dry-run] [--no-cases]`: brings the database, then the open cases, to this version; status 1 when some case
 * cannot be brought. `--dry-run` says what it would do, and the database itself refuses it any writing.
 * JSON: `{ applied: [names], cases: { brought, impossible } }`, `cases` being null with `--no-cases`; with `--dry-run`
 * `{ pending: [names], cases: [{ case, process, subject, products, from, to, stateBefore, stateAfter, deadlines: { kept, moved,
 * added, passed, dropped } }], impossible: [{ case, process, subject, products, from, to, stateBefore, why }] }`.
 */
export function registerMigrate(program: Command, context: CommandContext): void {
  dataCommand(program, 'migrate', 'met la base de données, puis les dossiers ouverts, à la version de ce programme')
    .option(
      '--dry-run',
      'ne change rien\u202F; dit chaque dossier qui serait adapté, et ce que deviennent ses échéances',
    )
    .option('--no-cases', 'laisse les dossiers aux traitements de cette version, qui les adaptent en arrière-plan')
    .action(async (options: MigrateOptions) => {
      const readOnly = options.dryRun === true;
      const outcome = await withAnyDatabase(options, context, ({ url }) =>
        withDataSource(
          url,
          (dataSource) => (readOnly ? foretell(dataSource, options) : bring(dataSource, options, context)),
          { readOnly },
        ),
      );
      answer(context, options, outcome);
      if (outcome.impossible.length > 0) throw new AnsweredNo();
    });
}

const casesIn = (dataSource: DataSource): MigrateCases =>
  new MigrateCases(new Transactions(dataSource), new SystemClock());

async function bring(dataSource: DataSource, options: MigrateOptions, context: CommandContext): Promise<Outcome> {
  const applied = await migrate(dataSource);
  const said = migrationsText(applied, 'migration appliquée', 'migrations appliquées');
  if (!options.cases) return { document: { applied, cases: null }, text: said, impossible: [] };
  const bar = new ProgressBar(context, 'Adaptation des dossiers');
  const { brought, left } = await casesIn(dataSource)
    .execute({ onProgress: (done, total) => bar.show(done, total) })
    .finally(() => bar.clear());
  const names = await productNamesOf(
    dataSource.manager,
    left.map(({ stored }) => stored.id),
  );
  const impossible = left.map((one) => lineOf(one, names.get(one.stored.id) ?? []) as ImpossibleLine);
  return {
    document: { applied, cases: { brought, impossible } },
    text: [
      said,
      ...(brought > 0 ? [`${counted(brought, 'dossier adapté', 'dossiers adaptés')}.`] : []),
      ...(impossible.length > 0 ? [impossibleText(impossible)] : []),
    ].join('\n\n'),
    impossible,
  };
}

async function foretell(dataSource: DataSource, options: MigrateOptions): Promise<Outcome> {
  const pending = await pendingMigrations(dataSource);
  const [lines, impossible]: [ForecastLine[], ImpossibleLine[]] = [[], []];
  const [tables] = await dataSource.query<{ exist: boolean }[]>(`select to_regclass('cases') is not null as exist`);
  if (options.cases && tables?.exist)
    for await (const batch of casesIn(dataSource).forecast()) {
      const ids = batch.map(({ stored }) => stored.id);
      const names = await productNamesOf(dataSource.manager, ids);
      for (const forecast of batch) {
        const line = lineOf(forecast, names.get(forecast.stored.id) ?? []);
        if ('why' in line) impossible.push(line);
        else lines.push(line);
      }
    }
  return {
    document: { pending, cases: lines, impossible },
    text: [
      migrationsText(pending, 'migration de la base à appliquer', 'migrations de la base à appliquer'),
      ...(options.cases ? [forecastText(lines, impossible)] : []),
      'Rien n’a été modifié.',
    ].join('\n\n'),
    impossible,
  };
}

function migrationsText(names: readonly string[], one: string, many: string): string {
  if (names.length === 0) return 'La base de données est à jour.';
  return [`${counted(names.length, one, many)}\u00A0:`, ...names.map((name) => `- ${name}`)].join('\n');
}
