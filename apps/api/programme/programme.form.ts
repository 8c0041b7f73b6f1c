import { z } from 'zod';

import { GRID_READERS, PLACES, type Programme } from '#libs/kernel/index.js';

/** Fields that are numbers, by their names in the form. */
const NUMBER_FIELDS = [
  'cadenceMonths',
  'investigationWeeks',
  'presentation',
  'questions',
  'deliberation',
  'breakMinutes',
  'maxProducts',
  'earliest',
  'latest',
  'orderTakesDays',
  'answerWorkingDays',
  'escalationWorkingDays',
] as const;

/** Days of the year, written `JJ/MM`. */
const DAY_FIELDS = ['ordersEnd', 'ordersResume'] as const;

type NumberField = (typeof NUMBER_FIELDS)[number];
type DayField = (typeof DAY_FIELDS)[number];

/** What is said by yes or no. */
const SWITCH_FIELDS = ['yearlyInSustainability', 'recordAttached', 'publishesSummaries', 'publishesAmounts'] as const;
type SwitchField = (typeof SWITCH_FIELDS)[number];

/** What the fields show: as typed, whatever it is worth. */
export type ProgrammeDraft = Readonly<Record<NumberField | DayField | 'place' | 'gridReaders' | SwitchField, string>>;

const typed = z.string().trim().catch('');

/** Reads what was typed, to show it again or to check it. */
export function typedProgramme(body: unknown): ProgrammeDraft {
  const sent = z.record(z.string(), z.unknown()).catch({}).parse(body);
  const names = [...NUMBER_FIELDS, ...DAY_FIELDS, 'place', 'gridReaders', ...SWITCH_FIELDS];
  return Object.fromEntries(names.map((name) => [name, typed.parse(sent[name])])) as ProgrammeDraft;
}

export function draftOf(programme: Programme): ProgrammeDraft {
  const { stages, envelopeWindow, closing, ladder: _, ...rest } = programme;
  const { ordersEnd, ordersResume, orderTakesDays } = closing;
  const numbers = { ...rest, ...stages, ...envelopeWindow, orderTakesDays };
  return {
    ...(Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])) as ProgrammeDraft),
    ordersEnd: frenchDayOfYear(ordersEnd),
    ordersResume: frenchDayOfYear(ordersResume),
    ...(Object.fromEntries(SWITCH_FIELDS.map((name) => [name, programme[name] ? 'on' : ''])) as Record<
      SwitchField,
      string
    >),
  };
}

/**
 * The programme that was typed; a number or a day that is not one is left for the check to refuse.
 * @param current what no field says stays as it is there.
 */
export function programmeOf(draft: ProgrammeDraft, current: Programme): Programme {
  const number = (name: NumberField) => (/^\d{1,3}$/u.test(draft[name]) ? Number(draft[name]) : Number.NaN);
  const day = (name: DayField) => dayOfYear(draft[name]);
  return {
    ...current,
    cadenceMonths: number('cadenceMonths'),
    investigationWeeks: number('investigationWeeks'),
    yearlyInSustainability: draft.yearlyInSustainability !== '',
    place: z.enum(PLACES).catch('metropole').parse(draft.place),
    stages: {
      presentation: number('presentation'),
      questions: number('questions'),
      deliberation: number('deliberation'),
    },
    breakMinutes: number('breakMinutes'),
    maxProducts: number('maxProducts'),
    envelopeWindow: { earliest: number('earliest'), latest: number('latest') },
    closing: {
      ...current.closing,
      ordersEnd: day('ordersEnd'),
      ordersResume: day('ordersResume'),
      orderTakesDays: number('orderTakesDays'),
    },
    answerWorkingDays: number('answerWorkingDays'),
    escalationWorkingDays: number('escalationWorkingDays'),
    gridReaders: z.enum(GRID_READERS).catch('members').parse(draft.gridReaders),
    recordAttached: draft.recordAttached !== '',
    publishesSummaries: draft.publishesSummaries !== '',
    publishesAmounts: draft.publishesAmounts !== '',
  };
}

/** `15/12` for `12-15`. */
export const frenchDayOfYear = (day: string): string => day.split('-').toReversed().join('/');

const dayOfYear = (text: string): string => {
  const [, day = '', month = ''] = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})$/u.exec(text) ?? [];
  return `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};
