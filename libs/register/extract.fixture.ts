import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the shared extract of the public register is read from: beside the project, never inside it. */
const shared = resolve(import.meta.dirname, '../../../shared/data/beta-gouv');

export interface RawPhase {
  readonly name: string;
  readonly start: string;
  readonly end: string;
}

export interface RawEvent {
  readonly name: string;
  readonly date: string;
  readonly comment: string;
}

export interface RawProduct {
  readonly id: string;
  readonly type: string;
  readonly attributes: {
    readonly name: string;
    readonly phases: readonly RawPhase[];
    readonly events: readonly RawEvent[];
    readonly sponsors: readonly string[];
  };
  readonly relationships: { readonly incubator: { readonly data: { readonly id: string } } };
}

/** The extract, for tests that need real histories. Fails with what to do when it is absent: they cannot pass without it. */
export function readExtract(folder = shared) {
  const read = (name: string): string => {
    const path = join(folder, name);
    if (!existsSync(path))
      throw new Error(
        `The extract of the public register is absent: this test reads ../shared/data/beta-gouv/${name} ` +
          'beside the project. Put the shared data there; the test is not skipped on purpose.',
      );
    return readFileSync(path, 'utf8');
  };
  const startupsText = read('startups.json');
  const organisationsText = read('organisations.json');
  const startups = JSON.parse(startupsText) as { data: RawProduct[]; included: { id: string }[] };
  const organisations = JSON.parse(organisationsText) as { data: { id: string }[] };
  return { startupsText, organisationsText, startups, organisations };
}
