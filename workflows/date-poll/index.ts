import { adjusted, ADJUSTMENT_LABELS, type Deadline, type ProcessDefinition } from '../contract/index.js';
import type { DatePollContext } from './case.js';
import { pollDeadlines } from './deadlines.js';
import { datePollMachine } from './machine.js';

export { type DatePollContext, type DatePollEvent, FEWEST_OPTIONS, MOST_OPTIONS, type PollOption } from './case.js';

export const datePoll: ProcessDefinition<typeof datePollMachine> = {
  name: 'date-poll',
  version: 1,
  machine: datePollMachine,
  labels: {
    process: 'Choix d’une date',
    states: {
      proposed: 'À ouvrir',
      open: 'Réponses attendues',
      answered: 'Réponses réunies',
      chosen: 'Date choisie',
      abandoned: 'Abandonné',
    },
    events: {
      'poll.opened': 'Dates proposées',
      'reminder.reached': 'Rappel à qui n’a pas répondu',
      'closing.reached': 'Fin du délai de réponse',
      'answers.completed': 'Toutes les réponses reçues',
      'date.chosen': 'Date choisie',
      'poll.abandoned': 'Choix de date abandonné',
      'dates.passed': 'Dates proposées passées',
      ...ADJUSTMENT_LABELS,
    },
  },
  effects: { 'poll.ask': 'mail', 'poll.remind': 'mail', 'poll.report': 'mail', 'poll.withdraw': 'mail' },
  deadlines: ({ value, context }): readonly Deadline[] => {
    const poll = context as unknown as DatePollContext;
    return adjusted(pollDeadlines(value, poll), poll.adjustments);
  },
  refusal: ({ value }, event) =>
    event.type === 'date.chosen' && (value === 'open' || value === 'answered') ? 'DATE_NOT_PROPOSED' : undefined,
  refusals: { DATE_NOT_PROPOSED: 'Cette date n’est pas parmi celles proposées, ou elle est passée.' },
  undoable: { 'deadline.moved': {}, 'deadline.stopped': {} },
  migrations: {},
};
