import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { ProcessDefinition } from '#workflows/contract/index.js';
import { processes } from '#workflows/index.js';

import { standing, undoingOf, type UndoneEntry } from './undo.js';

const entry = (revision: number, type: string, more: Partial<UndoneEntry> = {}): UndoneEntry => ({
  revision,
  type,
  payload: {},
  actor: 'person:test',
  at: '2026-03-02T09:00:00.000Z',
  stateBefore: '',
  stateAfter: 'awaitingSignOff',
  key: String(revision),
  caused: false,
  ...more,
});
const undone = (revision: number, to: number) => entry(revision, 'case.undone', { payload: { to } });

const record: ProcessDefinition = processes['deliberation-record'];
const undoing = (...log: readonly UndoneEntry[]) => {
  const found = undoingOf(record, log);
  return found && [found.to, ...found.entries.map(({ revision }) => revision)];
};

describe('the step that may be taken back', () => {
  const opened = entry(1, 'record.opened', { stateAfter: 'drafting' });
  const issued = entry(2, 'pdf.issued', { stateAfter: 'inReview' });
  const asked = entry(3, 'sign-off.requested');

  it('is the last one, when its process names it', () => {
    expect(undoing(opened, issued, asked)).toEqual([2, 3]);
    expect(undoing(opened, issued)).toBeUndefined();
    expect(undoing()).toBeUndefined();
  });

  it('goes with what may have followed, while the state is the one it led to', () => {
    expect(undoing(opened, issued, asked, entry(4, 'answer.given'), entry(5, 'reminder.due'))).toEqual([2, 5, 4, 3]);
    const changes = entry(4, 'answer.given', { stateAfter: 'changesRequested' });
    expect(undoing(opened, issued, asked, changes)).toBeUndefined();
  });

  it('is the one before, once the last was taken back', () => {
    const moved = entry(4, 'deadline.moved');
    expect(undoing(opened, issued, asked, moved)).toEqual([3, 4]);
    expect(undoing(opened, issued, asked, moved, undone(5, 3))).toEqual([2, 3]);
    expect(undoing(opened, issued, asked, moved, undone(5, 3), undone(6, 2))).toBeUndefined();
  });

  it('is never one that another case told, nor one of an older version', () => {
    expect(undoing(opened, issued, { ...asked, caused: true })).toBeUndefined();
    expect(undoing(opened, issued, asked, entry(4, 'case.migrated'))).toBeUndefined();
    expect(undoing(opened, issued, entry(3, 'case.migrated'), entry(4, 'sign-off.requested'))).toEqual([3, 4]);
  });
});

describe('what still stands of a log', () => {
  it('is what a list would hold from which each undo took the end', () => {
    const step = fc.oneof({ weight: 3, arbitrary: fc.constant('event' as const) }, fc.nat({ max: 3 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const log: UndoneEntry[] = [];
        const list: number[] = [];
        for (const one of steps) {
          const revision = log.length + 1;
          const back = one === 'event' ? 0 : Math.min(one, list.length - 1);
          if (back <= 0) {
            list.push(revision);
            log.push(entry(revision, 'members.changed'));
          } else {
            list.splice(-back);
            log.push(undone(revision, list.at(-1)!));
          }
        }
        expect(standing(log).map(({ revision }) => revision)).toEqual(list);
      }),
    );
  });
});
