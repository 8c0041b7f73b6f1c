/**
 * A refusal the reader can act on: a stable code for programs, a French sentence for people.
 * `status` is the HTTP status the API answers with; 409 when the state of a case forbids the event.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  readonly status: number = 409;

  /** @param message French, complete sentence, without personal data. */
  constructor(
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** What was asked for does not exist, or the person may not know that it does. */
export class NotFound extends DomainError {
  readonly code = 'NOT_FOUND';
  override readonly status = 404;
}

/** The person is known but holds no role that allows this. */
export class Forbidden extends DomainError {
  readonly code = 'FORBIDDEN';
  override readonly status = 403;
}

/** The input does not have the expected shape; `fields` ties each French message to its form field. */
export class InvalidInput extends DomainError {
  readonly code = 'INVALID_INPUT';
  override readonly status = 422;

  constructor(
    message: string,
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(message, { fields });
  }
}
