import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Command, CommanderError } from 'commander';

import { AuditModule, CheckLogs } from '#libs/audit/index.js';
import { FeaturesModule } from '#libs/composition/index.js';
import { embeddedConfiguration } from '#libs/configuration/index.js';
import { counted, DomainError, frenchDate, frenchDateTime, SystemClock } from '#libs/kernel/index.js';
import {
  CheckJournal,
  JOURNAL_FAULTS,
  type JournalCheck,
  saidOf,
  type Verdict,
  type Verification,
  VerifyRecord,
} from '#libs/verification/index.js';

import { answer, AnsweredNo, dataCommand, type DataOptions } from './command-action.js';
import { type CommandContext } from './command-context.js';
import { ProgressBar } from './progress-bar.js';
import { withDatabase } from './with-database.js';

interface VerifyOptions extends DataOptions {
  readonly journal?: boolean;
}

/** Exit statuses beside 0 (genuine, and the latest), 1 (could not tell, or the journal is at fault) and 2 (wrong usage). */
const EXIT = { superseded: 3, altered: 4, notOurs: 5 } as const;

const STATUSES: Readonly<Record<Verdict, number>> = {
  genuine: 0,
  altered: EXIT.altered,
  unsealed: EXIT.altered,
  draft: EXIT.altered,
  foreign: EXIT.notOurs,
  'not-pdf': EXIT.notOurs,
  unknown: EXIT.notOurs,
};

class FileUnreadable extends DomainError {
  readonly code = 'FILE_UNREADABLE';
}

/**
 * `jalon verify FILE`: whether a file is one of our records, unchanged, and still what holds. JSON: a {@link Verification}.
 * `jalon verify --journal`: whether the whole journal is what was sealed day after day. JSON: a {@link JournalCheck}, with
 * `faultyLogs` and `casesReplayed`.
 */
export function registerVerify(program: Command, context: CommandContext): void {
  dataCommand(program, 'verify [fichier]', 'dit si un relevé est authentique, inchangé, et toujours en vigueur')
    .option('--journal', 'compare tout le journal et les relevés avec ce qui a été scellé chaque jour')
    .addHelpText(
      'after',
      '\nRépond 0 si le relevé est authentique et en vigueur, 3 s’il a été remplacé, 4 s’il a été modifié ou ne porte pas de\ncachet, 5 s’il ne vient pas d’ici, 1 si rien ne peut être dit (ou si le journal est en défaut), 2 si l’usage est mauvais.',
    )
    .action(async (file: string | undefined, options: VerifyOptions) => {
      if ((file === undefined) === !options.journal)
        throw new CommanderError(2, 'jalon.verify', 'Donnez un fichier, ou --journal.');
      if (file === undefined) await verifyJournal(options, context);
      else await verifyFile(file, options, context);
    });
}

async function verifyFile(file: string, options: VerifyOptions, context: CommandContext): Promise<void> {
  const bytes = await readFile(resolve(context.workingDirectory, file)).catch(() => {
    throw new FileUnreadable(`Le fichier ${file} n’existe pas ou ne peut pas être lu.`);
  });
  const verification = await withFeatures(options, context, async (services) => services.get(VerifyRecord).file(bytes));
  answer(context, options, { document: verification, text: textOf(verification) });
  const status = verification.standing === 'superseded' ? EXIT.superseded : STATUSES[verification.verdict];
  if (status !== 0) throw new AnsweredNo(status);
}

function textOf(verification: Verification): string {
  const { record, signatories, seal, sha256 } = verification;
  const { title, text } = saidOf(verification);
  return [
    `${title}.\n${text}`,
    ...(record ? [`Relevé\u00A0: ${record.reference}, version ${record.version}, ${record.product}`] : []),
    ...signatories.map(
      ({ name, choice, at }) => `Signé\u00A0: ${name}, ${choice.toLowerCase()}, ${frenchDateTime(at)}`,
    ),
    ...(seal ? [`Cachet\u00A0: ${seal.signer}${seal.trial ? ' (certificat d’essai)' : ''}`] : []),
    ...(seal?.stampedAt ? [`Horodatage\u00A0: ${frenchDateTime(seal.stampedAt)}, ${seal.stampedBy}`] : []),
    `SHA-256\u00A0: ${sha256}`,
  ].join('\n');
}

async function verifyJournal(options: VerifyOptions, context: CommandContext): Promise<void> {
  const bar = new ProgressBar(context, 'Relecture des journaux');
  const { check, logs } = await withFeatures(options, context, async (services) => {
    try {
      const logs = await services.get(CheckLogs).execute((done, total) => bar.show(done, total));
      return { logs, check: await services.get(CheckJournal).execute() };
    } finally {
      bar.clear();
    }
  });
  const faultyLogs = logs.alarms.flatMap(({ causes }) => causes.map(({ what, error }) => `${what}, ${error}`));
  answer(context, options, {
    document: { ...check, casesReplayed: logs.cases, faultyLogs },
    text: journalText(check, logs.cases, faultyLogs),
  });
  if (check.faults.length + faultyLogs.length > 0) throw new AnsweredNo();
}

function journalText(
  { seals, stamped, last, faults }: JournalCheck,
  cases: number,
  faultyLogs: readonly string[],
): string {
  const isWhole = faults.length + faultyLogs.length === 0;
  return [
    isWhole ? 'Le journal est entier et inchangé.' : 'Le journal a été modifié, ou il en manque.',
    `${counted(cases, 'dossier relu', 'dossiers relus')}, ${counted(seals, 'scellé')} dont ${stamped} avec horodatage.`,
    ...faults.map(
      ({ number, day, fault, what }) =>
        `✗ Scellé ${number} du ${frenchDate(day)}\u00A0: ${JOURNAL_FAULTS[fault]}${what === null ? '' : ` (${what})`}`,
    ),
    ...faultyLogs.map((line) => `✗ ${line}`),
    ...(last ? [`Dernier scellé\u00A0: ${last.number}, du ${frenchDate(last.day)}, SHA-256 ${last.sha256}`] : []),
  ].join('\n');
}

/** Features as they read; nothing is sent, nothing is worked on. */
async function withFeatures<T>(
  options: VerifyOptions,
  context: CommandContext,
  work: (services: { get: <S>(token: abstract new (...args: never[]) => S) => S }) => Promise<T>,
): Promise<T> {
  return withDatabase(options, context, async (databaseUrl) => {
    const configuration = embeddedConfiguration(
      {
        databaseUrl,
        smtpUrl: 'smtp://127.0.0.1:1',
        baseUrl: 'http://127.0.0.1',
        sessionSecret: '-'.repeat(32),
        host: '127.0.0.1',
        port: 0,
      },
      {},
    );
    const root = {
      module: VerifyRoot,
      imports: [FeaturesModule.with(configuration, new SystemClock(), 4), AuditModule],
    };
    const services: INestApplicationContext = await NestFactory.createApplicationContext(root, {
      logger: false,
      abortOnError: false,
    });
    try {
      return await work({ get: (token) => services.get(token, { strict: false }) });
    } finally {
      await services.close();
    }
  });
}

class VerifyRoot {}
