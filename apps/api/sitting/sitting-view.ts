import { Injectable } from '@nestjs/common';

import { CommitteeAccess, type CommitteeProductView, type CommitteeView } from '#libs/committees/index.js';
import {
  type Decision,
  type DecisionFacts,
  Decisions,
  NextCommittee,
  RecordDecision,
  Sittings,
  type StageTime,
  whatFollows,
} from '#libs/decisions/index.js';
import { type DossierContent, Dossiers } from '#libs/dossiers/index.js';
import type { Instant } from '#libs/kernel/index.js';
import { Clock, Forbidden } from '#libs/kernel/index.js';
import { type Organisation, Products } from '#libs/portfolio/index.js';
import {
  type DeliberationNote,
  DeliberationNotes,
  type SittingBoard,
  SittingBoards,
  SittingLinks,
} from '#libs/sittings/index.js';
import type { SittingStage } from '#workflows/committee/index.js';

export interface DecidedProduct {
  readonly product: CommitteeProductView;
  readonly decision: Decision;
  /** French sentences. */
  readonly follows: readonly string[];
}

/** What the deliberation on a product rests on. */
export interface Deliberation {
  readonly product: CommitteeProductView;
  readonly facts: DecisionFacts;
  readonly sponsors: readonly Organisation[];
  /** As the team submitted it; null when it did not. */
  readonly dossier: DossierContent | null;
}

/** Everything that the page of a sitting shows. */
export interface SittingView {
  readonly committee: CommitteeView;
  readonly now: Instant;
  readonly step: 'before' | 'sitting' | 'after' | 'none';
  /** The product whose turn it is, and where its turn stands. */
  readonly current: { readonly product: CommitteeProductView; readonly stage: SittingStage } | null;
  readonly stages: readonly StageTime[];
  readonly deliberation: Deliberation | null;
  readonly decided: readonly DecidedProduct[];
  /** What the screens show. */
  readonly board: SittingBoard;
  /** Of the address of the screens; null until somebody asks for them. */
  readonly secret: string | null;
  /** Null for somebody who does not deliberate. */
  readonly notes: readonly DeliberationNote[] | null;
}

/** Gathers what the page of a sitting shows, for somebody who runs committees there. */
@Injectable()
export class SittingViews {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly sittings: Sittings,
    private readonly decisions: Decisions,
    private readonly nextCommittee: NextCommittee,
    private readonly recordDecision: RecordDecision,
    private readonly products: Products,
    private readonly dossiers: Dossiers,
    private readonly boards: SittingBoards,
    private readonly links: SittingLinks,
    private readonly notes: DeliberationNotes,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, Forbidden */
  async of(committeeId: string, personId: string): Promise<SittingView> {
    const committee = await this.access.managed(personId, committeeId);
    const step = stepOf(committee.state);
    const product = committee.products.find((one) => one.id === committee.context.onStage);
    const stage = committee.state.split('.')[1] as SittingStage | undefined;
    const current = step === 'sitting' && product && stage ? { product, stage } : null;
    return {
      committee,
      now: this.clock.now(),
      step,
      current,
      stages: await this.sittings.stagesOf(committeeId, committee.products[0]?.id ?? null),
      deliberation:
        current?.stage === 'deliberation' ? await this.#deliberation(committeeId, personId, current.product) : null,
      decided: await this.#decided(committee),
      board: await this.boards.of(committeeId),
      secret: await this.links.of(committeeId),
      notes: await this.#notes(committeeId, personId),
    };
  }

  async #notes(committeeId: string, personId: string): Promise<readonly DeliberationNote[] | null> {
    try {
      return (await this.notes.readBy(personId, committeeId)).notes;
    } catch (error) {
      // A lead who is of the team runs the sitting, and reads nothing of what is said without it.
      if (error instanceof Forbidden) return null;
      throw error;
    }
  }

  /** What the team of a product submitted to the committee; null when it did not. */
  async submittedBy(committeeId: string, productId: string): Promise<DossierContent | null> {
    return (await this.dossiers.of(committeeId, productId))?.submission?.content ?? null;
  }

  async #deliberation(committeeId: string, personId: string, product: CommitteeProductView): Promise<Deliberation> {
    const facts = await this.recordDecision.factsOf({ committeeId, personId, productId: product.id });
    const sponsors = await this.products.sponsorsOf(product.id);
    return { product, facts, sponsors, dossier: await this.submittedBy(committeeId, product.id) };
  }

  async #decided({ id, products }: CommitteeView): Promise<readonly DecidedProduct[]> {
    const decisions = await this.decisions.ofCommittee(id);
    const inOrder = products.flatMap((product) =>
      decisions.filter((decision) => decision.productId === product.id).map((decision) => ({ product, decision })),
    );
    return Promise.all(
      inOrder.map(async (one) => ({
        ...one,
        follows: whatFollows(one.decision, await this.nextCommittee.after(one.decision)),
      })),
    );
  }
}

function stepOf(state: string): SittingView['step'] {
  if (state.startsWith('sitting.')) return 'sitting';
  if (state === 'convened' || state === 'preparing') return 'before';
  return state === 'decided' || state === 'closed' ? 'after' : 'none';
}
