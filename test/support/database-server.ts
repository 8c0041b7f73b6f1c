/**
 * The one PostgreSQL of a test run, in a process of its own: prints its URL, then lives until its standard input closes,
 * which happens however the test runner ends.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startEmbeddedPostgres } from '#libs/embedded/index.js';

const FLAGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'shared_buffers=32MB',
  'max_connections=200',
];

const home = mkdtempSync(path.join(tmpdir(), 'jalon-test-'));
chmodSync(home, 0o711);
const database = await startEmbeddedPostgres({ home, flags: FLAGS.flatMap((flag) => ['-c', flag]) });

process.stdin.resume().once('close', () => {
  void database.stop().then(() => rmSync(home, { recursive: true, force: true }));
});
process.stdout.write(`${database.url}\n`);
