import { describe, expect, it } from '@jest/globals';

import type { CommitteeView } from '#libs/committees/index.js';
import type { PortfolioLine, ProductRecord } from '#libs/portfolio/index.js';
import { STAGE_MINUTES } from '#workflows/committee/index.js';
import type { Signatory } from '#workflows/deliberation-record/index.js';

import type { Standpoint } from './task.js';
import { tasksOf } from './tasks.js';

const lead: Standpoint = {
  personId: 'lead',
  today: '2026-03-02',
  managed: new Set(['fabrique']),
  prepared: new Set(),
};
const team: Standpoint = { ...lead, personId: 'intra', managed: new Set(), prepared: new Set(['p']) };
const nothing = { lines: [], committees: [], records: [], toDate: new Set<string>() };

const line = (changes: Partial<PortfolioLine> = {}): PortfolioLine => ({
  product: { id: 'p', name: 'Le produit', registerId: null },
  incubator: { id: 'fabrique', name: 'La Fabrique', registerId: null },
  phase: 'construction',
  lastCommittee: null,
  due: '2026-01-31',
  wanted: '2026-01-31',
  isAdvanced: false,
  daysLate: 30,
  planned: null,
  awaiting: [],
  standing: 'overdue',
  ...changes,
});

const committee = (changes: Partial<CommitteeView> = {}): CommitteeView => ({
  id: 'c',
  incubatorId: 'fabrique',
  incubatorName: 'La Fabrique',
  startsAt: '2026-03-16T13:00:00.000Z',
  durationMinutes: 50,
  place: null,
  videoUrl: null,
  createdBy: 'lead',
  state: 'preparing',
  context: {
    committeeId: 'c',
    startsAt: '2026-03-16T13:00:00.000Z',
    products: [{ productId: 'p', dossier: 'awaited', decision: null, record: null, adjourned: null }],
    sequence: 0,
    rungs: {},
    onStage: null,
    attendance: null,
    minutes: STAGE_MINUTES,
    clock: null,
    team: null,
    sittings: 0,
    adjustments: {},
  },
  products: [{ id: 'p', name: 'Le produit', position: 1, phase: 'construction' }],
  members: [],
  missing: [],
  ...changes,
});

const record = (state: string, changes: Partial<ProductRecord['context']> = {}): ProductRecord => ({
  recordId: 'r',
  state,
  product: { id: 'p', name: 'Le produit', incubatorId: 'fabrique' },
  context: {
    recordId: 'r',
    committeeId: 'c',
    productId: 'p',
    decisionId: 'd',
    decision: { heldOn: '2026-02-16', means: 'same', phase: 'stay', provisionalUntil: null },
    version: 1,
    waitingSince: null,
    sha256: null,
    failure: null,
    signatories: [
      { signatoryId: 's1', personId: 'sponsor', required: true, answer: null, delegations: [] },
      {
        signatoryId: 's2',
        personId: 'other',
        required: true,
        answer: { choice: 'approve', at: '2026-02-20T09:00:00.000Z' },
        delegations: [],
      },
    ],
    former: [],
    signing: { inOrder: false, quorum: null, workingDays: 10 },
    replaces: null,
    askedOn: '2026-02-18',
    followUps: {},
    sealedSha256: null,
    adjustments: {},
    ...changes,
  },
});

