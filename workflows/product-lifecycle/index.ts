import { LIFECYCLE_LABELS, type ProcessDefinition } from '../contract/index.js';
import { productLifecycleMachine } from './machine.js';

export type { LifecycleContext, LifecycleEvent } from './machine.js';

export const productLifecycle: ProcessDefinition<typeof productLifecycleMachine> = {
  name: 'product-lifecycle',
  version: 1,
  machine: productLifecycleMachine,
  labels: {
    process: 'Cycle de vie du produit',
    states: LIFECYCLE_LABELS,
    events: {
      'history.imported': 'Historique importé du registre',
      'investigation.opened': 'Investigation ouverte',
      'decision.effective': 'Décision prenant effet',
      'phase.corrected': 'Phase corrigée',
      'product.resumed': 'Produit repris',
    },
  },
  effects: { 'lifecycle.report-mismatch': 'mail' },
  deadlines: () => [],
  refusals: {},
  undoable: { 'phase.corrected': {}, 'product.resumed': {} },
  migrations: {},
};
