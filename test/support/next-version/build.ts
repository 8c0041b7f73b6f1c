import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { type Options, transformFile } from '@swc/core';

import { build, type ProcessOptions, type RunningProcess, startProgram } from '../processes.js';

const ROOT = path.join(import.meta.dirname, '../../..');

/** Gives the built product the time of the test. */
const PRELOAD = 'test/support/shifted-time.mjs';

/** What stands in for a module of the present version, which stays beside it as `present.js`. */
const OVERLAY: Readonly<Record<string, string>> = {
  'workflows/index.js': `
    import { processes as present } from './present.js';
    import { nextDuty } from '../next/next-duty.js';
    export const processes = { ...present, 'half-year-duty': nextDuty(present['half-year-duty']) };`,
  'libs/composition/index.js': `
    import { FeaturesModule as Present } from './present.js';
    import { Insist } from '../../next/insist.handler.js';
    export * from './present.js';
    export class FeaturesModule {
      static with(...settings) {
        const features = Present.with(...settings);
        return { ...features, providers: [...(features.providers ?? []), Insist] };
      }
    }`,
  'libs/persistence/migrations/index.js': `
    import { migrations as present } from './present.js';
    import { Insisted } from '../../../next/insisted.migration.js';
    export const migrations = [...present, Insisted];`,
};

/** Jalon as its next version might be shipped, apart from the present one. */
export interface NextVersion {
  /** Its own module to load first, for a time of the test's. */
  readonly preload: string;
  start(app: 'api' | 'worker' | 'cli', options?: ProcessOptions): RunningProcess;
  remove(): void;
}

/** Builds it from the present build, with another duty, an effect and a migration more. */
export async function buildNextVersion(): Promise<NextVersion> {
  build();
  const folder = mkdtempSync(path.join(tmpdir(), 'jalon-next-'));
  const dist = path.join(folder, 'dist');
  cpSync(path.join(ROOT, 'dist'), dist, { recursive: true });
  cpSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
  cpSync(path.join(ROOT, PRELOAD), path.join(folder, PRELOAD));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  mkdirSync(path.join(dist, 'next'));
  for (const name of ['next-duty', 'insist.handler', 'insisted.migration'])
    writeFileSync(path.join(dist, 'next', `${name}.js`), await compiled(name));
  for (const [name, code] of Object.entries(OVERLAY)) {
    const file = path.join(dist, name);
    renameSync(file, path.join(path.dirname(file), 'present.js'));
    writeFileSync(file, code);
  }
  return {
    preload: path.join(folder, PRELOAD),
    start: (app, options = {}) =>
      startProgram(process.execPath, {
        ...options,
        workingDirectory: folder,
        args: [path.join(dist, 'apps', app, 'main.js'), ...(options.args ?? [])],
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function compiled(name: string): Promise<string> {
  const { $schema: _, ...options } = JSON.parse(readFileSync(path.join(ROOT, '.swcrc'), 'utf8')) as Options & {
    $schema: string;
  };
  const file = path.join(import.meta.dirname, `${name}.ts`);
  return (await transformFile(file, { ...options, swcrc: false, sourceMaps: false })).code;
}
