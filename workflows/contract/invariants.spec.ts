import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { addMilliseconds, halfYearDue, investigationDue } from '#libs/kernel/index.js';

import { nameOf, Play, type Said } from '../../test/support/machines.js';
import { anyCourse, follow, storiesOf } from '../../test/support/stories/explore.js';
import type { CommitteeContext } from '../committee/index.js';
import { neededApprovals, type RecordContext } from '../deliberation-record/index.js';
import { type DutyContext, type EscalationStep, type FollowUp, nextDueOn, rhythmIn } from '../half-year-duty/index.js';
import { type ProcessName, processes } from '../index.js';
import { edgesOf, restingStates } from './anatomy.js';
import { ACTIVE_STATES, EVENT_REFUSED, type ProcessDefinition } from './index.js';

const RUNS = { numRuns: 150 };

function whatever<Context>(
  process: ProcessName,
  check: (play: Play<Context>, before: Play<Context>['snapshot'], event: string) => void,
): void {
  fc.assert(
    fc.property(anyCourse(process), ({ start, steps }) => {
      const play = (storiesOf(process)[start] as Play<Context>).copy();
      let before = play.snapshot;
      follow(play, steps, (event) => {
        check(play, before, event === 'deadline' ? 'deadline' : event.type);
        before = play.snapshot;
      });
    }),
    RUNS,
  );
}

describe.each(Object.keys(processes) as ProcessName[])('whatever happens to a %s', (process) => {
  it('orders declared effects only, and a closed case waits for nothing and takes nothing', () => {
    whatever(process, (play) => {
      for (const ordered of play.last)
        expect(ordered.type === 'tell' || ordered.type in processes[process].effects).toBe(true);
      if (play.closed) expect(play.deadlines).toEqual([]);
      expect(new Set(play.deadlines.map(({ key }) => key)).size).toBe(play.deadlines.length);
    });
  });

  it('is accepted when a deadline comes, and that deadline is then gone', () => {
    whatever(process, (play) => {
      for (const { key, dueAt, event } of play.deadlines) {
        const now = play.now > dueAt ? play.now : dueAt;
        expect([key, play.restored.can({ ...event, at: now })]).toEqual([key, true]);
      }
    });
  });
});

it('every state is reached, every transition taken, every guard seen both ways, every refusal given', () => {
  for (const process of Object.keys(processes) as ProcessName[]) {
    const answers = new Map<string, Set<boolean>>();
    // By its own type: all machines at once are more than the compiler can tell apart.
    const { machine }: ProcessDefinition = processes[process];
    const guards = Object.fromEntries(
      Object.entries(machine.implementations.guards).map(([name, guard]) => [
        name,
        (args: never, params: never) => {
          const answer = (guard as unknown as (args: never, params: never) => boolean)(args, params);
          answers.set(name, (answers.get(name) ?? new Set()).add(answer));
          return answer;
        },
      ]),
    );
    const instrumented = machine.provide({ guards });
    const taken = new Set<unknown>();
    const states = new Set<string>();
    const refused = new Set<string>();
    const say = (play: Play<unknown>, event: Said) => {
      const enabled = instrumented.getTransitionData(play.restored as never, { ...event, at: play.now }) ?? [];
      const refusal = play.refusalOf(event);
      if (refusal !== undefined) {
        refused.add(refusal);
        return;
      }
      for (const transition of enabled) taken.add(transition);
      states.add(play.say(event).state);
    };
    for (const story of Object.values(storiesOf(process))) {
      const play = new Play<unknown>(processes[process], 'x1', story.now, instrumented);
      states.add(play.state);
      for (const event of story.events) {
        play.now = String(event['at']);
        say(play, event);
      }
      expect(play.state).toBe(story.state);
    }
    fc.assert(
      fc.property(anyCourse(process), ({ start, steps }) => {
        const play = storiesOf(process)[start]?.copy(instrumented);
        if (play)
          for (const step of steps) {
            const event = step === 'deadline' ? play.deadlines[0]?.event : step.event;
            play.now = addMilliseconds(play.now, step === 'deadline' ? 3_600_000 : step.hours * 3_600_000);
            if (event) say(play, event);
          }
      }),
      { numRuns: 1_500, seed: 42 },
    );
    const missed = edgesOf(instrumented).filter(({ event, definition }) => event !== '' && !taken.has(definition));
    expect(missed.map(({ from, event, guard, to }) => `${from} -- ${event} [${guard}] --> ${to}`)).toEqual([]);
    expect([...states].toSorted()).toEqual(restingStates(machine).toSorted());
    const codes = [EVENT_REFUSED, ...Object.keys(processes[process].refusals)];
    expect([...refused].toSorted()).toEqual(codes.toSorted());
    const halfSeen = Object.keys(guards).filter((name) => answers.get(name)?.size !== 2);
    expect(halfSeen).toEqual([]);
  }
});

