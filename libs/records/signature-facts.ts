/** What sign-off knows of one answer, beside its choice and moment, which the record's case holds. */
export interface SignatureFact {
  readonly signatoryId: string;
  /** The name of the person who answered in the signatory's place; null when they answered themselves. */
  readonly delegate: string | null;
  readonly comment: string | null;
  /** How the answer was obtained, in French sentences: link sent to, code checked, choice made. */
  readonly facts: readonly string[];
}

/** Where records learn how their signatures were obtained; sign-off, which builds on records, provides it. */
export abstract class SignatureFacts {
  /** The answers given on that version, in any order. */
  abstract ofRecord(recordId: string, version: number): Promise<readonly SignatureFact[]>;
}
