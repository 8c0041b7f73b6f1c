import { type Command } from 'commander';

import { type Alarm, ALARM_MESSAGES, type AlarmSample, AuditModule, CheckLogs, Health } from '#libs/audit/index.js';
import { counted, frenchDateTime } from '#libs/kernel/index.js';

import { answer, AnsweredNo, dataCommand, type DataOptions } from './command-action.js';
import { type CommandContext } from './command-context.js';
import { engineModules } from './engine-modules.js';
import { ProgressBar } from './progress-bar.js';
import { withServices } from './with-services.js';

interface DoctorOptions extends DataOptions {
  readonly deep?: boolean;
}

/**
 * `jalon doctor [--deep]`: what is owed and not done, and why; status 1 when there is any. `--deep` replays the log of every
 * case as well. JSON: `{ alarms: [{ kind, severity, count, since, what, advice, causes, samples }], casesReplayed }`,
 * `casesReplayed` being null without `--deep`.
 */
export function registerDoctor(program: Command, context: CommandContext): void {
  dataCommand(program, 'doctor', 'dit ce qui est dû et n’est pas fait, pourquoi, et que faire')
    .option('--deep', 'rejoue aussi le journal de chaque dossier, pour vérifier que rien n’y a été altéré')
    .action(async (options: DoctorOptions) => {
      const { alarms, casesReplayed } = await withServices(
        options,
        context,
        [...engineModules, AuditModule],
        async (services) => {
          const { alarms: shallow } = await services.get(Health).report();
          if (!options.deep) return { alarms: shallow, casesReplayed: null };
          const bar = new ProgressBar(context, 'Relecture des journaux');
          try {
            const deep = await services.get(CheckLogs).execute((done, total) => bar.show(done, total));
            return { alarms: [...shallow, ...deep.alarms], casesReplayed: deep.cases };
          } finally {
            bar.clear();
          }
        },
      );
      answer(context, options, {
        document: { alarms: alarms.map(documentOf), casesReplayed },
        text: [verdict(alarms, casesReplayed), ...alarms.map(paragraphOf)].join('\n\n'),
      });
      if (alarms.length > 0) throw new AnsweredNo();
    });
}

function documentOf({ kind, severity, count, since, causes, samples }: Alarm) {
  const { what, advice } = ALARM_MESSAGES[kind];
  return { kind, severity, count, since, what: what(count), advice, causes, samples };
}

function verdict(alarms: readonly Alarm[], casesReplayed: number | null): string {
  const found = alarms.length === 0 ? 'Tout ce qui est dû est fait.' : `${counted(alarms.length, 'alarme')}.`;
  return casesReplayed === null
    ? found
    : `${found} ${counted(casesReplayed, 'journal relu', 'journaux relus')} de bout en bout.`;
}

const SIGNS = { error: '✗', warning: '!' } as const;

function paragraphOf({ kind, severity, count, since, causes, samples }: Alarm): string {
  const { what, advice } = ALARM_MESSAGES[kind];
  return [
    `${SIGNS[severity]} ${what(count)}`,
    `  Depuis\u00A0: ${frenchDateTime(since)}`,
    ...causes.map((cause) => `  Cause\u00A0: ${causeLine(cause)}`),
    `  À faire\u00A0: ${advice}`,
    ...samples.map((sample) => `  Voir\u00A0: ${pathOf(sample)}`),
  ].join('\n');
}

function causeLine({ what, count, attempts, error }: Alarm['causes'][number]): string {
  const tried = attempts > 0 ? `, ${counted(attempts, 'essai')}` : '';
  return `${what} (${count}${tried})${error === null ? '' : `\u00A0: ${error}`}`;
}

const PAGES: Readonly<Record<AlarmSample['process'], string>> = {
  'product-lifecycle': '/produits',
  'half-year-duty': '/produits',
  committee: '/comites',
  'deliberation-record': '/releves',
  'half-year-plan': '/planification',
  'date-poll': '/choix-de-date',
};

function pathOf({ process, subjectId, caseId }: AlarmSample): string {
  return `${PAGES[process]}/${subjectId} (dossier ${caseId})`;
}
