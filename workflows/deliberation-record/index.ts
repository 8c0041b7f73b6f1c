import { addWorkingDays, parisInstant } from '#libs/kernel/index.js';

import { adjusted, ADJUSTMENT_LABELS, type Deadline, type ProcessDefinition } from '../contract/index.js';
import {
  ANSWER_WORKING_DAYS,
  deliberationRecordMachine,
  type RecordContext,
  REMINDER_WORKING_DAYS,
} from './machine.js';

export {
  ANSWER_WORKING_DAYS,
  type RecordContext,
  type RecordEvent,
  type Signatory,
  SIGN_OFF_CHOICES,
  type SignOffChoice,
} from './machine.js';

export const deliberationRecord: ProcessDefinition<typeof deliberationRecordMachine> = {
  name: 'deliberation-record',
  version: 1,
  machine: deliberationRecordMachine,
  labels: {
    process: 'Relevé de décision',
    states: {
      proposed: 'Proposé',
      drafting: 'En rédaction',
      inReview: 'En relecture',
      awaitingSignOff: 'En attente de validation',
      changesRequested: 'Modifications demandées',
      signed: 'Validé, scellement en cours',
      sealed: 'Scellé',
      declined: 'Refusé',
      superseded: 'Remplacé',
    },
    events: {
      'record.opened': 'Relevé ouvert',
      'pdf.issued': 'PDF produit',
      'pdf.failed': 'Échec de production du PDF',
      'record.edited': 'Relevé modifié',
      'sign-off.requested': 'Validation demandée',
      'answer.given': 'Réponse d’un sponsor',
      'reminder.due': 'Rappel aux sponsors',
      'answer.overdue': 'Délai de réponse dépassé',
      'record.sealed': 'Relevé scellé',
      'seal.failed': 'Échec du scellement',
      'record.superseded': 'Relevé remplacé',
      ...ADJUSTMENT_LABELS,
    },
  },
  effects: {
    'record.issue': 'documents',
    'sign-off.ask': 'mail',
    'sign-off.remind': 'mail',
    'sign-off.escalate': 'mail',
    'sign-off.report-changes': 'mail',
    'sign-off.report-declined': 'mail',
    'decision.take-effect': 'bookkeeping',
    'record.seal': 'documents',
    'record.deliver': 'mail',
  },
  deadlines: ({ value, context }): readonly Deadline[] => {
    const { askedOn, followUps, adjustments } = context as unknown as RecordContext;
    if (value !== 'awaitingSignOff' || askedOn === null) return [];
    const at = (workingDays: number) => parisInstant(addWorkingDays(askedOn, workingDays), '08:00');
    const armed: Deadline[] = [];
    if (followUps.reminder === undefined)
      armed.push({ key: 'reminder', dueAt: at(REMINDER_WORKING_DAYS), event: { type: 'reminder.due' } });
    if (followUps.escalation === undefined)
      armed.push({ key: 'answer', dueAt: at(ANSWER_WORKING_DAYS + 1), event: { type: 'answer.overdue' } });
    return adjusted(armed, adjustments);
  },
  refusal: ({ value }, event) =>
    event.type === 'answer.given' && value !== 'awaitingSignOff'
      ? { code: 'SIGN_OFF_CLOSED', message: 'Ce relevé n’attend plus de réponse.' }
      : undefined,
  migrations: {},
};
