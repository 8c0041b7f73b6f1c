import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = path.join(import.meta.dirname, '../..');
const PATIENCE_MS = 30_000;
const POLL_MS = 25;
const DRAIN_MS = 1_000;

/**
 * The program takes the shell's place, and so its pid; a watcher kills it when the spec's process ends, killed or not, so that
 * no run leaves anything behind.
 */
const TIED = '(cat <&3; kill -KILL $$) >/dev/null 2>&1 & exec "$@" </dev/null 3<&-';

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A program under test, run for real. */
export interface RunningProcess {
  readonly pid: number;
  readonly exited: Promise<ProcessEnd>;
  /** Everything it wrote so far, standard output and error in the order they came. */
  output(): string;
  /** What it wrote on standard output alone. */
  standardOutput(): string;
  /** The first match in what it wrote; fails when it ends or stays silent. */
  waitFor(pattern: RegExp, patienceMs?: number): Promise<RegExpExecArray>;
  /** SIGTERM, then its end. */
  stop(): Promise<ProcessEnd>;
  /** kill -9: it gets no chance to tidy up. */
  kill(): Promise<ProcessEnd>;
}

export interface ProcessOptions {
  readonly args?: readonly string[];
  /** On top of PATH and HOME alone: nothing of the developer's own settings leaks into a spec. */
  readonly env?: Readonly<Record<string, string>>;
  readonly workingDirectory?: string;
}

/** Runs a program, tied to the life of the spec. */
export function startProgram(program: string, options: ProcessOptions = {}): RunningProcess {
  const child = spawn('/bin/sh', ['-c', TIED, 'sh', program, ...(options.args ?? [])], {
    cwd: options.workingDirectory ?? ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
  if (child.pid === undefined) throw new Error(`${program} did not start`);
  return observed(child, child.pid, program);
}

let built = false;

/** Brings the build up to date, once a spec file. */
export function build(): void {
  if (built) return;
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the build failed: ${stderr}`);
  built = true;
}

/**
 * Runs one of our apps as it is shipped, compiled: `startApp('cli', { args: ['start', '--port', '0'] })`.
 * The build is brought up to date first.
 */
export function startApp(app: 'api' | 'worker' | 'cli', options: ProcessOptions = {}): RunningProcess {
  build();
  const main = path.join(ROOT, 'dist/apps', app, 'main.js');
  return startProgram(process.execPath, { ...options, args: ['--enable-source-maps', main, ...(options.args ?? [])] });
}

/** Waits until an address answers with success, such as `…/health`. */
export async function waitForHealth(url: string, patienceMs = PATIENCE_MS): Promise<void> {
  for (let waited = 0; waited < patienceMs; waited += POLL_MS) {
    const response = await fetch(url).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return;
    await sleep(POLL_MS);
  }
  throw new Error(`${url} did not answer within ${patienceMs} ms`);
}

function observed(child: ChildProcess, pid: number, program: string): RunningProcess {
  let [everything, standard, ended] = ['', '', false];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    everything += text;
    standard += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void (everything += text));
  const tie = child.stdio[3];
  tie?.on('error', () => undefined);
  const exited = new Promise<ProcessEnd>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = true;
      tie?.destroy();
      // Its last words may still be in the pipe; a child of its own that holds the pipe open is not waited for.
      const drained = setTimeout(() => resolve({ code, signal }), DRAIN_MS);
      child.once('close', () => {
        clearTimeout(drained);
        resolve({ code, signal });
      });
    });
  });
  const signalled = (signal: NodeJS.Signals): Promise<ProcessEnd> => {
    child.kill(signal);
    return exited;
  };
  return {
    pid,
    exited,
    output: () => everything,
    standardOutput: () => standard,
    stop: () => signalled('SIGTERM'),
    kill: () => signalled('SIGKILL'),
    async waitFor(pattern, patienceMs = PATIENCE_MS) {
      for (let waited = 0; waited < patienceMs; waited += POLL_MS) {
        const match = pattern.exec(everything);
        if (match) return match;
        if (ended) throw new Error(`${program} ended before it wrote ${String(pattern)}:\n${everything}`);
        await sleep(POLL_MS);
      }
      throw new Error(`${program} did not write ${String(pattern)} within ${patienceMs} ms:\n${everything}`);
    },
  };
}
