import { z } from 'zod';

import { DATE_ANSWERS, type DateAnswer, type OpenDatePollCommand } from '#libs/date-polls/index.js';
import { isCalendarDate, parisInstant } from '#libs/kernel/index.js';
import { MOST_OPTIONS } from '#workflows/date-poll/index.js';

/** Rows offered at first; a button brings the rest. */
export const FEW_ROWS = 4;

export interface TypedDates {
  readonly rows: readonly { readonly date: string; readonly time: string }[];
  readonly closesOn: string;
}

const text = z.string().trim().catch('');
const loose = z.object({
  dates: z.array(z.object({ date: text, heure: text })).catch([]),
  closesOn: text,
});

/** What was typed, whatever it is worth. */
export function typedDates(body: unknown): TypedDates {
  const { dates, closesOn } = loose.parse(body ?? {});
  return { rows: dates.map(({ date, heure }) => ({ date, time: heure })), closesOn };
}

const clock = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;

/** A row without a date is no proposal; one with a date needs its hour. */
const row = z.object({ date: text, heure: text }).transform(({ date, heure }, context) => {
  if (date === '') return null;
  if (!isCalendarDate(date)) context.addIssue({ code: 'custom', path: ['date'], message: 'Choisissez une date.' });
  if (!clock.test(heure))
    context.addIssue({ code: 'custom', path: ['heure'], message: 'Indiquez une heure, par exemple 14:00.' });
  return isCalendarDate(date) && clock.test(heure) ? parisInstant(date, heure) : z.NEVER;
});

export const pollForm = z
  .object({
    dates: z.array(row).max(MOST_OPTIONS).default([]),
    closesOn: z.string().trim().refine(isCalendarDate, 'Choisissez le dernier jour pour répondre.'),
    idempotencyKey: z.uuid(),
  })
  .transform(({ dates, ...form }): Omit<OpenDatePollCommand, 'committeeId' | 'personId'> => ({
    ...form,
    dates: dates.filter((startsAt) => startsAt !== null),
  }));

export const choiceForm = z.object({ option: z.string('Choisissez une date.'), idempotencyKey: z.uuid() });
export const abandonForm = z.object({ reason: z.string().default(''), idempotencyKey: z.uuid() });

const answersForm = z.object({ answers: z.record(z.string(), z.enum(DATE_ANSWERS)).catch({}) });

/** By option; what is none of the three answers is no answer. */
export const answersOf = (body: unknown): Readonly<Record<string, DateAnswer | undefined>> =>
  answersForm.catch({ answers: {} }).parse(body ?? {}).answers;
