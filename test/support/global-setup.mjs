import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How the workers, which inherit our environment, find the server. A URL set from outside is used as it is. */
const VARIABLE = 'JALON_TEST_DATABASE_URL';

/**
 * Starts the database server that all specs of a run share. It holds the other end of a pipe of ours, and so stops when the
 * run ends, killed or not.
 */
export default async function startDatabaseServer() {
  if (process.env[VARIABLE]) return;
  const loader = ['--conditions=source', '--import', '@swc-node/register/esm-register'];
  const server = spawn(process.execPath, [...loader, 'test/support/database-server.ts'], {
    cwd: new URL('../..', import.meta.url),
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  globalThis.jalonDatabaseServer = server;
  const first = await Promise.race([once(server.stdout, 'data'), once(server, 'exit').then(() => undefined)]);
  if (!first) throw new Error('the test database server did not start');
  process.env[VARIABLE] = String(first[0]).trim();
}
