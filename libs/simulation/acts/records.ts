import { addWorkingDays, derivedId, hashSecret } from '#libs/kernel/index.js';
import { ANSWER_WORKING_DAYS, type RecordContext, type SignOffChoice } from '#workflows/deliberation-record/index.js';

import type { Actor, Team } from '../cast.js';
import { add } from '../tally.js';
import type { Decided, World } from '../world.js';

const WORKER = 'system:simulation';

/** How long a press or a seal that failed takes to be tried again, in days. */
const RETRY_DAYS = 1;

/** How records are issued, reviewed, signed and sealed. No PDF is made: its fingerprint is that of its name. */
export class Records {
  constructor(private readonly world: World) {}

  async open(decided: Decided): Promise<void> {
    const { world } = this;
    const { decisionId, productId, committeeId, heldOn, means, phase, provisionalUntil } = decided;
    const decision = { heldOn, means, phase, provisionalUntil };
    const event = { type: 'record.opened', committeeId, productId, decisionId, decision } as const;
    const recordId = derivedId('simulated-record', decisionId);
    const by = { actor: WORKER, key: `open:${recordId}`, opens: true } as const;
    world.records.set(recordId, productId);
    if (await world.send('deliberation-record', recordId, event, by)) world.tally.recordsOpened += 1;
  }

  async issue(recordId: string, version: number, effectId: string): Promise<void> {
    const { world } = this;
    const fails = world.chance.of('press', recordId, version).happens(world.model.record.pressFails);
    if (fails) {
      const event = { type: 'pdf.failed', version, failure: 'PRESS_UNAVAILABLE' } as const;
      await world.send('deliberation-record', recordId, event, { actor: WORKER, key: `failed:${effectId}` });
      const { crew } = this.teamOf(recordId);
      world.later(crew, RETRY_DAYS, `issue:${recordId}:${version}`, async () => this.#issued(recordId, version));
    } else await this.#issued(recordId, version);
  }

  async #issued(recordId: string, version: number): Promise<void> {
    const { world } = this;
    const { state, context } = await this.#read(recordId);
    if (state !== 'drafting' || context.version !== version) return;
    const event = { type: 'pdf.issued', version, sha256: hashSecret(`${recordId}:${version}`) } as const;
    const by = { actor: WORKER, key: `issued:${recordId}:${version}` } as const;
    await world.send('deliberation-record', recordId, event, by);
    const { crew } = world.cast.team(context.productId);
    world.cue(crew.lead, crew, `review:${recordId}:${version}`, async () => this.review(recordId), 0.5);
  }

  /** The lead reads a record that waits for it: puts it right, or sends it to be signed. */
  async review(recordId: string): Promise<void> {
    const { world } = this;
    const { state, context } = await this.#read(recordId);
    const { productId, version } = context;
    const { crew, sponsors } = world.cast.team(productId);
    const actor = `person:${crew.lead.id}` as const;
    const by = (what: string) => ({ actor, key: `${what}:${recordId}:${version}` });
    const mends = world.chance.of('edit', recordId, version).happens(world.model.record.edited);
    if (state === 'changesRequested' || (state === 'inReview' && mends)) {
      await world.send('deliberation-record', recordId, { type: 'record.edited' }, by('edit'));
    } else if (state === 'inReview') {
      const asked = (personId: string, required: boolean) => ({
        signatoryId: derivedId('simulated-signatory', recordId, String(version), personId),
        personId,
        required,
      });
      const signatories = [...sponsors.map(({ id }) => asked(id, true)), asked(crew.dinumManager.id, false)];
      await world.send('deliberation-record', recordId, { type: 'sign-off.requested', signatories }, by('request'));
    }
  }

  /** The lead is reminded of a record that waits for them. */
  async recalled(recordId: string, version: number, followUp: string): Promise<Team> {
    const { world } = this;
    const { context } = await this.#read(recordId);
    const team = world.cast.team(context.productId);
    world.cue(
      team.crew.lead,
      team.crew,
      `recall:${recordId}:${version}:${followUp}`,
      async () => this.review(recordId),
      0.5,
    );
    return team;
  }

