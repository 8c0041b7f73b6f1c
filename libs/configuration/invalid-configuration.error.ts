import { DomainError } from '#libs/kernel/index.js';

/** One setting that is missing or wrong. The message never repeats the value: it may be a secret. */
export interface ConfigurationProblem {
  readonly key: string;
  readonly message: string;
}

/** Lists every setting that is missing or wrong, so that one reading is enough to put all of them right. */
export class InvalidConfiguration extends DomainError {
  readonly code = 'INVALID_CONFIGURATION';
  override readonly status = 500;

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    const lines = problems.map(({ key, message }) => `- ${key}\u00A0: ${message}`);
    super(`La configuration est incomplète ou erronée\u00A0:\n${lines.join('\n')}`, { problems });
  }
}
