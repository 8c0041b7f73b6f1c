import { once } from 'node:events';

export default async function stopDatabaseServer() {
  const server = globalThis.jalonDatabaseServer;
  if (!server || server.exitCode !== null) return;
  const exited = once(server, 'exit');
  server.stdin.end();
  await exited;
}
