// Builds, then runs the benches of test/bench one after the other, or those that are named:
// npm run bench -- [name [arguments]]
// Exits with 1 when one of them finds that what it shows does not hold. Benches are not part of `npm test`.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

process.chdir(path.join(import.meta.dirname, '..'));

const FOLDER = 'test/bench';
const SUFFIX = '.bench.mjs';

const known = readdirSync(FOLDER)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))
  .toSorted();
const [name, ...given] = process.argv.slice(2);
if (name !== undefined && !known.includes(name)) {
  console.error(`No bench is called ${name}: ${known.join(', ')}.`);
  process.exit(2);
}

const run = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;
// Memory is read after garbage collection; what peers say of old ways of theirs is of no use here.
const FLAGS = ['--expose-gc', '--no-deprecation', '--disable-warning=ExperimentalWarning'];

if (!run('scripts/build.mjs')) process.exit(1);
const chosen = name === undefined ? known : [name];
const failed = chosen.filter((bench, index) => {
  console.error(`\n${bench} (${index + 1} of ${chosen.length})`);
  return !run(...FLAGS, path.join(FOLDER, `${bench}${SUFFIX}`), ...given);
});
if (failed.length > 0) console.error(`\nDoes not hold, or did not run: ${failed.join(', ')}.`);
process.exitCode = failed.length > 0 ? 1 : 0;
