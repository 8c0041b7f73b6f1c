import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { type Command, InvalidArgumentError, Option } from 'commander';
import { DataSource } from 'typeorm';

import { startEmbeddedPostgres } from '#libs/embedded/index.js';
import {
  type CalendarDate,
  counted,
  DomainError,
  frenchDate,
  isCalendarDate,
  SystemClock,
} from '#libs/kernel/index.js';
import { dataSourceOptions, migrate } from '#libs/persistence/index.js';
import { heeding, MODEL, simulate, type SimulationReport } from '#libs/simulation/index.js';

import { answer } from './command-action.js';
import { type CommandContext } from './command-context.js';
import { ProgressBar } from './progress-bar.js';
import { readInput } from './read-input.js';

/** Not today: the same command gives the same report on any day. Shortly after the public register was last read. */
const FROM = '2026-09-01';

/** The database is thrown away: nothing needs to survive a power cut. */
const THROWN_AWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum_naptime=10s'];

const SHORT_MEANS: Readonly<Record<string, string>> = {
  same: 'même budget',
  more: 'plus',
  less: 'moins',
  provisional: 'provisoire',
  maintenance: 'maintenance',
  pivot: 'pivot',
  stop: 'arrêt',
};

interface SimulateOptions {
  readonly products?: number;
  readonly years: number;
  readonly seed: number;
  readonly from: CalendarDate;
  readonly register?: string;
  readonly organisations?: string;
  readonly heed?: number;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** Something stood, in the simulated years, that never should. */
class SimulationFaulty extends DomainError {
  readonly code = 'SIMULATION_FAULTY';
}

/**
 * `jalon simulate`: years of committees on the real engine, on a database of its own that is thrown away.
 * JSON: a {@link SimulationReport}; the same seed and options give the same, but for `seconds` and `eventsPerSecond`.
 */
export function registerSimulate(program: Command, context: CommandContext): void {
  program
    .command('simulate')
    .description('éprouve Jalon sur des années de comités simulés, dans une base temporaire')
    .addOption(
      new Option('--products <nombre>', 'produits à inventer (50 par défaut)')
        .argParser(wholeNumber)
        .conflicts('register'),
    )
    .option('--years <nombre>', 'années à vivre', wholeNumber, 2)
    .option('--seed <nombre>', 'graine du hasard\u00A0: la même donne le même rapport', wholeNumber, 1)
    .option('--from <date>', 'premier jour, AAAA-MM-JJ', readDay, FROM)
    .option('--register <fichier>', 'part du registre public des produits (startups.json)')
    .option('--organisations <fichier>', 'fichier des organisations de ce registre')
    .option('--heed <taux>', 'part des courriels suivis d’effet, de 0 à 1, pour tous', readShare)
    .option('--check', 'rejoue à la fin le journal de tous les cas, et pas de 200 d’entre eux')
    .option('--json', 'répond par un seul document JSON sur la sortie standard')
    .action(async (options: SimulateOptions) => {
      const report = await run(options, context);
      answer(context, options, { document: report, text: summary(report) });
      const [first] = report.faults;
      if (first !== undefined)
        throw new SimulationFaulty(`${counted(report.faults.length, 'anomalie')}\u00A0; la première\u00A0: ${first}`);
    });
}

async function run(options: SimulateOptions, context: CommandContext): Promise<SimulationReport> {
  const { products = 50, years, seed, from, heed, check } = options;
  const register = options.register !== undefined && {
    startups: await readInput(context, options.register),
    organisations: options.organisations && (await readInput(context, options.organisations)),
  };
  const bar = new ProgressBar(context, 'Simulation');
  const clock = new SystemClock();
  return withThrownAwayDatabase(async (dataSource) => {
    try {
      return await simulate(dataSource, {
        products,
        years,
        seed,
        from,
        register: register || undefined,
        model: heed === undefined ? MODEL : heeding(MODEL, heed),
        checksAll: check,
        onProgress: (done, total) => bar.show(done, total),
        stopwatch: () => clock.millis(),
      });
    } finally {
      bar.clear();
    }
  });
}

async function withThrownAwayDatabase<T>(work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const home = mkdtempSync(path.join(tmpdir(), 'jalon-simulation-'));
  // As root, the database runs as somebody else, who has to pass through.
  chmodSync(home, 0o711);
  try {
    const database = await startEmbeddedPostgres({ home, flags: THROWN_AWAY.flatMap((flag) => ['-c', flag]) });
    try {
      const dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
      try {
        await migrate(dataSource);
        return await work(dataSource);
      } finally {
        await dataSource.destroy();
      }
    } finally {
      await database.stop();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const percent = (ratio: number | null): string =>
  ratio === null ? '—' : `${(100 * ratio).toFixed(1).replace('.', ',')}\u00A0%`;

function summary(report: SimulationReport): string {
  const { onTime, late, mailsPerPersonPerMonth, records, decisions } = report;
  const means = Object.entries(decisions.means).map(([name, count]) => `${SHORT_MEANS[name] ?? name} ${count}`);
  return [
    `Du ${frenchDate(report.from)} au ${frenchDate(report.to)}, ${counted(report.products, 'produit')}, graine ${report.seed}.`,
    `À jour\u00A0: ${percent(onTime.ratio)} des produits en phase active au dernier jour, ${percent(onTime.lastYear)} en moyenne sur les douze derniers mois, ${percent(onTime.start)} au premier jour.`,
    `Comités\u00A0: ${report.committeesDue} dus, ${report.committeesHeld} tenus en ${counted(report.sittings, 'séance')}, ${late.committees} après leur date (médiane ${counted(late.median, 'jour')}, neuf sur dix en ${counted(late.p90, 'jour')}).`,
    `Décisions\u00A0: ${means.join(', ')}. Relevés\u00A0: ${records.opened} ouverts, ${records.sealed} scellés, ${report.declined} refusés.`,
    `Courriels\u00A0: ${report.mails}, dont ${counted(report.reminders, 'série')} de rappels\u00A0; par personne et par mois, ${decimal(mailsPerPersonPerMonth.median)} (médiane), ${decimal(mailsPerPersonPerMonth.max)} au plus.`,
    `Moteur\u00A0: ${counted(report.events, 'événement')} et ${counted(report.effects, 'action')} en ${decimal(report.seconds)}\u00A0s, ${report.replayed} cas rejoués sur ${report.cases}, ${report.faults.length === 0 ? 'aucune anomalie' : counted(report.faults.length, 'anomalie')}.`,
  ].join('\n');
}

const decimal = (value: number): string => String(value).replace('.', ',');

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('');
  return value;
}

function readShare(text: string): number {
  const value = Number(text.replace(',', '.'));
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('');
  return value;
}

function readDay(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new InvalidArgumentError('');
  return text;
}
