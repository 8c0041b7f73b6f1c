// Redis for one bench, as service mode asks for it: an append-only file, and no eviction.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** Gives `work` the URL of a redis-server of its own; undefined when this machine has none. */
export async function withRedis(work) {
  const directory = mkdtempSync(path.join(tmpdir(), 'jalon-bench-redis-'));
  const port = await freePort();
  const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', directory];
  const durability = ['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'];
  const server = spawn('redis-server', [...place, ...durability], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    if (!(await isReady(server))) return undefined;
    return await work(`redis://127.0.0.1:${port}`);
  } finally {
    if (server.pid !== undefined && server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    rmSync(directory, { recursive: true, force: true });
  }
}

function isReady(server) {
  return new Promise((resolve) => {
    server.on('error', () => resolve(false));
    server.on('exit', () => resolve(false));
    createInterface(server.stdout).on('line', (line) => {
      if (line.includes('Ready to accept connections')) resolve(true);
    });
  });
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