  /** A signatory has the mail that asks for an answer, or the reminder of it. */
  async asked(recordId: string, version: number, signatoryId: string, isReminder: boolean): Promise<Actor | undefined> {
    const { world } = this;
    const { context } = await this.#read(recordId);
    const team = world.cast.team(context.productId);
    const signatory = context.signatories.find((one) => one.signatoryId === signatoryId);
    const person = signatory && personOf(team, signatory.personId);
    if (!signatory || !person) return undefined;
    // Who is only informed rarely says anything.
    if (!signatory.required && !world.chance.of('volunteer', signatoryId).happens(0.15)) return person;
    const key = `answer:${signatoryId}:${isReminder ? 'reminder' : 'ask'}`;
    world.cue(person, team.crew, key, async () => this.#answer(recordId, version, signatoryId));
    return person;
  }

  /** The lead hears who is silent, and calls them week after week. */
  async escalated(recordId: string): Promise<Team> {
    const { world } = this;
    const { context } = await this.#read(recordId);
    const team = world.cast.team(context.productId);
    const key = `call:${recordId}:${context.version}:0`;
    world.cue(team.crew.lead, team.crew, key, async () => this.#call(recordId, context.version, 0));
    return team;
  }

  async #call(recordId: string, version: number, rank: number): Promise<void> {
    const { world } = this;
    const { state, context } = await this.#read(recordId);
    if (state !== 'awaitingSignOff' || context.version !== version) return;
    await this.#callSilent(recordId, context, String(rank));
    const { crew } = world.cast.team(context.productId);
    const key = `call:${recordId}:${version}:${rank + 1}`;
    if (world.model.called > 0) world.later(crew, 7, key, async () => this.#call(recordId, version, rank + 1));
  }

  /** The lead sees on the dashboard a record whose time to answer is over, and calls once. */
  async chase(recordId: string): Promise<void> {
    const { state, context } = await this.#read(recordId);
    const { askedOn, version } = context;
    if (state !== 'awaitingSignOff' || askedOn === null) return;
    if (addWorkingDays(askedOn, ANSWER_WORKING_DAYS) < this.world.today)
      await this.#callSilent(recordId, context, `look ${version} ${this.world.today}`);
  }

  async #callSilent(recordId: string, { signatories, version }: RecordContext, rank: string): Promise<void> {
    for (const { signatoryId, required, answer } of signatories)
      if (
        required &&
        answer === null &&
        this.world.chance.of('call', signatoryId, rank).happens(this.world.model.called)
      )
        await this.#answer(recordId, version, signatoryId);
  }

  async #answer(recordId: string, version: number, signatoryId: string): Promise<void> {
    const { world } = this;
    const { state, context } = await this.#read(recordId);
    const isAwaited = context.signatories.some((one) => one.signatoryId === signatoryId && one.answer === null);
    if (state !== 'awaitingSignOff' || context.version !== version || !isAwaited) return;
    const choice: SignOffChoice = world.chance.of('answer', signatoryId).weighted(world.model.answers);
    const event = { type: 'answer.given', signatoryId, choice } as const;
    const by = { actor: `signatory:${signatoryId}`, key: `answer:${signatoryId}` } as const;
    if (await world.send('deliberation-record', recordId, event, by)) add(world.tally.answers, choice);
  }

  /** Somebody wants changes: the lead makes them. */
  async changesAsked(recordId: string): Promise<Team> {
    const { world } = this;
    const team = this.teamOf(recordId);
    const { context } = await this.#read(recordId);
    const key = `changes:${recordId}:${context.version}`;
    world.cue(team.crew.lead, team.crew, key, async () => this.review(recordId));
    return team;
  }

  async declined(recordId: string): Promise<Team> {
    const team = this.teamOf(recordId);
    if ((await this.world.state('deliberation-record', recordId)) !== 'declined') return team;
    this.world.tally.refusedDecision(team.productId);
    return team;
  }

  async seal(recordId: string, effectId: string): Promise<void> {
    const { world } = this;
    if (world.chance.of('seal', recordId).happens(world.model.record.sealFails)) {
      const event = { type: 'seal.failed', failure: 'CERTIFICATE_UNREADABLE' } as const;
      await world.send('deliberation-record', recordId, event, { actor: WORKER, key: `failed:${effectId}` });
      const { crew } = this.teamOf(recordId);
      world.later(crew, RETRY_DAYS, `seal:${recordId}`, async () => this.#sealed(recordId));
    } else await this.#sealed(recordId);
  }

  async #sealed(recordId: string): Promise<void> {
    const event = { type: 'record.sealed', sha256: hashSecret(`${recordId}:sealed`) } as const;
    const by = { actor: WORKER, key: `sealed:${recordId}` } as const;
    if (await this.world.send('deliberation-record', recordId, event, by)) this.world.tally.recordsSealed += 1;
  }

  /** Those who work on the product of a record. */
  teamOf(recordId: string): Team {
    return this.world.cast.team(this.world.records.get(recordId) ?? '');
  }

  async #read(recordId: string) {
    return this.world.context('deliberation-record', recordId);
  }
}

function personOf({ sponsors, crew }: Team, personId: string): Actor | undefined {
  return [...sponsors, crew.dinumManager].find(({ id }) => id === personId);
}
