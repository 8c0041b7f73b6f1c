import { adjusted, ADJUSTMENT_LABELS, type Deadline, type ProcessDefinition } from '../contract/index.js';
import type { HalfYearPlanContext } from './case.js';
import { halfYearPlanMachine, settlingDeadlines } from './machine.js';

export type { HalfYearPlanContext, HalfYearPlanEvent } from './case.js';
export { SETTLING_MINUTES } from './machine.js';

export const halfYearPlan: ProcessDefinition<typeof halfYearPlanMachine> = {
  name: 'half-year-plan',
  version: 1,
  machine: halfYearPlanMachine,
  labels: {
    process: 'Plan du semestre',
    states: {
      drafted: 'En projet',
      settling: 'Confirmé, convocations à venir',
      carriedOut: 'Réalisé',
    },
    events: {
      'plan.confirmed': 'Plan confirmé',
      'settling.over': 'Convocations parties',
      ...ADJUSTMENT_LABELS,
    },
  },
  effects: { 'plan.create-committees': 'bookkeeping', 'plan.convene-committees': 'bookkeeping' },
  deadlines: ({ value, context }): readonly Deadline[] => {
    if (value !== 'settling') return [];
    const { settlesAt, adjustments } = context as unknown as HalfYearPlanContext;
    return adjusted(settlingDeadlines(settlesAt), adjustments);
  },
  refusals: { PLAN_ALREADY_CONFIRMED: 'Ce plan est déjà confirmé.' },
  refusal: (_, event) => (event.type === 'plan.confirmed' ? 'PLAN_ALREADY_CONFIRMED' : undefined),
  migrations: {},
};