describe('whatever happens to a committee', () => {
  it('sends one reminder per rung and date, raises its sequence with each invitation, and never sits undecided', () => {
    whatever<CommitteeContext>('committee', (play, before, event) => {
      const reminders = play.last.filter(({ type }) => type === 'reminder.send');
      expect(reminders.length).toBeLessThanOrEqual(1);
      const was = before.context as unknown as CommitteeContext;
      for (const { params } of reminders) expect(was.rungs[params['rung'] as never]).not.toBe('done');
      const told = play.last.filter(({ type }) => type === 'invitations.send' || type === 'cancellations.send');
      if (told.length > 0 && event !== 'committee.convened') expect(play.context.sequence).toBe(was.sequence + 1);
      else expect(play.context.sequence).toBe(was.sequence);
      if (play.state === 'decided' || play.state === 'closed')
        expect(play.context.products.every(({ decision, adjourned }) => decision !== null || adjourned !== null)).toBe(
          true,
        );
      // Dossiers are open exactly when their rung is climbed.
      if (play.state === 'preparing') expect(play.context.rungs['D-21']).toBe('done');
      if (play.state === 'convened') expect(play.context.rungs['D-21']).toBeUndefined();
    });
  });
});

describe('whatever happens to a record', () => {
  it('takes one answer from each signatory, raises its version with the text alone, takes effect once', () => {
    whatever<RecordContext>('deliberation-record', (play, before, event) => {
      const was = before.context as unknown as RecordContext;
      expect(play.context.version - was.version).toBe(event === 'record.edited' || event === 'record.opened' ? 1 : 0);
      if (event !== 'sign-off.requested' && play.context.version === was.version)
        for (const [index, { answer }] of was.signatories.entries())
          if (answer !== null) expect(play.context.signatories[index]?.answer).toEqual(answer);
      const told = play.ordered.map(nameOf).filter((name) => name.startsWith('tell product-lifecycle'));
      expect(told.length).toBeLessThanOrEqual(1);
      const required = play.context.signatories.filter((one) => one.required);
      const answers = required.flatMap(({ answer }) => answer?.choice ?? []);
      if (play.state === 'signed' || play.state === 'sealed') {
        expect(answers.every((choice) => choice.startsWith('approve'))).toBe(true);
        expect(answers).toHaveLength(neededApprovals(play.context));
      }
      // In order: whoever answered had nobody silent before them.
      if (play.context.signing.inOrder)
        expect(required.slice(0, answers.length).every(({ answer }) => answer !== null)).toBe(true);
      // Nobody holds two places, nor comes twice in one.
      expect(new Set(play.context.signatories.map(({ personId }) => personId)).size).toBe(
        play.context.signatories.length,
      );
      for (const { personId, delegations } of play.context.signatories)
        expect(new Set([personId, ...delegations.map(({ to }) => to)]).size).toBe(delegations.length + 1);
    });
  });
});

describe('whatever happens to a product', () => {
  it('moves only by a decision, an import, a resumption, a correction or its first investigation, and tells its duty', () => {
    whatever('product-lifecycle', (play, before, event) => {
      expect(play.lastOrders.filter((name) => name.startsWith('tell half-year-duty'))).toHaveLength(1);
      if (JSON.stringify(before.value) !== JSON.stringify(play.snapshot.value))
        expect([
          'decision.effective',
          'history.imported',
          'product.resumed',
          'phase.corrected',
          'investigation.opened',
        ]).toContain(event);
    });
  });
});

describe('whatever happens to a duty', () => {
  it('is due a whole number of half-years after its anchor, or when a provisional budget or an investigation ends', () => {
    const provisional = new Set<unknown>();
    whatever<DutyContext>('half-year-duty', (play) => {
      provisional.add(play.events.at(-1)?.['provisionalUntil']);
      const { phase, anchorOn, rank, dueOn, programme } = play.context;
      const isYearly = phase === 'sustainability.operated' || phase === 'sustainability.transferred';
      expect(dueOn !== null).toBe(ACTIVE_STATES.has(phase) || (isYearly && programme.yearlyInSustainability));
      expect(anchorOn === null).toBe(dueOn === null);
      if (anchorOn === null || dueOn === null) return;
      const halfYears = dueOn === halfYearDue(anchorOn, rank, rhythmIn(phase, programme).months);
      const investigation =
        phase === 'investigation' && dueOn === investigationDue(anchorOn, programme.investigationWeeks);
      expect(halfYears || investigation || provisional.has(dueOn)).toBe(true);
    });
  });

  it('stands where its committees and today say, and asks or reports once for each date, and again when what was planned is undone', () => {
    whatever<DutyContext>('half-year-duty', (play, before, event) => {
      const { planned, awaiting, seenOn } = play.context;
      const dueOn = nextDueOn(play.context);
      if (planned !== null) expect(play.state).toBe('planned');
      else if (awaiting.length > 0 && play.state !== 'held') expect(['due', 'overdue']).toContain(play.state);
      else if (awaiting.length > 0) expect(dueOn === null || seenOn <= dueOn).toBe(true);
      else if (dueOn === null) expect(play.state).toBe('notOwed');
      else if (play.state === 'overdue') expect(seenOn > dueOn).toBe(true);
      expect(new Set(awaiting.map(({ committeeId }) => committeeId)).size).toBe(awaiting.length);
      const { said } = before.context as unknown as DutyContext;
      expect(play.last.length).toBeLessThanOrEqual(1);
      for (const { type, params } of play.last)
        if (type === 'duty.escalate') expect(params['dueOn']).not.toBe(said[params['step'] as EscalationStep]);
        else if (type === 'duty.report-overdue') expect(params['dueOn'] === said.overdue).toBe(params['again']);
        else if (type === 'duty.remind-to-plan')
          expect(params['wantedOn']).not.toBe(said[params['followUp'] as FollowUp]);
        else if (params['after'] === null) expect(params['wantedOn']).not.toBe(said.ask);
        else expect(['committee.cancelled', 'decision.declined']).toContain(event);
    });
  });
});
