import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

/** Programs that specs need beside Node, each with the Debian package that brings it. */
const PARTS = {
  'redis-server': ['redis-server'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  'poppler-utils': ['pdfsig'],
  qpdf: ['qpdf'],
};

/**
 * Installs through apt what is missing, when that is allowed: root on Debian. Names what stays missing, the run goes on
 * without it and fails at its end.
 * @returns {string[]} packages still missing.
 */
export function ensureSystemParts() {
  const missing = missingParts();
  if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    apt('update');
    apt('install', '--yes', '--no-install-recommends', ...missing);
  }
  const still = missingParts();
  if (still.length > 0) console.log(`System parts missing, their specs will fail: ${still.join(', ')}`);
  return still;
}

function missingParts() {
  return Object.keys(PARTS).filter((name) => !PARTS[name].some(isOnPath));
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['--quiet', '--quiet', ...args], { stdio: ['ignore', 'inherit', 'inherit'], env });
}
