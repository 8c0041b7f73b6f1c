/** What a command may touch of the outside world; specs hand in their own. */
export interface CommandContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The answer, and nothing else: with --json, one document. */
  readonly out: (text: string) => void;
  /** Everything said along the way. */
  readonly log: (text: string) => void;
  /** True when somebody watches what is said: a progress bar may redraw its line. */
  readonly interactive?: boolean;
  readonly workingDirectory: string;
}

/** The context of a real run. */
export function systemContext(): CommandContext {
  return {
    env: process.env,
    out: (text) => void process.stdout.write(text),
    log: (text) => void process.stderr.write(text),
    interactive: process.stderr.isTTY,
    workingDirectory: process.cwd(),
  };
}
