// What `npm test` runs: system parts, checks, build, all specs. The last line of standard output is `N passed, N failed`,
// where a check counts as one, and a suite that could not run as one failure.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ensureSystemParts } from './lib/system-parts.mjs';

process.chdir(path.join(import.meta.dirname, '..'));

const FOLDERS = ['apps', 'libs', 'workflows', 'test', 'scripts'];
/** A run that hangs is a failure with a name, not a silent machine. */
const PATIENCE_MS = 20 * 60_000;

const narrowing = process.argv.slice(2);
const scratch = mkdtempSync(path.join(tmpdir(), 'jalon-npm-test-'));
const tally = { passed: 0, failed: 0 };

const count = (name, succeeded) => {
  tally[succeeded ? 'passed' : 'failed'] += 1;
  console.log(`${succeeded ? '✓' : '✗'} ${name}`);
};

const run = (program, args) => {
  const { status } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: PATIENCE_MS });
  return status === 0;
};

const tool = (name, args) => run(process.execPath, [path.join('node_modules', name), ...args]);

const checks = {
  // First: benches import what is built, and the checks of imports look there too.
  build: () => run(process.execPath, ['scripts/build.mjs']),
  typecheck: () => tool('typescript/bin/tsc', ['--noEmit']),
  lint: () => tool('.bin/oxlint', ['--type-aware', ...FOLDERS]),
  format: () => tool('.bin/oxfmt', ['--check', ...FOLDERS]),
  boundaries: () =>
    tool('.bin/depcruise', ['apps', 'libs', 'workflows', 'test', '--config', '.dependency-cruiser.mjs']),
  unused: () => tool('.bin/knip', []),
};

try {
  const missing = ensureSystemParts();
  for (const [name, check] of Object.entries(checks)) count(name, check());
  jest('unit and integration', ['--selectProjects', 'unit', 'integration', '--maxWorkers=2']);
  jest('e2e', ['--selectProjects', 'e2e', '--maxWorkers=2']);
  // Killed and restarted processes want the machine for themselves, hence their specs one by one.
  jest('faults', ['--selectProjects', 'faults', '--runInBand']);
  for (const part of missing) count(`${part} is not installed`, false);
} finally {
  rmSync(scratch, { recursive: true, force: true });
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
}
process.exitCode = tally.failed > 0 ? 1 : 0;

/** Arguments given to `npm test --` narrow the specs, and may well leave none in one of the two parts. */
function jest(name, args) {
  const output = path.join(scratch, 'jest.json');
  rmSync(output, { force: true });
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  const report = ['--json', `--outputFile=${output}`, '--passWithNoTests'];
  const ended = run(process.execPath, [...node, ...args, ...report, ...narrowing]);
  const result = read(output);
  if (!result) {
    count(`${name}: the run ended without a result`, false);
    return;
  }
  tally.passed += result.numPassedTests;
  tally.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  // A run may also fail by itself: an open handle, a coverage threshold, a crashed set-up.
  if (!ended && result.success) count(`${name}: the run failed although its specs passed`, false);
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
