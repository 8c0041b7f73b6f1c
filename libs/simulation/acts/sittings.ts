import { addMilliseconds, derivedId } from '#libs/kernel/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

import { drawDecision, type DrawnDecision } from '../draw-decision.js';
import { add } from '../tally.js';
import type { Decided, Planned, World } from '../world.js';

const HALF_HOUR = 1_800_000;

/** How committees sit: half an hour for the presentation and the questions of a product, half an hour to decide. */
export class Sittings {
  constructor(private readonly world: World) {}

  expect(planned: Planned): void {
    const { id, crew, startsAt } = planned;
    const run = async (): Promise<void> => this.#open(planned, startsAt);
    this.world.agenda.add({ at: startsAt, lane: crew.incubatorId, key: `sit:${id}:${startsAt}`, run });
  }

  async #open(planned: Planned, expected: string): Promise<void> {
    const { world } = this;
    const { id, crew, productIds, startsAt } = planned;
    if (startsAt !== expected) return;
    const { state, context } = await world.context('committee', id);
    if (state !== 'convened' && state !== 'preparing') return;
    const draws = world.chance.of('sitting', id, startsAt);
    const isMissing = context.products.some(({ dossier }) => dossier === 'awaited');
    if (isMissing && draws.happens(world.model.planning.putOff)) {
      await world.acts.planning.postpone(planned, 'Dossier absent');
      return;
    }
    const actor = `person:${crew.lead.id}` as const;
    if (!(await world.send('committee', id, { type: 'sitting.opened' }, { actor, key: `open:${id}` }))) return;
    const isAbsent = draws.happens(world.model.sitting.absent);
    const sponsor = world.cast.team(productIds[0] ?? '').sponsors[0];
    const attendance = {
      type: 'attendance.recorded',
      absentMandatory: isAbsent && sponsor ? [sponsor.id] : [],
      reason: isAbsent ? 'Représenté par son adjoint' : null,
    } as const;
    await world.send('committee', id, attendance, { actor, key: `attend:${id}` });
    this.#after(planned, `questions:${id}:0`, async () => this.#deliberate(planned, 0));
  }

  async #deliberate(planned: Planned, rank: number): Promise<void> {
    const { world } = this;
    const { id, crew } = planned;
    const actor = `person:${crew.lead.id}` as const;
    const by = (what: string) => ({ actor, key: `${what}:${id}:${rank}` });
    await world.send('committee', id, { type: 'questions.opened' }, by('questions'));
    await world.send('committee', id, { type: 'deliberation.opened' }, by('deliberation'));
    if (rank === 0 && world.chance.of('too soon', id).happens(world.model.sitting.closedTooSoon))
      await world.mustRefuse(
        'committee',
        id,
        { type: 'sitting.closed' },
        { actor, key: `close-early:${id}`, code: 'SITTING_WITHOUT_DECISION' },
      );
    this.#after(planned, `decide:${id}:${rank}`, async () => this.#decide(planned, rank));
  }

  async #decide(planned: Planned, rank: number): Promise<void> {
    const { world } = this;
    const { id, crew, productIds } = planned;
    const productId = productIds[rank] ?? '';
    const actor = `person:${crew.lead.id}` as const;
    const lifecycle = await world.context('product-lifecycle', productId);
    const product = { phase: lifecycle.state as LifecycleState, since: lifecycle.context.since };
    const draws = world.chance.of('decision', id, productId);
    const record = async (drawn: DrawnDecision, key: string): Promise<void> => {
      const decisionId = derivedId('simulated-decision', id, productId);
      const { means, phase } = drawn;
      const decided = { decisionId, productId, committeeId: id, heldOn: world.today, ...drawn };
      const event = { type: 'decision.recorded', productId, decisionId, means, phase } as const;
      if (await world.send('committee', id, event, { actor, key })) world.decisions.set(decisionId, decided);
    };
    const first = drawDecision(world.model, product, world.today, draws);
    await record(first, `decide:${id}:${rank}`);
    // The wording is put right before the sitting closes: the last decision recorded is the one that counts.
    if (draws.happens(world.model.sitting.corrected)) await record(first, `correct:${id}:${rank}`);
    if (rank + 1 < productIds.length) {
      const event = { type: 'product.called', productId: productIds[rank + 1] ?? '' } as const;
      await world.send('committee', id, event, { actor, key: `call:${id}:${rank + 1}` });
      this.#after(planned, `questions:${id}:${rank + 1}`, async () => this.#deliberate(planned, rank + 1));
      return;
    }
    if (await world.send('committee', id, { type: 'sitting.closed' }, { actor, key: `close:${id}` }))
      this.#count(planned);
  }

  #count({ id, productIds, dues }: Planned): void {
    const { tally, decisions, today } = this.world;
    tally.sittings += 1;
    for (const productId of productIds) {
      tally.held(dues.get(productId) ?? today, today);
      const decided = decisions.get(derivedId('simulated-decision', id, productId)) as Decided;
      const { means, phase, provisionalUntil } = decided;
      tally.examined(productId, today, provisionalUntil !== null);
      add(tally.means, means);
      add(tally.phases, phase);
      if (means === 'stop') tally.stops += 1;
    }
  }

  #after({ crew }: Planned, key: string, run: () => Promise<void>): void {
    const at = addMilliseconds(this.world.now, HALF_HOUR);
    this.world.agenda.add({ at, lane: crew.incubatorId, key, run });
  }
}
