import { addDays, parisInstant } from '#libs/kernel/index.js';

import { adjusted, type Deadline, type ProcessDefinition } from '../contract/index.js';
import { type DutyContext, halfYearDutyMachine, windowOpensOn } from './machine.js';

export type { DutyContext, DutyEvent } from './machine.js';
export { PLANNING_WINDOW_DAYS } from './machine.js';

export const halfYearDuty: ProcessDefinition<typeof halfYearDutyMachine> = {
  name: 'half-year-duty',
  version: 1,
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
      'due.passed': 'Date due dépassée',
      'deadline.moved': 'Échéance déplacée',
      'deadline.stopped': 'Échéance arrêtée',
    },
  },
  effects: { 'duty.ask-to-plan': 'mail', 'duty.report-overdue': 'mail' },
  deadlines: ({ value, context }): readonly Deadline[] => {
    const { dueOn, adjustments } = context as unknown as DutyContext;
    if (dueOn === null) return [];
    if (value === 'settled')
      return adjusted(
        [{ key: 'window', dueAt: parisInstant(windowOpensOn(dueOn), '08:00'), event: { type: 'window.opened' } }],
        adjustments,
      );
    if (value === 'due')
      return adjusted(
        [{ key: 'due', dueAt: parisInstant(addDays(dueOn, 1), '00:00'), event: { type: 'due.passed' } }],
        adjustments,
      );
    return [];
  },
  migrations: {},
};
