// Restate with its log synced to disk (its default for the replicated log): a virtual object a case.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer as createServiceServer } from 'node:http2';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

import * as restate from '@restatedev/restate-sdk';
import * as clients from '@restatedev/restate-sdk-clients';

import { advanced } from '../support/eight-events.mjs';

const HOST = '127.0.0.1';

// Its SDK asks for a Node newer than the oldest that we support.
Promise.withResolvers ??= function withResolvers() {
  const resolvers = {};
  resolvers.promise = new this((resolve, reject) => Object.assign(resolvers, { resolve, reject }));
  return resolvers;
};

const committee = restate.object({
  name: 'committee',
  handlers: {
    take: async (ctx, event) => {
      const snapshot = advanced(await ctx.get('snapshot'), ctx.key, event);
      ctx.set('snapshot', snapshot);
      return snapshot.value;
    },
  },
});

export async function openRestate() {
  const home = mkdtempSync(path.join(tmpdir(), 'jalon-restate-'));
  const service = createServiceServer(restate.createEndpointHandler({ services: [committee], logger: () => {} }));
  const [ingress, admin, node] = [await freePort(), await freePort(), await freePort()];
  const server = spawn(binary(), ['--no-logo', '--base-dir', home], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      DO_NOT_TRACK: '1',
      RESTATE_DISABLE_TELEMETRY: 'true',
      RESTATE_LISTEN_MODE: 'tcp',
      RESTATE_LOG_FILTER: 'off',
      RESTATE_BIND_ADDRESS: `${HOST}:${node}`,
      RESTATE_ADVERTISED_ADDRESS: `http://${HOST}:${node}`,
      RESTATE_ADMIN__BIND_ADDRESS: `${HOST}:${admin}`,
      RESTATE_INGRESS__BIND_ADDRESS: `${HOST}:${ingress}`,
      RESTATE_BIFROST__REPLICATED_LOGLET__ROCKSDB_DISABLE_WAL_FSYNC: 'false',
    },
  });
  const stop = async () => {
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    service.close();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    service.listen(0, HOST);
    await once(service, 'listening');
    await ready(`http://${HOST}:${admin}/health`, server);
    await register(`http://${HOST}:${admin}/deployments`, `http://${HOST}:${service.address().port}`);
    await ready(`http://${HOST}:${ingress}/restate/health`, server);
  } catch (error) {
    await stop();
    throw error;
  }
  const client = clients.connect({ url: `http://${HOST}:${ingress}` });
  return {
    openCase: async () => randomUUID(),
    send: (id, event) =>
      client.objectClient(committee, id).take(event, clients.Opts.from({ idempotencyKey: randomUUID() })),
    close: stop,
  };
}

/** The server's own binary, which npm brings for this platform. */
function binary() {
  const { resolve } = createRequire(import.meta.url);
  return resolve(`@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`);
}

async function freePort() {
  const probe = createServer().listen(0, HOST);
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

async function ready(url, server) {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`restate-server ended with ${server.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await after(100);
  }
  throw new Error(`restate-server does not answer at ${url}`);
}

async function register(url, uri) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ uri }),
  });
  if (!answer.ok) throw new Error(`restate refused the service: ${await answer.text()}`);
}
