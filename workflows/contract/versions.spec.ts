import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import type { AnyMachineSnapshot } from 'xstate';

import { canonicalJson } from '#libs/kernel/index.js';

import type { Play, Said } from '../../test/support/machines.js';
import { stories } from '../../test/support/stories/index.js';
import { type ProcessName, processes } from '../index.js';
import { eventsOf, restingStates } from './anatomy.js';
import type { ProcessDefinition, StoredSnapshot } from './index.js';

/** Set by scripts/diagrams.mjs: what is missing of the present version is added; what a version left is never touched. */
const writes = process.env['JALON_WRITE_WORKFLOWS'] === '1';

interface Fixture extends StoredSnapshot {
  /** Events that the case took when it was kept; none when it was closed. */
  readonly takes: readonly Said[];
  readonly deadlines: readonly string[];
}

/** What two programs of one version must agree on. Any change of it is a new version (ADR 0016). */
interface Shape {
  readonly states: readonly string[];
  readonly events: readonly string[];
  readonly effects: ProcessDefinition['effects'];
  /** Keys of the context. */
  readonly context: readonly string[];
  /** Keys of the deadlines, by the state that holds them. */
  readonly deadlines: Readonly<Record<string, readonly string[]>>;
}

/** `fixtures/v<n>.json`. */
interface Version extends Shape {
  /** SHA-256 of each fixture, as canonical JSON. */
  readonly fixtures: Readonly<Record<string, string>>;
}

/** What a snapshot of a past version is today: its state, its deadlines, and those of its events that it takes. */
interface Brought {
  readonly state: string;
  readonly closed: boolean;
  readonly deadlines: readonly string[];
  readonly takes: readonly string[];
}

const jsonOf = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const read = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'));

for (const [name, definition] of Object.entries(processes) as [ProcessName, ProcessDefinition][]) {
  const folder = new URL(`../${name}/fixtures/`, import.meta.url);
  const folderOf = (version: number) => new URL(`v${version}/`, folder);
  const statesIn = (version: number) => readdirSync(folderOf(version)).map((file) => file.replace('.json', ''));
  const fixtureOf = (version: number, state: string) => new URL(`${state}.json`, folderOf(version));
  const versions = Array.from({ length: definition.version }, (_, index) => index + 1);
  const plays = stories[name]();
  if (writes) addMissing(definition, plays, folder);

  describe(`the versions of ${name}`, () => {
    it('left a snapshot of every state they had, and nobody has touched one since', () => {
      for (const version of versions) {
        const { states, fixtures } = read(new URL(`v${version}.json`, folder)) as Version;
        const found = statesIn(version).map((state) => [state, hashOf(fixtureOf(version, state))]);
        expect(Object.fromEntries(found)).toEqual(fixtures);
        expect(Object.keys(fixtures).toSorted()).toEqual(states);
      }
    });

    it('are all there are', () => {
      const kept = readdirSync(folder).filter((entry) => /^v\d+$/u.test(entry));
      expect(kept.toSorted()).toEqual(versions.map((version) => `v${version}`).toSorted());
    });

    it('say what the present one is: a process that changes raises its version', () => {
      const { fixtures: _, ...shape } = read(new URL(`v${definition.version}.json`, folder)) as Version;
      expect(shapeOf(definition, plays)).toEqual(shape);
    });

    it('come to the present one with the state, the deadlines and the events that were agreed to', () => {
      const brought = Object.fromEntries(
        versions.slice(0, -1).map((version) => [
          `v${version}`,
          Object.fromEntries(
            statesIn(version)
              .toSorted()
              .map((state) => [state, bring(definition, version, read(fixtureOf(version, state)) as Fixture)]),
          ),
        ]),
      );
      if (versions.length === 1) return;
      const file = new URL('brought.json', folder);
      if (writes) writeFileSync(file, jsonOf(brought));
      expect(brought).toEqual(read(file));
    });
  });

  describe(`the snapshots that ${name} keeps`, () => {
    for (const state of statesIn(definition.version))
      it(`are understood: ${state}`, () => {
        const fixture = read(fixtureOf(definition.version, state)) as Fixture;
        expect(bring(definition, definition.version, fixture)).toEqual({
          state,
          closed: fixture.takes.length === 0,
          deadlines: fixture.deadlines,
          takes: fixture.takes.map(({ type }) => type),
        });
      });
  });
}

/** Migrates it as the runtime does. Each deadline that it has then must be one that it takes. */
function bring(definition: ProcessDefinition, version: number, fixture: Fixture): Brought {
  let stored: StoredSnapshot = { value: fixture.value, context: fixture.context };
  for (let from = version; from < definition.version; from += 1) stored = definition.migrations[from]!(stored);
  const restored = definition.machine.resolveState(stored as never) as AnyMachineSnapshot;
  const closed = restored.status === 'done';
  const deadlines = closed ? [] : definition.deadlines(stored);
  for (const { dueAt, event } of deadlines) {
    const at = dueAt > '2026-09-01T08:00:00.000Z' ? dueAt : '2026-09-01T08:00:00.000Z';
    expect(restored.can({ ...event, at })).toBe(true);
  }
  return {
    state: pathOf(restored.value),
    closed,
    deadlines: deadlines.map(({ key }) => key),
    takes: fixture.takes.filter((event) => restored.can(event)).map(({ type }) => type),
  };
}

function shapeOf(definition: ProcessDefinition, plays: Readonly<Record<string, Play<unknown>>>): Shape {
  const told = Object.entries(plays).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    states: restingStates(definition.machine).toSorted(),
    events: eventsOf(definition.machine).toSorted(),
    effects: definition.effects,
    context: [...new Set(told.flatMap(([, { snapshot }]) => Object.keys(snapshot.context)))].toSorted(),
    deadlines: Object.fromEntries(told.map(([state, { deadlines }]) => [state, deadlines.map(({ key }) => key)])),
  };
}

function addMissing(definition: ProcessDefinition, plays: Readonly<Record<string, Play<unknown>>>, folder: URL): void {
  const present = new URL(`v${definition.version}/`, folder);
  mkdirSync(present, { recursive: true });
  const said = Object.values(plays).flatMap(({ events }) => events);
  const each = [...new Map(said.map((one) => [one.type, one])).values()];
  for (const [state, play] of Object.entries(plays)) {
    const file = new URL(`${state}.json`, present);
    if (existsSync(file)) continue;
    const takes = play.closed ? [] : each.filter((event) => play.restored.can(event));
    writeFileSync(file, jsonOf({ ...play.snapshot, takes, deadlines: play.deadlines.map(({ key }) => key) }));
  }
  const version = new URL(`v${definition.version}.json`, folder);
  if (existsSync(version)) return;
  const states = readdirSync(present).toSorted();
  const fixtures = Object.fromEntries(
    states.map((file) => [file.replace('.json', ''), hashOf(new URL(file, present))]),
  );
  writeFileSync(version, jsonOf({ ...shapeOf(definition, plays), fixtures }));
}

function hashOf(file: URL): string {
  return createHash('sha256')
    .update(canonicalJson(read(file)))
    .digest('hex');
}

function pathOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[parent, child] = ['', '']] = Object.entries(value as Record<string, unknown>);
  return `${parent}.${pathOf(child)}`;
}
