import { QUEUE_NAMES } from '#libs/messaging/index.js';
import type { Rung } from '#workflows/committee/index.js';
import type { AskToPlan, EscalationStep, RemindToPlan } from '#workflows/half-year-duty/index.js';

import { abreast } from './abreast.js';
import { type Actor, membersOf, type Team } from './cast.js';
import type { Planned, World } from './world.js';

/** Effects carried out at once; more wait for the next round. */
const ROUND = 500;

interface OwedRow {
  readonly id: string;
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly case_id: string;
  readonly revision: number;
  readonly position: number;
}

interface Params extends AskToPlan, RemindToPlan {
  readonly committeeId: string;
  readonly recordId: string;
  readonly decisionId: string;
  readonly signatoryId: string;
  readonly version: number;
  readonly rung: Rung;
  readonly step: EscalationStep;
  readonly awaited: readonly string[];
}

/** What tells an effect from any other in every run of the same seed: its row's id does not. */
type Key = string;

type Carry = (params: Params, key: Key) => Promise<void> | void;

const escalatedTo = ({ crew, intrapreneur, coach }: Team, step: EscalationStep): readonly Actor[] =>
  ({
    team: [intrapreneur, coach],
    'portfolio-manager': [crew.manager],
    'incubator-lead': [crew.lead],
    'dinum-portfolio-manager': [crew.dinumManager],
  })[step];

/**
 * Takes what is owed out of the outbox in the order of the log, counts the mails that would leave, and gives people their cue.
 * Sends and prints nothing.
 */
export class EffectDesk {
  readonly #carry: Readonly<Record<string, Carry>>;

