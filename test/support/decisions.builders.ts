import type { Decision, DecisionDraft, DecisionFacts, Objective } from '#libs/decisions/index.js';
import { newId, sumCents } from '#libs/kernel/index.js';

/** A decision that may be recorded: the same budget for six months, the phase kept, one objective. */
export function aDraft(changes: Partial<DecisionDraft> = {}): DecisionDraft {
  return {
    means: 'same',
    phase: 'stay',
    stopReason: null,
    period: { opensOn: '2026-07-01', closesOn: '2026-12-31' },
    evidenceAwaited: null,
    objectives: [],
    amounts: [
      { line: 'product-management', cents: 60_000_00, requestedCents: 60_000_00 },
      { line: 'development', cents: 140_000_00, requestedCents: 150_000_00 },
    ],
    funders: [],
    reservations: [],
    blockers: [],
    nextObjectives: [
      {
        text: 'Ouvrir le service dans deux départements de plus',
        criterionThreeMonths: 'Un département ouvert',
        criterionSixMonths: 'Deux départements ouverts, 500 dossiers déposés',
      },
    ],
    roadmapOpinion: null,
    summary: 'L’équipe a présenté ses résultats ; le comité a demandé ce que coûte un dossier.',
    ...changes,
  };
}

/** What is known of a product in construction that no committee has decided on yet. */
export function someFacts(changes: Partial<DecisionFacts> = {}): DecisionFacts {
  return { phaseBefore: 'construction', heldOn: '2026-06-15', baseline: [], currentEnvelope: null, ...changes };
}

export function anObjective(changes: Partial<Objective> = {}): Objective {
  return {
    id: newId(),
    text: 'Mettre en ligne une première version',
    criterionThreeMonths: null,
    criterionSixMonths: 'Dix usagers accompagnés',
    setOn: '2025-12-15',
    ...changes,
  };
}

/** A recorded decision, as the readers give it. */
export function aDecision(changes: Partial<Decision> = {}): Decision {
  const draft = aDraft(changes);
  return {
    ...draft,
    id: newId(),
    committeeId: newId(),
    productId: newId(),
    heldOn: '2026-06-15',
    phaseBefore: 'construction',
    totalCents: sumCents(draft.amounts.map((amount) => amount.cents)),
    provisionalUntil: draft.means === 'provisional' ? (draft.period?.closesOn ?? null) : null,
    recordedAt: '2026-06-15T14:20:00.000Z',
    recordedBy: newId(),
    effectiveAt: null,
    recordId: null,
    ...changes,
  };
}