describe('what awaits somebody today', () => {
  it('is nothing when nothing is late, planned or signed', () => {
    expect(Object.values(tasksOf(nothing, lead)).flat()).toEqual([]);
  });

  it('is a committee to plan for the lead of the incubator, and for nobody else', () => {
    const facts = {
      ...nothing,
      lines: [line(), line({ standing: 'due', daysLate: 0 }), line({ standing: 'planned' })],
    };
    expect(tasksOf(facts, lead).toPlan).toMatchObject([
      { badge: { words: 'En retard de 30\u00A0jours' }, action: { href: '/comites/nouveau?produit=p' } },
      { badge: { words: 'À planifier' } },
    ]);
    expect(tasksOf(facts, team).toPlan).toEqual([]);
  });

  it('is the dossier for the team, which the lead sees coming', () => {
    const facts = { ...nothing, committees: [committee()] };
    expect(tasksOf(facts, team).dossiers).toMatchObject([
      { badge: { words: 'Dans 7\u00A0jours' }, action: { label: 'Remplir le dossier', href: '/comites/c/dossiers/p' } },
    ]);
    expect(tasksOf(facts, lead).dossiers).toMatchObject([{ action: { label: 'Voir le dossier' } }]);
    const late = tasksOf(facts, { ...team, today: '2026-03-12' }).dossiers;
    expect(late).toMatchObject([{ badge: { severity: 'error', words: 'En retard de 3\u00A0jours' } }]);
  });

  it('is a sitting to open on its day, and to resume once open', () => {
    const today = { ...lead, today: '2026-03-16' };
    const at = (state: string, standpoint = today) =>
      tasksOf({ ...nothing, committees: [committee({ state })] }, standpoint).sittings;
    expect(at('preparing', lead)).toEqual([]);
    expect(at('preparing')).toMatchObject([{ badge: { words: 'Aujourd’hui' }, action: { label: 'Ouvrir la séance' } }]);
    expect(at('preparing', { ...lead, today: '2026-03-18' })).toMatchObject([{ badge: { severity: 'error' } }]);
    expect(at('sitting.questions')).toMatchObject([{ action: { label: 'Reprendre la séance' } }]);
    expect(at('decided')).toEqual([]);
  });

  it('is to convene a committee, or to find who is missing', () => {
    const missing = [{ productId: 'p', productName: 'Le produit', roles: ['sponsor' as const], declined: [] }];
    const of = (changes: Partial<CommitteeView>) =>
      tasksOf({ ...nothing, committees: [committee(changes)] }, lead).toConvene;
    expect(of({ state: 'planned' })).toMatchObject([{ action: { label: 'Convoquer' } }]);
    expect(of({})).toEqual([]);
    expect(of({ missing })).toMatchObject([
      {
        detail: expect.stringContaining('Le produit\u00A0: Sponsor'),
        action: { label: 'Remplacer ou déplacer', href: '/comites/c#manquants' },
      },
    ]);
  });

  it('is a date to choose once the members have answered', () => {
    const facts = { ...nothing, committees: [committee({ state: 'planned' })], toDate: new Set(['c']) };
    expect(tasksOf(facts, lead).toConvene).toMatchObject([
      { action: { label: 'Choisir la date', href: '/comites/c/dates' } },
    ]);
    expect(tasksOf(facts, team).toConvene).toEqual([]);
  });

  it('is a record to review, to correct, or whose PDF fails', () => {
    const of = (one: ProductRecord) => tasksOf({ ...nothing, records: [one] }, lead).records;
    expect(of(record('inReview'))).toMatchObject([{ badge: { words: 'À relire' } }]);
    expect(of(record('changesRequested'))).toMatchObject([{ action: { label: 'Corriger' } }]);
    expect(of(record('drafting', { failure: 'PDF_FAILED' }))).toMatchObject([{ badge: { words: 'PDF en échec' } }]);
    expect(of(record('drafting'))).toEqual([]);
  });

  it('is a signature for the sponsor it is asked of, which the lead follows', () => {
    const facts = { ...nothing, records: [record('awaitingSignOff')] };
    expect(tasksOf(facts, { ...team, personId: 'sponsor' }).signOffs).toMatchObject([
      { badge: { words: 'Votre réponse est attendue' } },
    ]);
    expect(tasksOf(facts, { ...team, personId: 'other' }).signOffs).toEqual([]);
    expect(tasksOf(facts, lead).signOffs).toMatchObject([{ badge: { words: '1\u00A0réponse attendue' } }]);
  });

  it('is a signature for whoever answers for the place now, when its turn comes', () => {
    const place = (personId: string, changes: Partial<Signatory> = {}): Signatory => ({
      signatoryId: personId,
      personId,
      required: true,
      answer: null,
      delegations: [],
      ...changes,
    });
    const delegated = { delegations: [{ to: 'delegate', at: '2026-02-19T09:00:00.000Z', reason: 'Congés' }] };
    const former = [
      { signatoryId: 's0', personId: 'replaced', byPersonId: 'lead', reason: 'Muté', at: '2026-02-19T09:00:00.000Z' },
    ];
    const signatories = [place('sponsor', delegated), place('newcomer'), place('informed', { required: false })];
    const askedOf = (inOrder: boolean, answered: boolean) => {
      const answer = { choice: 'approve', at: '2026-02-20T09:00:00.000Z' } as const;
      const signing = { inOrder, quorum: null, workingDays: 10 };
      const places = signatories.map((one, rank) => (answered && rank === 0 ? { ...one, answer } : one));
      const records = [record('awaitingSignOff', { signatories: places, former, signing })];
      return ['sponsor', 'delegate', 'newcomer', 'replaced', 'informed'].filter(
        (personId) => tasksOf({ ...nothing, records }, { ...team, personId }).signOffs.length > 0,
      );
    };
    expect(askedOf(false, false)).toEqual(['delegate', 'newcomer']);
    expect(askedOf(true, false)).toEqual(['delegate']);
    expect(askedOf(true, true)).toEqual(['newcomer']);
  });
});
