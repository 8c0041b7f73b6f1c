import { Injectable } from '@nestjs/common';

import { Committees } from '#libs/committees/index.js';
import { type Decision, Decisions, NextCommittee, whatFollows } from '#libs/decisions/index.js';
import { People, type Person, Roles } from '#libs/identity/index.js';
import type { CalendarDate } from '#libs/kernel/index.js';
import { Records, type RecordView } from '#libs/records/index.js';
import {
  answerBy,
  answererOf,
  mayAnswer,
  type RecordContext,
  type Signatory,
} from '#workflows/deliberation-record/index.js';

import type { DeadReason } from './sign-off.errors.js';

/** Somebody whose answer on the present version of a record is waited for, or welcome. */
export interface AskedSignatory {
  readonly record: RecordView;
  readonly signatory: Signatory;
  /** Who answers: the holder of the place, or whoever it was delegated to. */
  readonly person: Person;
  /** The holder of the place, when somebody answers for them. */
  readonly inPlaceOf: Person | null;
  /** The last day to answer. */
  readonly answerBy: CalendarDate | null;
  /** What follows once every required signatory has approved, in French sentences. */
  readonly follows: readonly string[];
}

/** Who signs what, and who is to be told of it. */
@Injectable()
export class SignOffFacts {
  constructor(
    private readonly records: Records,
    private readonly decisions: Decisions,
    private readonly nextCommittee: NextCommittee,
    private readonly committees: Committees,
    private readonly people: People,
    private readonly roles: Roles,
  ) {}

  /** The signatory, while their answer on that version may still be given; undefined afterwards. */
  async asked(wanted: {
    readonly recordId: string;
    readonly version: number;
    readonly signatoryId: string;
  }): Promise<AskedSignatory | undefined> {
    const record = await this.records.byId(wanted.recordId);
    if (!record || !isAwaited(record, wanted.version)) return undefined;
    const signatory = signatoryOf(record, wanted.signatoryId);
    if (!signatory || !mayAnswer(record.context, signatory.signatoryId)) return undefined;
    return this.describe(record, signatory);
  }

  /** A place that the person may still answer in the present version: that of their link if they may, else another. */
  async askedPerson(recordId: string, personId: string, signatoryId?: string): Promise<AskedSignatory | undefined> {
    const record = await this.records.byId(recordId);
    const theirs = (record?.context.signatories ?? []).filter(
      (one) => answererOf(one) === personId && record && mayAnswer(record.context, one.signatoryId),
    );
    const signatory = theirs.find((one) => one.signatoryId === signatoryId) ?? theirs[0];
    if (!record || !signatory) return undefined;
    return this.asked({ recordId, version: record.context.version, signatoryId: signatory.signatoryId });
  }

  async describe(record: RecordView, signatory: Signatory): Promise<AskedSignatory> {
    const answerer = answererOf(signatory);
    return {
      record,
      signatory,
      person: await this.person(answerer),
      inPlaceOf: answerer === signatory.personId ? null : await this.person(signatory.personId),
      answerBy: answerBy(record.context),
      follows: await this.follows(record),
    };
  }

  async follows(record: RecordView): Promise<readonly string[]> {
    const decision = await this.#decision(record);
    return decision ? whatFollows(decision, await this.nextCommittee.after(decision)) : [];
  }

  async person(personId: string): Promise<Person> {
    const person = await this.people.byId(personId);
    if (!person) throw new Error('a signatory is a person that Jalon knows');
    return person;
  }

  async peopleOf(personIds: readonly string[]): Promise<readonly Person[]> {
    const known = await this.people.byIds(personIds);
    return personIds.flatMap((id) => known.get(id) ?? []);
  }

  /** Those who answer for the incubator's committees. */
  async leadsOf(record: RecordView): Promise<readonly Person[]> {
    const holders = await this.roles.ofIncubator(record.incubatorId);
    return once(holders.filter(({ role }) => role === 'incubator-lead').map(({ person }) => person));
  }

  /** Everyone of the committee, the team and the incubator. */
  async everyoneOf(record: RecordView): Promise<readonly Person[]> {
    const committee = await this.committees.byId(record.committeeId);
    const holders = await this.roles.ofProduct(record.productId);
    return once([...(committee?.members ?? []), ...holders].map(({ person }) => person));
  }

  async #decision(record: RecordView): Promise<Decision | undefined> {
    return this.decisions.byId(record.decisionId);
  }
}

/** True while that version of the record waits for answers. */
function isAwaited({ state, context }: RecordView, version: number): boolean {
  return state === 'awaitingSignOff' && context.version === version;
}

export function signatoryOf({ context }: RecordView, signatoryId: string): Signatory | undefined {
  return context.signatories.find((one) => one.signatoryId === signatoryId);
}

/** Why a link of the present version is about nobody: the demand was withdrawn, and perhaps made anew, with other links. */
export function forgotten(
  { signatories, former }: Pick<RecordContext, 'signatories' | 'former'>,
  { personId, signatoryId }: { readonly personId: string; readonly signatoryId: string },
): DeadReason {
  if (former.some((one) => one.signatoryId === signatoryId)) return 'replaced';
  return signatories.some((one) => answererOf(one) === personId) ? 'resent' : 'withdrawn';
}

function once(people: readonly Person[]): readonly Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}
