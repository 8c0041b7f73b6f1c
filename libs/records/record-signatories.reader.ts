import { Injectable } from '@nestjs/common';

import { People } from '#libs/identity/index.js';

import type { RecordView } from './record-view.js';
import { qualityOf } from './record-quality.js';
import type { NamedSignatory } from './sealed-content.js';
import { SignatoryCandidates } from './signatory-candidates.reader.js';

/** The signatories of a record's present version, by name, with their answers. */
@Injectable()
export class RecordSignatories {
  constructor(
    private readonly candidates: SignatoryCandidates,
    private readonly people: People,
  ) {}

  /** In the order they were asked. */
  async of(record: RecordView): Promise<readonly NamedSignatory[]> {
    const { signatories } = record.context;
    if (signatories.length === 0) return [];
    const candidates = await this.candidates.of(record);
    const people = await this.people.byIds(signatories.map(({ personId }) => personId));
    return signatories.map((signatory) => {
      const person = people.get(signatory.personId);
      if (!person) throw new Error('a signatory is a person we know');
      const known = candidates.find((candidate) => candidate.person.id === person.id);
      // Their role may have been taken back since they were asked.
      return { ...signatory, person, quality: known?.quality ?? qualityOf(person, null) };
    });
  }
}
