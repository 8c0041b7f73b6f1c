import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePort } from '../ports.js';
import { type RunningProcess, startProgram } from '../processes.js';

/** A mail that the server took charge of. */
export interface AcceptedMail {
  readonly messageId: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** What the server does when somebody connects, when a recipient is named, and once it has the whole of a mail. */
export interface SmtpBehaviour {
  readonly greetingMs: number;
  /** `later`: as greylisting does (450); `never`: as for an address that is not known (550). */
  readonly recipient: 'accept' | 'later' | 'never';
  /** `drop-before`: hangs up without having taken charge; `drop-after`: takes charge, and hangs up without saying so. */
  readonly afterData: 'accept' | 'refuse' | 'drop-before' | 'drop-after';
  readonly delayMs: number;
}

const WELL_BEHAVED: SmtpBehaviour = { greetingMs: 0, recipient: 'accept', afterData: 'accept', delayMs: 0 };

/** A real mail server in a process of its own, and the log of what it accepted, which no process under test can reach. */
export class SmtpNode {
  readonly name = 'smtp';
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'jalon-smtp-'));
  readonly #log = path.join(this.#folder, 'accepted.jsonl');
  readonly #behaviour = path.join(this.#folder, 'behaviour.json');
  #server: RunningProcess | undefined;

  private constructor(readonly port: number) {
    writeFileSync(this.#log, '');
    this.behave();
  }

  static async prepare(): Promise<SmtpNode> {
    return new SmtpNode(await freePort());
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    if (!this.#server) throw new Error('the mail server is down');
    return this.#server.pid;
  }

  async start(): Promise<void> {
    const program = path.join(import.meta.dirname, 'smtp-server.mjs');
    const args = [program, String(this.port), this.#log, this.#behaviour];
    this.#server = startProgram(process.execPath, { args });
    await this.#server.waitFor(/listening/u);
  }

  /** kill -9; what it accepted stays known. */
  async kill(): Promise<void> {
    await this.#server?.kill();
    this.#server = undefined;
  }

  /** From the next mail on. Without a word: accepts at once. */
  behave(behaviour: Partial<SmtpBehaviour> = {}): void {
    // In one step: the server may be reading it.
    writeFileSync(`${this.#behaviour}.new`, JSON.stringify({ ...WELL_BEHAVED, ...behaviour }));
    renameSync(`${this.#behaviour}.new`, this.#behaviour);
  }

  /** Everything it took charge of so far, oldest first. */
  async accepted(): Promise<readonly AcceptedMail[]> {
    return (await readFile(this.#log, 'utf8'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as AcceptedMail);
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
