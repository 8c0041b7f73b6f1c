import { type Command, InvalidArgumentError } from 'commander';

import { type CalendarDate, Clock, counted, frenchDate, isCalendarDate } from '#libs/kernel/index.js';
import { Duties, type DutyLine, PortfolioModule } from '#libs/portfolio/index.js';
import { LIFECYCLE_LABELS } from '#workflows/contract/index.js';

import { answer, dataCommand, type DataOptions } from './command-action.js';
import { type CommandContext } from './command-context.js';
import { engineModules } from './engine-modules.js';
import { textTable } from './text-table.js';
import { withServices } from './with-services.js';

interface DutyOptions extends DataOptions {
  readonly on?: CalendarDate;
}

/**
 * `jalon duty [--on DATE]`: what every active product owes, the soonest wanted first. JSON: an array of
 * `{ product, name, incubator, phase, lastCommittee, wanted, due, daysLate, planned }`, product and incubator by their
 * identifier in the register (their own when they have none), days as `YYYY-MM-DD` or null.
 */
export function registerDuty(program: Command, context: CommandContext): void {
  dataCommand(program, 'duty', 'indique, pour chaque produit en phase active, le prochain comité dû')
    .option('--on <date>', 'jour auquel compter les retards, AAAA-MM-JJ (aujourd’hui par défaut)', readDay)
    .action(async (options: DutyOptions) => {
      const [on, lines] = await withServices(
        options,
        context,
        [...engineModules, PortfolioModule],
        async (services) => {
          const day = options.on ?? services.get(Clock, { strict: false }).today();
          return [day, await services.get(Duties).list({ on: day })] as const;
        },
      );
      answer(context, options, { document: lines.map(documentOf), text: tableOf(lines, on) });
    });
}

function readDay(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new InvalidArgumentError('');
  return text;
}

function documentOf({ product, incubator, phase, lastCommittee, wanted, due, daysLate, planned }: DutyLine) {
  return {
    product: product.registerId ?? product.id,
    name: product.name,
    incubator: incubator && (incubator.registerId ?? incubator.id),
    phase,
    lastCommittee,
    wanted,
    due,
    daysLate,
    planned: planned?.on ?? null,
  };
}

function tableOf(lines: readonly DutyLine[], on: CalendarDate): string {
  const day = (date: CalendarDate | null | undefined): string => (date ? frenchDate(date) : '—');
  const late = lines.filter(({ daysLate }) => daysLate > 0).length;
  return [
    `${counted(lines.length, 'produit en phase active', 'produits en phase active')}, ${late} en retard au ${frenchDate(on)}.`,
    ...(lines.length === 0 ? [] : ['']),
    ...(lines.length === 0
      ? []
      : [
          textTable(
            ['Produit', 'Incubateur', 'Étape', 'Dernier comité', 'À tenir avant le', 'Dû le', 'Retard', 'Prévu le'],
            lines.map(({ product, incubator, phase, lastCommittee, wanted, due, daysLate, planned }) => [
              product.name,
              incubator?.name ?? '—',
              LIFECYCLE_LABELS[phase],
              day(lastCommittee),
              day(wanted),
              day(due),
              daysLate > 0 ? counted(daysLate, 'jour') : '—',
              day(planned?.on),
            ]),
          ),
        ]),
  ].join('\n');
}
