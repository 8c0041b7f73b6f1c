// Installs the dependencies when they are not those of the lock file. Runs before there are any: Node built-ins only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const NEEDED = [20, 19];
const STAMP = 'node_modules/.cache/ensure-deps.json';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(
    `Jalon demande Node.js ${NEEDED.join('.')} ou plus récent\u00A0; cette machine a ${process.version}. Voir https://nodejs.org.\n` +
      `Jalon needs Node.js ${NEEDED.join('.')} or later; this machine has ${process.version}.`,
  );
  process.exit(1);
}

const machine = [process.platform, process.arch, major].join('-');
const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const stamp = read(STAMP) ?? {};

if (stamp.machine !== machine || stamp.lock !== lock) {
  const moved = stamp.machine !== undefined && stamp.machine !== machine;
  if (moved || !alreadyInstalled()) install();
  mkdirSync('node_modules/.cache', { recursive: true });
  writeFileSync(STAMP, JSON.stringify({ machine, lock }));
}

/** True after a developer's own `npm install`: npm writes down what it installed once it is done. */
function alreadyInstalled() {
  const installed = read('node_modules/.package-lock.json')?.packages;
  const wanted = read('package-lock.json').packages;
  return (
    installed !== undefined &&
    Object.entries(wanted).every(([folder, entry]) => {
      if (folder === '') return true;
      const found = installed[folder];
      return found ? found.version === entry.version : entry.optional && !isForThisMachine(entry);
    })
  );
}

/** Whether npm certainly installs an optional package here; one that is tied to a C library may be either way. */
function isForThisMachine({ os, cpu, libc }) {
  return Boolean(os?.includes(process.platform) && cpu?.includes(process.arch) && !libc);
}

function install() {
  // Under `npm start` npm tells where it is; elsewhere the one of the PATH serves. What it says goes to standard error, which
  // leaves standard output to the command that asked for this.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const [program, words] = npm ? [process.execPath, [npm, ...args]] : ['npm', args];
  console.error('Installation des dépendances…');
  const { status } = spawnSync(program, words, { stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  console.error('Les dépendances n’ont pas pu être installées. / The dependencies could not be installed.');
  process.exit(status ?? 1);
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
