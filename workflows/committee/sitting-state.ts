import type { SittingStage } from './clock.js';

const begin = <S extends SittingStage>(stage: S) => ({ type: 'begin' as const, params: { stage } });
export const opening = { 'sitting.opened': { target: 'sitting', actions: ['sit', begin('presentation')] } } as const;

/** What opens the dossiers, and says so. */
export const prepared = ['climbToPreparation', 'openDossiers', 'remind'] as const;
const adjourned = ['sit', 'leaveRungsBehind', 'raiseSequence', 'invite'] as const;

/** The sitting itself: each product presents, answers and is decided on, or is given another day. */
export const sittingState = {
  initial: 'presentation',
  on: {
    'attendance.recorded': { actions: ['sit'] },
    'product.called': {
      guard: 'concernsAProduct',
      target: '.presentation',
      actions: ['sit', begin('presentation')],
    },
    'clock.paused': { guard: 'runs', actions: ['keepTime'] },
    'clock.resumed': { guard: 'isPaused', actions: ['keepTime'] },
    'clock.extended': { guard: 'extendsIt', actions: ['keepTime'] },
    'stage.overran': { guard: 'hasRunOut', actions: ['keepTime'] },
    'product.adjourned': { guard: 'putsOffAProduct', actions: ['sit'] },
    'sitting.adjourned': [
      { guard: 'resumesAdjourned', target: '#preparing', actions: [...adjourned, 'tellMoved'] },
      { guard: 'reopensAdjourned', target: '#preparing', actions: [...adjourned, ...prepared, 'tellMoved'] },
      { guard: 'putsOffAll', target: '#convened', actions: [...adjourned, 'tellMoved'] },
    ],
    'sitting.closed': [
      { guard: 'everyProductIsAdjourned', target: '#decided', actions: ['sit', 'tellAdjourned'] },
      {
        guard: 'everyProductIsSettled',
        target: '#decided',
        actions: ['sit', 'conclude', 'tellHeld', 'tellAdjourned'],
      },
    ],
  },
  states: {
    presentation: {
      on: {
        'questions.opened': { target: 'questions', actions: [begin('questions')] },
        'stage.skipped': { target: 'questions', actions: [begin('questions')] },
      },
    },
    questions: {
      on: {
        'deliberation.opened': {
          guard: 'mayDeliberate',
          target: 'deliberation',
          actions: ['sit', begin('deliberation')],
        },
        'stage.skipped': {
          guard: 'mayDeliberate',
          target: 'deliberation',
          actions: ['sit', begin('deliberation')],
        },
      },
    },
    deliberation: {
      on: {
        'decision.recorded': { guard: 'isOnStage', actions: ['sit'] },
        'team.placed': { actions: ['sit'] },
      },
    },
  },
} as const;
