import { readFileSync, writeFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { stories } from '../../test/support/stories/index.js';
import { type ProcessName, processes } from '../index.js';
import { eventsOf, leafStates, orderedActions, restingStates } from './anatomy.js';
import { generated, withGenerated } from './diagram.js';
import { EVENT_REFUSED, type ProcessDefinition, TELL } from './index.js';

/** Set by scripts/diagrams.mjs: READMEs are rewritten. */
const writes = process.env['JALON_WRITE_WORKFLOWS'] === '1';

const folderOf = (name: string) => new URL(`../${name}/`, import.meta.url);
const jsonOf = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

for (const [name, definition] of Object.entries(processes) as [ProcessName, ProcessDefinition][]) {
  const { machine, labels, effects, refusals, undoable = {} } = definition;
  const plays = stories[name]();

  describe(`the process ${name}`, () => {
    it('has a French label for every state and every event, and no other', () => {
      expect(Object.keys(labels.states).toSorted()).toEqual(leafStates(machine).toSorted());
      expect(Object.keys(labels.events).toSorted()).toEqual(eventsOf(machine).toSorted());
    });

    it('names no event as a checkpoint of the log is named (ADR 0016)', () => {
      for (const event of eventsOf(machine)) expect(event).not.toMatch(/^case\./u);
    });

    it('declares the queue of every effect it may order, and of no other', () => {
      const ordered = orderedActions(machine).filter((action) => action !== TELL);
      expect(Object.keys(effects).toSorted()).toEqual(ordered.toSorted());
    });

    it('tells people, in a French sentence, why it refuses: each code once among all processes', () => {
      for (const [code, sentence] of Object.entries(refusals)) {
        expect(code).toMatch(/^[A-Z]+(?:_[A-Z]+)+$/u);
        expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
      }
      const all: readonly ProcessDefinition[] = Object.values(processes);
      const codes = [EVENT_REFUSED, ...all.flatMap((one) => Object.keys(one.refusals))];
      expect(new Set(codes).size).toBe(codes.length);
    });

    it('says on what terms which of its own events may be taken back, in words of its own', () => {
      const events = eventsOf(machine);
      for (const [event, { over = [], unlessDone = [] }] of Object.entries(undoable)) {
        expect(events).toEqual(expect.arrayContaining([event, ...over]));
        expect(Object.keys(effects)).toEqual(expect.arrayContaining([...unlessDone]));
      }
    });

    it('has no invocation, timer, history nor spawned actor (ADR 0003)', () => {
      expect(jsonOf(machine.config)).not.toMatch(/"(invoke|after|history|spawn)":/u);
      expect(machine.implementations.actors).toEqual({});
      expect(machine.implementations.delays).toEqual({});
    });

    it('ends its stories in the state they tell of, and tells of every state', () => {
      for (const [state, play] of Object.entries(plays)) expect(play.state).toBe(state);
      expect(Object.keys(plays).toSorted()).toEqual(restingStates(machine).toSorted());
    });

    it('can migrate a snapshot of every past version', () => {
      for (let version = 1; version < definition.version; version += 1)
        expect(definition.migrations[version]).toBeDefined();
    });

    it('shows its present diagram, deadlines and effects in its README', () => {
      const samples = Object.fromEntries(Object.entries(plays).map(([state, { snapshot }]) => [state, snapshot]));
      const file = new URL('README.md', folderOf(name));
      const readme = readFileSync(file, 'utf8');
      const current = withGenerated(readme, generated(definition, samples));
      if (writes) writeFileSync(file, current);
      else expect(readme).toBe(current);
    });
  });
}
