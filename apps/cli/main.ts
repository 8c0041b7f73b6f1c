import 'reflect-metadata';

import { systemContext } from './command-context.js';
import { runCommandLine } from './run-command-line.js';

// `jalon duty | head` closes our output early: that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// The status is set rather than exit() called, so that everything printed gets out.
process.exitCode = await runCommandLine(process.argv.slice(2), systemContext());
