import { newId } from '#libs/kernel/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import { Play, type Said } from '../machines.js';
import type { EventFact, StormFacts } from './facts.js';

const BEGAN = '2026-03-02T09:00:00.000Z';
const AFTER_D45 = '2026-03-12T09:00:00.000Z';

/** What a small storm leaves in which all went well: a product, its duty, and a committee of two people on its ladder. */
export function soundFacts(): StormFacts {
  const productId = newId();
  const committeeId = newId();
  const lifecycle = new Telling('product-lifecycle', productId);
  const duty = new Telling('half-year-duty', productId);
  const committee = new Telling('committee', committeeId);
  const history = { since: '2026-01-05', committees: [] };
  lifecycle.say({ type: 'history.imported', state: 'construction', ...history }, { actor: 'import:storm' });
  duty.say({ type: 'history.imported', phase: 'construction', ...history }, { actor: 'import:storm', caused: true });
  const startsAt = '2026-04-24T12:00:00.000Z';
  committee.say({ type: 'committee.planned', startsAt, productIds: [productId] });
  duty.say({ type: 'committee.planned', committeeId, on: '2026-04-24' }, { caused: true });
  committee.say({ type: 'committee.convened', missing: [] });
  committee.fire(AFTER_D45);
  committee.say({ type: 'members.changed' });
  const told = [lifecycle, duty, committee];
  const effects = told.flatMap((one) => one.effects).map((effect) => ({ ...effect, done: true, error: null }));
  const invitations = effects.filter(({ type }) => type === 'invitations.send');
  const deliveries = invitations.map(({ id }) => ({ key: `${id}:${newId()}`, messageId: `<${id}>`, state: 'sent' }));
  const events = told.flatMap((one) => one.events);
  return {
    now: AFTER_D45,
    drainSeconds: 1,
    acknowledged: events.filter(({ actor, caused }) => !caused && !actor.startsWith('system:')),
    unanswered: 0,
    refused: [],
    unfinished: [],
    ownEnds: [],
    cases: told.map(({ fact }) => fact),
    events,
    effects,
    deadlines: told.flatMap(({ id, play }) => play.deadlines.map(({ key, dueAt }) => ({ caseId: id, key, dueAt }))),
    deliveries,
    letters: [],
    members: new Map([[committeeId, 1]]),
    accepted: deliveries.map(({ messageId }) => ({ messageId, to: ['lea@fabrique.example'], subject: '', text: '' })),
    faulty: [],
  };
}

/** A case as it goes on, and what the database would keep of it. */
class Telling {
  readonly id: string;
  readonly play: Play;
  readonly events: EventFact[] = [];
  readonly effects: { id: string; caseId: string; revision: number; type: string }[] = [];

  constructor(
    readonly process: ProcessName,
    readonly subjectId: string,
  ) {
    this.id = caseId({ process, subjectId });
    this.play = new Play(processes[process], subjectId, BEGAN);
  }

  get fact() {
    const { id, process, subjectId, play } = this;
    const { startsAt = null } = play.context as { startsAt?: string };
    return { id, process, subjectId, state: play.state, closed: play.closed, startsAt };
  }

  say(event: Said, { at = this.play.now, actor = 'person:lea', caused = false, key = newId() } = {}): void {
    this.play.say(event, at);
    const { type, ...payload } = event;
    const revision = this.events.length + 1;
    this.events.push({ caseId: this.id, revision, type, payload, actor, at, idempotencyKey: key, caused });
    for (const { type: ordered } of this.play.last.filter((one) => one.type !== 'tell'))
      this.effects.push({ id: newId(), caseId: this.id, revision, type: ordered });
  }

  /** Takes the next deadline, as the sweeper tells it. */
  fire(at: string): void {
    const [next] = this.play.deadlines.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
    if (!next) throw new Error('nothing is armed');
    this.say(next.event, { at, actor: 'system:sweeper', key: `deadline:${next.key}:${next.dueAt}` });
  }
}
