import { adjusted, ADJUSTMENT_LABELS, type Deadline, type ProcessDefinition } from '../contract/index.js';
import { dutyDeadlines } from './calendar.js';
import type { DutyContext } from './case.js';
import { halfYearDutyMachine } from './machine.js';
import { fromVersion1, fromVersion2 } from './migrations.js';

export {
  type DutyCommittee,
  type DutyContext,
  type DutyEvent,
  ESCALATION,
  type EscalationStep,
  type FollowUp,
} from './case.js';
export type { AskToPlan, Escalate, RemindToPlan, ReportOverdue } from './machine.js';
export { dutyDeadlines, escalationKey, nextDueOn, PLANNING_WINDOW_DAYS, wanted, wantedOn } from './calendar.js';
export { type DutyProgramme, dutyProgrammeOf, rhythmIn, USUAL_DUTY_PROGRAMME } from './programme.js';
export { afterDecision, underProgramme } from './reckoning.js';

export const halfYearDuty: ProcessDefinition<typeof halfYearDutyMachine> = {
  name: 'half-year-duty',
  version: 3,
  machine: halfYearDutyMachine,
  labels: {
    process: 'Obligation semestrielle',
    states: {
      placing: 'En cours de calcul',
      notOwed: 'Aucun comité dû',
      settled: 'À jour',
      due: 'À planifier',
      planned: 'Comité prévu',
      held: 'Comité tenu, décision à valider',
      overdue: 'En retard',
    },
    events: {
      'history.imported': 'Historique importé du registre',
      'phase.entered': 'Entrée dans une phase',
      'committee.planned': 'Comité prévu',
      'committee.moved': 'Comité déplacé',
      'committee.cancelled': 'Comité annulé',
      'committee.held': 'Comité tenu',
      'decision.effective': 'Décision prenant effet',
      'decision.declined': 'Décision refusée à la validation',
      'window.opened': 'Ouverture de la période de planification',
      'plan.awaited': 'Relance de la planification',
      'due.passed': 'Date due dépassée',
      'escalation.reached': 'Retard signalé à l’échelon suivant',
      'delay.lasted': 'Retard qui dure',
      'programme.changed': 'Programme de l’incubateur modifié',
      ...ADJUSTMENT_LABELS,
    },
  },
  effects: {
    'duty.ask-to-plan': 'mail',
    'duty.remind-to-plan': 'mail',
    'duty.escalate': 'mail',
    'duty.report-overdue': 'mail',
  },
  deadlines: ({ value, context }): readonly Deadline[] => {
    const duty = context as unknown as DutyContext;
    return adjusted(dutyDeadlines(value, duty), duty.adjustments);
  },
  refusals: { COMMITTEE_ALREADY_PLANNED: 'Un autre comité est déjà prévu pour ce produit.' },
  refusal: ({ context }, event) =>
    event.type === 'committee.planned' && (context as unknown as DutyContext).planned !== null
      ? 'COMMITTEE_ALREADY_PLANNED'
      : undefined,
  undoable: { 'deadline.moved': {}, 'deadline.stopped': {} },
  migrations: { 1: fromVersion1, 2: fromVersion2 },
};
