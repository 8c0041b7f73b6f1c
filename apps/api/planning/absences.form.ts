import { z } from 'zod';

import { isCalendarDate } from '#libs/kernel/index.js';

const day = z.string().refine(isCalendarDate, 'Choisissez une date.');

export const ownAbsenceForm = z
  .object({ 'absent-from': day, 'absent-to': day, 'absent-reason': z.string().max(200).default('') })
  .transform((form) => ({
    from: form['absent-from'],
    to: form['absent-to'],
    reason: form['absent-reason'] || null,
  }));

export const absenceForm = z.object({ personne: z.uuid('Choisissez une personne.') }).and(ownAbsenceForm);
