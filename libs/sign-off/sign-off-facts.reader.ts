import { Injectable } from '@nestjs/common';

import { Committees } from '#libs/committees/index.js';
import { type Decision, Decisions, NextCommittee, whatFollows } from '#libs/decisions/index.js';
import { People, type Person, Roles } from '#libs/identity/index.js';
import { addWorkingDays, type CalendarDate } from '#libs/kernel/index.js';
import { Records, type RecordView } from '#libs/records/index.js';
import { ANSWER_WORKING_DAYS, type RecordContext, type Signatory } from '#workflows/deliberation-record/index.js';

import type { DeadReason } from './sign-off.errors.js';

/** Somebody whose answer on the present version of a record is waited for, or welcome. */
export interface AskedSignatory {
  readonly record: RecordView;
  readonly signatory: Signatory;
  readonly person: Person;
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
    if (!signatory || signatory.answer !== null) return undefined;
    return this.describe(record, signatory);
  }

  /** The same person's place in the present version, when they may still answer it. */
  async askedPerson(recordId: string, personId: string): Promise<AskedSignatory | undefined> {
    const record = await this.records.byId(recordId);
    const signatory = record?.context.signatories.find((one) => one.personId === personId);
    if (!record || !signatory) return undefined;
    return this.asked({ recordId, version: record.context.version, signatoryId: signatory.signatoryId });
  }

  async describe(record: RecordView, signatory: Signatory): Promise<AskedSignatory> {
    const { askedOn } = record.context;
    return {
      record,
      signatory,
      person: await this.person(signatory.personId),
      answerBy: askedOn === null ? null : addWorkingDays(askedOn, ANSWER_WORKING_DAYS),
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
export function isAwaited({ state, context }: RecordView, version: number): boolean {
  return state === 'awaitingSignOff' && context.version === version;
}

export function signatoryOf({ context }: RecordView, signatoryId: string): Signatory | undefined {
  return context.signatories.find((one) => one.signatoryId === signatoryId);
}

/** Why a link of the present version is about nobody: the demand was withdrawn, and perhaps made anew, with other links. */
export function forgotten(
  { signatories }: Pick<RecordContext, 'signatories'>,
  { personId }: { readonly personId: string },
): DeadReason {
  return signatories.some((one) => one.personId === personId) ? 'resent' : 'withdrawn';
}

function once(people: readonly Person[]): readonly Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}
