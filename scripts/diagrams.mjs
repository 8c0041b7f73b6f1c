/** Rewrites the generated part of each workflows/<process>/README.md, and adds the snapshot fixtures that are missing. */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  'npm',
  [
    'run',
    '--silent',
    'jest',
    '--',
    '--testPathPatterns',
    'workflows/contract/(processes|versions)',
    '--selectProjects',
    'unit',
  ],
  {
    cwd: new URL('..', import.meta.url),
    // No spec of the processes needs a database: the server of the test run is not started for them.
    env: { ...process.env, JALON_WRITE_WORKFLOWS: '1', JALON_TEST_DATABASE_URL: 'unused' },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
