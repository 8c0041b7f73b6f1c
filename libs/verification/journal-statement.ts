import type { CalendarDate, Instant } from '#libs/kernel/index.js';

/** What precedes the first seal. */
export const NO_SEAL = '0'.repeat(64);

/** The lines that a seal of the journal signs: public, plain, and readable without Jalon. */
export interface JournalStatement {
  readonly number: number;
  readonly day: CalendarDate;
  readonly madeAt: Instant;
  /** SHA-256 of the statement before. */
  readonly previous: string;
  /** The last entry of each case that moved since: its hash covers every entry before it. */
  readonly cases: readonly { readonly id: string; readonly revision: number; readonly hash: string }[];
  /** The files of records made since. */
  readonly documents: readonly {
    readonly recordId: string;
    readonly version: number;
    readonly kind: string;
    readonly sha256: string;
  }[];
}

export function statementText({ number, day, madeAt, previous, cases, documents }: JournalStatement): string {
  return [
    'jalon journal 1',
    `number ${number}`,
    `day ${day}`,
    `made ${madeAt}`,
    `previous ${previous}`,
    ...cases.map(({ id, revision, hash }) => `case ${id} ${revision} ${hash}`),
    ...documents.map(({ recordId, version, kind, sha256 }) => `document ${recordId} ${version} ${kind} ${sha256}`),
    '',
  ].join('\n');
}

/** @throws Error, in English, when the text is no statement. */
export function readStatement(text: string): JournalStatement {
  const lines = text.split('\n').map((line) => line.split(' '));
  const word = (name: string): string => {
    const found = lines.find(([first]) => first === name)?.[1];
    if (found === undefined) throw new Error(`a statement without ${name}`);
    return found;
  };
  return {
    number: Number(word('number')),
    day: word('day'),
    madeAt: word('made'),
    previous: word('previous'),
    cases: lines.flatMap(([kind, id = '', revision, hash = '']) =>
      kind === 'case' ? { id, revision: Number(revision), hash } : [],
    ),
    documents: lines.flatMap(([what, recordId = '', version, kind = '', sha256 = '']) =>
      what === 'document' ? { recordId, version: Number(version), kind, sha256 } : [],
    ),
  };
}
