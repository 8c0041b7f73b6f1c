// The engines that ours is compared with. They are no dependency of Jalon: installed here when the bench runs.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { tell } from './database.mjs';

const FOLDER = path.join(import.meta.dirname, '../peers');

/** Name and version of each peer, as installed. */
const PEERS = {
  DBOS: { of: '@dbos-inc/dbos-sdk', open: async () => (await import('../peers/dbos.peer.mjs')).openDbos },
  Restate: {
    of: '@restatedev/restate-server',
    open: async () => (await import('../peers/restate.peer.mjs')).openRestate,
  },
};

/**
 * Installs the peers when they are not there, and gives how to open each; a peer that cannot be had has `missing` instead,
 * the reason.
 */
export async function peers() {
  if (!existsSync(path.join(FOLDER, 'node_modules'))) {
    tell('installing the peers, once');
    const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: FOLDER,
      stdio: 'inherit',
    });
    if (npm.status !== 0) tell('npm could not install them all');
  }
  const { dependencies } = JSON.parse(readFileSync(path.join(FOLDER, 'package.json'), 'utf8'));
  const found = Object.entries(PEERS).map(async ([name, { of, open }]) => {
    const called = `${name} ${dependencies[of]}`;
    try {
      return { name, called, open: await open() };
    } catch (error) {
      return { name, called, missing: error.message.split('\n')[0] };
    }
  });
  return Promise.all(found);
}
