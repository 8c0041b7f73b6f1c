import { describe, expect, it } from '@jest/globals';

import type { Decision } from '#libs/decisions/index.js';
import type { HistoryLine, PortfolioLine, Product } from '#libs/portfolio/index.js';
import { renderFragment, Timeline } from '#libs/ui/index.js';

import { type ProductPast, productTimeline } from './product-timeline.js';

const product: Product = {
  id: 'p',
  registerId: 'le-produit',
  name: 'Le produit',
  pitch: '',
  contact: null,
  links: {},
  topics: [],
  incubator: null,
  phase: 'construction',
  since: '2025-03-03',
  createdAt: '2026-01-05T09:00:00.000Z',
};

const line: PortfolioLine = {
  product,
  incubator: null,
  phase: 'construction',
  lastCommittee: null,
  due: '2025-09-03',
  wanted: '2025-09-03',
  isAdvanced: false,
  daysLate: 10,
  planned: null,
  awaiting: [],
  standing: 'overdue',
};

const told = (changes: Partial<HistoryLine>): HistoryLine => ({
  id: `${changes.kind}-${changes.name}-${changes.startsOn}`,
  kind: 'phase',
  name: 'construction',
  state: 'construction',
  startsOn: '2025-03-03',
  endsOn: null,
  comment: '',
  ...changes,
});

const past = (changes: Partial<ProductPast> = {}): ProductPast => ({
  product,
  line,
  history: [told({})],
  committees: [],
  decisions: [],
  on: '2025-09-13',
  ...changes,
});

describe('the timeline of a product', () => {
  it('goes from the latest to the oldest, and ends with what has no date', () => {
    const entries = productTimeline(
      past({
        history: [
          told({ name: 'investigation', state: 'investigation', startsOn: null }),
          told({ name: 'investigation', state: 'investigation', startsOn: '2025-01-06', endsOn: '2025-03-03' }),
          told({}),
          told({ kind: 'committee', name: 'committee', state: null, startsOn: '2025-03-03' }),
        ],
      }),
    );
    expect(entries.map(({ date, state }) => [date, state])).toEqual([
      ['2025-09-03', 'late'],
      ['2025-03-03', 'current'],
      ['2025-03-03', 'done'],
      ['2025-01-06', 'done'],
      [undefined, 'done'],
    ]);
    expect(entries.at(-1)?.dateLabel).toBe('Sans date');
  });

  it('shows the present phase once, entered here or told by the register', () => {
    const current = (changes: Partial<ProductPast>) =>
      productTimeline(past(changes)).filter(({ state }) => state === 'current');
    expect(current({})).toHaveLength(1);
    expect(current({ history: [] })).toMatchObject([{ dateLabel: 'depuis le 3\u00A0mars 2025' }]);
    expect(current({ product: { ...product, phase: 'acceleration', since: '2025-08-01' } })).toHaveLength(1);
  });

  it('ends the phase that a decision taken here moved the product out of, once it took effect', () => {
    const labels = (changes: Partial<Decision>) =>
      productTimeline(
        past({
          product: { ...product, phase: 'acceleration', since: '2025-09-12' },
          decisions: [{ ...decided, ...changes }],
        }),
      ).map(({ dateLabel }) => dateLabel);
    const left = 'du 3\u00A0mars 2025 au 12\u00A0septembre 2025';
    expect(labels({ effectiveAt: '2025-09-30T09:00:00.000Z' })).toContain(left);
    expect(labels({})).not.toContain(left);
    expect(labels({ phase: 'stay', effectiveAt: '2025-09-30T09:00:00.000Z' })).not.toContain(left);
  });

  it('leaves the due date out once a committee is planned', () => {
    const planned = { ...line, planned: { committeeId: 'c', on: '2025-09-20' } };
    expect(productTimeline(past({ line: planned })).map(({ key }) => key)).not.toContain('due');
  });

  it('keeps the register’s comments, and escapes them', () => {
    const history = [
      told({ kind: 'event', name: 'fast', state: null, comment: 'Montant <b>230 k€</b>\nPromotion 12' }),
    ];
    const html = renderFragment(<Timeline label="Parcours" entries={productTimeline(past({ history }))} />);
    expect(html).toContain('Financement par le FAST');
    expect(html).toContain('<p>Montant &lt;b>230 k€&lt;/b></p><p>Promotion 12</p>');
  });

  it('tells what a committee decided, the money and whether it is signed', () => {
    const html = (changes: Partial<Decision>) =>
      renderFragment(
        <Timeline label="Parcours" entries={productTimeline(past({ decisions: [{ ...decided, ...changes }] }))} />,
      );
    expect(html({})).toContain('Passage en accélération');
    expect(html({})).toContain('Poursuite avec un budget plus important\u00A0: 250\u202F000\u00A0€');
    expect(html({})).toContain('À valider');
    const signed = html({ effectiveAt: '2025-09-30T09:00:00.000Z', recordId: 'r' });
    expect(signed).toContain('href="/releves/r"');
    expect(signed).not.toContain('À valider');
  });
});

const decided: Decision = {
  id: 'd',
  committeeId: 'c',
  productId: 'p',
  heldOn: '2025-09-12',
  phaseBefore: 'construction',
  means: 'more',
  phase: 'acceleration',
  stopReason: null,
  period: { opensOn: '2025-10-01', closesOn: '2026-03-31' },
  evidenceAwaited: null,
  objectives: [],
  amounts: [],
  funders: [],
  reservations: [],
  blockers: [],
  nextObjectives: [],
  roadmapOpinion: null,
  summary: 'Le produit a trouvé ses usagers.',
  totalCents: 25_000_000,
  provisionalUntil: null,
  recordedAt: '2025-09-12T15:00:00.000Z',
  recordedBy: 'someone',
  effectiveAt: null,
  recordId: null,
};