  constructor(private readonly world: World) {
    this.#carry = {
      ...this.#duties(),
      ...this.#committees(),
      ...this.#records(),
      ...this.#signOffs(),
    };
  }

  /** Carries out what is owed now; what that orders in turn is for the next time. */
  async clear(): Promise<void> {
    const owed = await this.#owed();
    const lanes = new Map<string, OwedRow[]>();
    for (const effect of owed) {
      const lane = this.#laneOf(effect.params);
      lanes.set(lane, [...(lanes.get(lane) ?? []), effect]);
    }
    await abreast([...lanes.values()], async (effect) => this.#carryOut(effect));
    await this.world.engine.transactions.outside.query(
      'update outbox set published_at = $1, done_at = $1, attempts = attempts + 1 where id = any($2::uuid[])',
      [this.world.now, owed.map(({ id }) => id)],
    );
  }

  async #carryOut({ type, params, case_id: caseId, revision, position }: OwedRow): Promise<void> {
    const carry = this.#carry[type];
    if (!carry) throw new Error(`nobody simulates the effect ${type}`);
    this.world.tally.effect(type);
    await carry(params as unknown as Params, `${caseId}:${revision}:${position}`);
  }

  /** The incubator of what an effect is about. */
  #laneOf({ productId, committeeId, recordId }: Partial<Params>): string {
    const { cast, committees, records } = this.world;
    const product = productId ?? records.get(recordId ?? '') ?? committees.get(committeeId ?? '')?.productIds[0];
    return product === undefined ? '' : cast.team(product).crew.incubatorId;
  }

  async #owed(): Promise<readonly OwedRow[]> {
    return this.world.engine.transactions.outside.query<OwedRow[]>(
      `select id, type, params, case_id, revision, position from outbox
        where done_at is null and queue = any($1::text[]) order by created_at, case_id, revision, position limit ${ROUND}`,
      [QUEUE_NAMES],
    );
  }

  #duties(): Readonly<Record<string, Carry>> {
    const { acts, cast } = this.world;
    return {
      'duty.ask-to-plan': (ask, key) => {
        const team = cast.team(ask.productId);
        this.#mail(team.crew.lead);
        acts.planning.asked(team, key, ask);
      },
      'duty.remind-to-plan': (reminder, key) => {
        const { crew } = cast.team(reminder.productId);
        this.#mail(crew.lead, ...(reminder.followUp === 'escalation' ? [crew.manager] : []));
        acts.planning.reminded(cast.team(reminder.productId), key, reminder);
      },
      'duty.escalate': ({ productId, step }, key) => {
        const team = cast.team(productId);
        this.#mail(...escalatedTo(team, step));
        if (step === 'incubator-lead') acts.planning.overdue(team, key);
      },
      'duty.report-overdue': ({ productId }, key) => {
        const team = cast.team(productId);
        this.#mail(team.crew.lead, team.crew.manager, team.crew.dinumManager);
        acts.planning.overdue(team, key);
      },
      'lifecycle.report-mismatch': ({ productId }) => this.#mail(cast.team(productId).crew.lead),
    };
  }

  #committees(): Readonly<Record<string, Carry>> {
    const { acts, decisions } = this.world;
    return {
      'invitations.send': ({ committeeId }) => this.#mail(...this.#members(committeeId)),
      'cancellations.send': ({ committeeId }) => this.#mail(...this.#members(committeeId)),
      'dossiers.open': () => {},
      'reminder.send': ({ committeeId, rung, awaited }) => this.#remind(this.#committee(committeeId), rung, awaited),
      'operations.notify': ({ committeeId }) => {
        const { crew } = this.#committee(committeeId);
        this.#mail(crew.operations, crew.lead);
      },
      'notes.erase': () => {},
      'records.open': async ({ committeeId }) => {
        const decided = [...decisions.values()].filter((one) => one.committeeId === committeeId);
        for (const one of decided) await acts.records.open(one);
      },
    };
  }

  #records(): Readonly<Record<string, Carry>> {
    const { acts, decisions } = this.world;
    return {
      'record.issue': async ({ recordId, version }, key) => acts.records.issue(recordId, version, key),
      'record.remind-review': async ({ recordId, version, followUp }) => {
        const { crew } = await acts.records.recalled(recordId, version, followUp);
        this.#mail(crew.lead, ...(followUp === 'escalation' ? [crew.manager, crew.dinumManager] : []));
      },
      'record.seal': async ({ recordId }, key) => acts.records.seal(recordId, key),
      'record.deliver': ({ recordId }) => this.#mail(...membersOf([acts.records.teamOf(recordId)])),
      'decision.take-effect': ({ decisionId }) => {
        const decided = decisions.get(decisionId);
        if (decided) acts.launches.followed(decided);
      },
    };
  }

  #signOffs(): Readonly<Record<string, Carry>> {
    const { records } = this.world.acts;
    const ask = async ({ recordId, version, signatoryId }: Params, isReminder: boolean): Promise<void> => {
      const person = await records.asked(recordId, version, signatoryId, isReminder);
      if (person) this.#mail(person);
    };
    return {
      'sign-off.ask': async (params) => ask(params, false),
      'sign-off.remind': async (params) => ask(params, true),
      'sign-off.escalate': async ({ recordId }) => this.#mail((await records.escalated(recordId)).crew.lead),
      // Simulated people answer for themselves.
      'sign-off.report-delegated': () => {},
      'sign-off.report-replaced': () => {},
      'sign-off.report-changes': async ({ recordId }) => this.#mail((await records.changesAsked(recordId)).crew.lead),
      'sign-off.report-declined': async ({ recordId }) => {
        const team = await records.declined(recordId);
        this.#mail(...membersOf([team]), team.crew.operations);
      },
    };
  }

  /** Who is written to at a rung, as the reminders of committees have it; the team answers with its dossier. */
  #remind(committee: Planned, rung: Rung, awaited: readonly string[]): void {
    const teams = this.#teams(committee);
    const late = teams.filter(({ productId }) => awaited.includes(productId));
    const { dossiers } = this.world.acts;
    if (rung === 'D-21' || rung === 'D-7') for (const team of late) dossiers.asked(committee, team, rung);
    if (rung === 'late') for (const team of late) dossiers.reported(committee, team);
    this.#mail(...recipients(rung, teams, late));
  }

  #mail(...to: readonly Actor[]): void {
    this.world.tally.mail([...new Map(to.map((person) => [person.id, person])).values()], this.world.today.slice(0, 7));
  }

  #committee(committeeId: string): Planned {
    const committee = this.world.committees.get(committeeId);
    if (!committee) throw new Error('an effect of a committee that nobody planned');
    return committee;
  }

  #teams({ productIds }: Planned): readonly Team[] {
    return productIds.map((productId) => this.world.cast.team(productId));
  }

  #members(committeeId: string): readonly Actor[] {
    return membersOf(this.#teams(this.#committee(committeeId)));
  }
}

function recipients(rung: Rung, teams: readonly Team[], late: readonly Team[]): readonly Actor[] {
  switch (rung) {
    case 'D-30':
      return teams.flatMap(({ sponsors }) => sponsors);
    case 'D-21':
    case 'D-14':
      return teams.flatMap(({ intrapreneur, coach }) => [intrapreneur, coach]);
    case 'D-7':
      return [
        ...late.flatMap(({ intrapreneur, coach }) => [intrapreneur, coach]),
        ...(late.length < teams.length ? membersOf(teams) : []),
      ];
    case 'late':
      return late.flatMap(({ crew }) => [crew.manager, crew.dinumManager]);
    default:
      return membersOf(teams);
  }
}
