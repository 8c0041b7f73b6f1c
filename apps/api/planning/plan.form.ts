import { z } from 'zod';

import { addDays, addMonths, type CalendarDate, isCalendarDate } from '#libs/kernel/index.js';
import { DEFAULT_PARAMETERS, type PlanParameters } from '#libs/planning/index.js';

/** Rows offered for days on which nobody is to sit. */
export const AVOID_ROWS = 4;

const day = z.string().trim().refine(isCalendarDate, 'Choisissez une date.');
const time = z
  .string()
  .trim()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'Indiquez une heure, par exemple 14:00.');
const days = (least: number, most: number) =>
  z.coerce
    .number('Indiquez un nombre de jours.')
    .int('Indiquez un nombre entier.')
    .min(least, `${least} au moins.`)
    .max(most, `${most} au plus.`);

/** A list that comes as one value, several, or none. */
export const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

const isEmpty = (row: unknown): boolean =>
  Object.values((row ?? {}) as Record<string, unknown>).every((value) => value === '');

const avoidRow = z.preprocess(
  (row) => (isEmpty(row) ? undefined : row),
  z
    .object({
      label: z.string().trim().max(80, 'Ce nom est trop long.').default(''),
      from: day,
      to: z.string().trim().default(''),
    })
    .transform((row) => ({ ...row, to: row.to || row.from, label: row.label || 'Jours à éviter' }))
    .refine(({ to }) => isCalendarDate(to), { path: ['to'], message: 'Choisissez une date.' })
    .optional(),
);

/** The settings of a plan as they are sent. */
export const parametersForm = z
  .object({
    from: day,
    to: day,
    maxProducts: days(1, 8),
    perDay: z.enum(['1', '2']),
    startsAt: time,
    endsAt: time,
    morningAt: time,
    noon: time,
    noticeDays: days(0, 180),
    catchUpDays: days(0, 365),
    grouping: z.enum(['sponsor', 'any']),
    respectClosing: z.string().optional(),
    weekdays: several,
    avoid: z.array(avoidRow).max(AVOID_ROWS).default([]),
  })
  .transform((form): PlanParameters => ({
    ...form,
    perDay: form.perDay === '2' ? 2 : 1,
    // The lengths of a plan are those of its programmes: no field says them.
    turnMinutes: DEFAULT_PARAMETERS.turnMinutes,
    breakMinutes: DEFAULT_PARAMETERS.breakMinutes,
    respectClosing: form.respectClosing !== undefined,
    weekdays: form.weekdays.map(Number).filter((one) => one >= 1 && one <= 5),
    avoid: form.avoid.filter((row) => row !== undefined),
  }));

/** What the fields show: as typed, whatever it is worth. */
export type ParametersDraft = Readonly<
  Record<Exclude<keyof PlanParameters, 'weekdays' | 'avoid' | 'turnMinutes' | 'breakMinutes' | 'rules'>, string>
> & {
  readonly weekdays: readonly string[];
  readonly avoid: readonly { readonly label: string; readonly from: string; readonly to: string }[];
};

export function draftOf(parameters: PlanParameters): ParametersDraft {
  const { weekdays, avoid, turnMinutes: _, breakMinutes: __, rules: ___, respectClosing, ...rest } = parameters;
  return {
    ...(Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])) as Omit<
      ParametersDraft,
      'weekdays' | 'avoid' | 'respectClosing'
    >),
    respectClosing: respectClosing ? 'on' : '',
    weekdays: weekdays.map(String),
    avoid: avoid.map(({ label, from, to }) => ({ label, from, to })),
  };
}

const loose = z.object({
  from: z.string().catch(''),
  to: z.string().catch(''),
  maxProducts: z.string().catch(''),
  perDay: z.string().catch('1'),
  startsAt: z.string().catch(''),
  endsAt: z.string().catch(''),
  morningAt: z.string().catch(''),
  noon: z.string().catch(''),
  noticeDays: z.string().catch(''),
  catchUpDays: z.string().catch(''),
  grouping: z.string().catch('sponsor'),
  respectClosing: z.string().catch(''),
  weekdays: several.catch([]),
  avoid: z
    .array(z.object({ label: z.string().catch(''), from: z.string().catch(''), to: z.string().catch('') }))
    .catch([]),
});

/** What was typed, to show it again. */
export const typedParameters = (body: unknown): ParametersDraft => loose.parse(body ?? {});

/** From today to the end of the sixth month, this one counted: what one plans when one begins. */
export function nextHalfYear(today: CalendarDate): PlanParameters {
  const end = addMonths(today, 6);
  return { ...DEFAULT_PARAMETERS, from: today, to: addDays(`${end.slice(0, 7)}-01`, -1) };
}
