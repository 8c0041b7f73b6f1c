import { DomainError } from '#libs/kernel/index.js';

import { decisionMessages } from './decision.messages.js';
import type { DecisionIssue } from './decision-rules.js';

/** A decision that does not hold together, or that the product's phase does not allow; each reason is tied to its field. */
export class DecisionRefused extends DomainError {
  readonly code: DecisionIssue['code'];
  override readonly status = 422;
  /** French message by field, in the order of the form; the first one of each. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(issues: readonly DecisionIssue[]) {
    const fields: Record<string, string> = {};
    for (const { field, message } of issues) fields[field] ??= message;
    const impossible = issues.find((one) => one.code === 'PHASE_NOT_POSSIBLE');
    super(impossible?.message ?? decisionMessages.refused, { fields });
    this.code = impossible?.code ?? 'DECISION_INCOHERENT';
    this.fields = fields;
  }
}
