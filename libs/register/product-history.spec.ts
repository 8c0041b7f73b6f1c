import { describe, expect, it } from '@jest/globals';

import { type OddityKind } from './oddity.js';
import { readHistory } from './product-history.js';
import { aProduct, carriedBy, context } from './register.builder.js';

const read = (attributes: Record<string, unknown> = {}, relationships?: unknown) =>
  readHistory(aProduct(attributes, relationships ?? carriedBy('fabrique')), context);
const phase = (name: unknown, start?: unknown, end: unknown = '') => ({ name, start, end });
const ending = (...phases: readonly unknown[]) => read({ phases });
const kinds = ({ oddities }: { oddities: readonly { kind: OddityKind }[] }) => oddities.map(({ kind }) => kind);

describe('where a history ends', () => {
  it('is the last phase begun, its open end being normal', () => {
    const history = read();
    expect(history).toMatchObject({ endsIn: 'construction', since: '2025-03-03', oddities: [] });
  });

  it.each([
    ['investigation', 'investigation'],
    ['construction', 'construction'],
    ['acceleration', 'acceleration'],
    ['consolidation', 'sustainability.consolidation'],
    ['opere', 'sustainability.operated'],
    ['transfere', 'sustainability.transferred'],
    ['abandon-investigation', 'stopped.inconclusive'],
    ['abandon', 'stopped.abandoned'],
    [' Accélération ', 'acceleration'],
  ])('reads %j as %s, without a word', (name, state) => {
    expect(ending(phase(name, '2024-01-01'))).toMatchObject({ endsIn: state, oddities: [] });
  });

  it.each([
    ['transfer', 'sustainability.consolidation'],
    ['perennisation', 'sustainability.consolidation'],
    ['success', 'sustainability.transferred'],
    ['alumni', 'stopped.abandoned'],
  ])('reads the former name %s as %s, and says so', (name, state) => {
    const history = ending(phase(name, '2020-01-01'));
    expect(history.endsIn).toBe(state);
    expect(kinds(history)).toEqual(['former-phase-name']);
  });

  it('does not depend on the order of the file', () => {
    const history = ending(
      phase('acceleration', '2023-01-01'),
      phase('investigation', '2021-01-01'),
      phase('construction', '2022-01-01'),
    );
    expect(history.phases.map(({ registerName }) => registerName)).toEqual([
      'investigation',
      'construction',
      'acceleration',
    ]);
    expect(history).toMatchObject({ endsIn: 'acceleration', oddities: [] });
  });

  it('orders what began the same day as a product lives, whatever the file says', () => {
    const history = ending(phase('construction', '2019-03-13'), phase('investigation', '2019-03-13'));
    expect(history.endsIn).toBe('construction');
    expect(kinds(history)).toEqual(['same-day']);
  });

  it('leaves to the file which of two endings of one day came last', () => {
    expect(ending(phase('abandon', '2022-11-30'), phase('transfere', '2022-11-30')).endsIn).toBe(
      'sustainability.transferred',
    );
    expect(ending(phase('transfere', '2022-11-30'), phase('abandon', '2022-11-30')).endsIn).toBe('stopped.abandoned');
  });

  it('stays where it is when a phase has ended and nothing follows, and says so', () => {
    const history = ending(phase('construction', '2022-09-26', '2024-10-17'));
    expect(history.endsIn).toBe('construction');
    expect(kinds(history)).toEqual(['ended-without-next']);
  });

  it('finds nothing to follow the end of a stop', () => {
    expect(kinds(ending(phase('abandon-investigation', '2020-03-15', '2022-06-01')))).toEqual([]);
  });

  it('waits for a phase to come', () => {
    const history = ending(phase('construction', '2025-01-01'), phase('acceleration', '2026-03-03'));
    expect(history).toMatchObject({ endsIn: 'construction', since: '2025-01-01' });
    expect(history.phases).toHaveLength(2);
    expect(kinds(history)).toEqual(['future-date']);
  });

  it('counts a phase that begins today', () => {
    expect(ending(phase('construction', '2025-01-01'), phase('acceleration', context.today)).endsIn).toBe(
      'acceleration',
    );
  });

  it('goes back with the product: a stop taken over, an acceleration after a consolidation', () => {
    const takenOver = ending(phase('abandon-investigation', '2024-06-18'), phase('investigation', '2025-02-20'));
    expect(takenOver.endsIn).toBe('investigation');
    expect(kinds(takenOver)).toEqual(['going-back']);
    expect(takenOver.oddities[0]?.detail).toContain('20\u00A0février 2025');
  });

  it('is not moved by a phase of unknown name', () => {
    const history = ending(phase('construction', '2024-01-01'), phase('hibernation', '2025-01-01'));
    expect(history.endsIn).toBe('construction');
    expect(history.phases.at(-1)).toMatchObject({ phase: undefined, registerName: 'hibernation', start: '2025-01-01' });
    expect(kinds(history)).toEqual(['unknown-phase']);
  });

  it.each([[undefined], [null], [[]], ['construction'], [{}], [[null]], [[phase('construction')]]])(
    'is unknown, « proposed », when no phase can be placed: %j',
    (phases) => {
      const history = read({ phases });
      expect(history).toMatchObject({ endsIn: 'proposed', since: undefined, phases: [] });
      expect(kinds(history)).toContain('no-phase');
    },
  );

  it('is not closed by an « end » event alone, but someone is told', () => {
    const history = read({ events: [{ name: 'end', date: '2025-11-24', comment: '' }] });
    expect(history.endsIn).toBe('construction');
    expect(kinds(history)).toEqual(['end-event-ignored']);
  });

  it('says nothing of an « end » event that a stop phase confirms', () => {
    const events = [{ name: 'end', date: '2025-11-24' }];
    expect(
      kinds(read({ phases: [phase('construction', '2024-01-01'), phase('abandon', '2025-11-20')], events })),
    ).toEqual([]);
  });
});

describe('dates of phases', () => {
  it.each([
    ['2021-2-3', '2021-02-03', 'invalid-date'],
    ['03/02/2021', '2021-02-03', 'invalid-date'],
    ['2021-02-02T23:00:00.000Z', '2021-02-03', 'invalid-date'],
    ['2021-02-03T08:00:00', '2021-02-03', 'invalid-date'],
    ['2021-02', '2021-02-01', 'imprecise-date'],
    ['2021', '2021-01-01', 'imprecise-date'],
    [2021, '2021-01-01', 'imprecise-date'],
  ])('reads %j as %s and says so', (written, date, kind) => {
    const history = ending(phase('construction', written));
    expect(history).toMatchObject({ endsIn: 'construction', since: date });
    expect(kinds(history)).toEqual([kind]);
  });

  it.each(['2021-13-45', '2021-02-29', '0000-01-01', '2021-02-31T25:00:00Z', 'hier', true, {}, [], Number.NaN])(
    'guesses no day from %j: the phase is kept apart',
    (written) => {
      const history = ending(phase('investigation', '2020-01-01'), phase('construction', written));
      expect(history.endsIn).toBe('investigation');
      expect(history.undatedPhases).toMatchObject([{ phase: 'construction' }]);
      expect(kinds(history)).toEqual(['invalid-date']);
    },
  );

  it('keeps a phase without start apart', () => {
    const history = ending(phase('investigation', '2020-01-01'), phase('construction', ''));
    expect(history.undatedPhases).toMatchObject([{ phase: 'construction' }]);
    expect(kinds(history)).toEqual(['missing-date']);
  });

  it('drops an end that comes before its start, or cannot be read', () => {
    const history = ending(
      phase('investigation', '2024-05-01', '2024-04-01'),
      phase('construction', '2024-06-01', '2024-99-99'),
    );
    expect(history.phases.every((one) => one.end === undefined)).toBe(true);
    expect(kinds(history)).toEqual(['end-before-start', 'invalid-date']);
  });

  it('keeps both dates of an overlap', () => {
    const history = ending(phase('investigation', '2024-01-01', '2024-06-30'), phase('construction', '2024-05-01'));
    expect(history.phases[0]?.end).toBe('2024-06-30');
    expect(kinds(history)).toEqual(['overlap']);
  });

  it('keeps once a phase inscribed twice, with the last end read', () => {
    const history = ending(
      phase('construction', '2024-01-01'),
      phase('Construction', '2024-01-01', '2025-01-01'),
      phase('acceleration', '2025-01-01'),
    );
    expect(history.phases).toHaveLength(2);
    expect(history.phases[0]?.end).toBe('2025-01-01');
    expect(kinds(history)).toEqual(['duplicate-phase']);
  });

  it('keeps both starts of a phase begun again', () => {
    const history = ending(phase('construction', '2024-01-01'), phase('construction', '2025-01-01'));
    expect(history).toMatchObject({ since: '2025-01-01', phases: [{ start: '2024-01-01' }, { start: '2025-01-01' }] });
    expect(kinds(history)).toEqual(['repeated-phase']);
  });
});

describe('committees and other events', () => {
  const committee = (date?: unknown, comment = '') => ({ name: 'committee', date, comment });

  it('counts the committees held, oldest first, today included', () => {
    const history = read({ events: [committee(context.today), committee('2025-06-01', 'Go')] });
    expect(history.committees).toEqual([
      { on: '2025-06-01', comment: 'Go' },
      { on: context.today, comment: '' },
    ]);
    expect(history.oddities).toEqual([]);
  });

  it('does not count a committee to come, nor one without date', () => {
    const history = read({ events: [committee('2026-11-12', 'Date à arrêter'), committee(), committee('2021-13-45')] });
    expect(history.committees).toEqual([]);
    expect(history.otherEvents).toHaveLength(3);
    expect(kinds(history)).toEqual(['future-date', 'event-without-date', 'invalid-date']);
  });

  it('counts once a committee inscribed twice, and loses no comment', () => {
    const history = read({
      events: [committee('2025-06-01', 'Go'), committee('2025-06-01'), committee('2025-06-01', 'Réserves')],
    });
    expect(history.committees).toEqual([{ on: '2025-06-01', comment: 'Go\nRéserves' }]);
    expect(kinds(history)).toEqual(['duplicate-event', 'duplicate-event']);
  });

  it('keeps an event of unknown name', () => {
    const history = read({ events: [{ name: 'alumni', date: '2024-01-01' }, { date: '2024-01-02' }] });
    expect(history.otherEvents).toEqual([
      { name: 'alumni', on: '2024-01-01', comment: '' },
      { name: '', on: '2024-01-02', comment: '' },
    ]);
    expect(kinds(history)).toEqual(['unknown-event', 'unknown-event']);
  });

  it.each([['none'], [{}], [3]])('does without events that are no list: %j', (events) => {
    expect(kinds(read({ events }))).toEqual(['malformed']);
  });
});

describe('who carries a product', () => {
  it('reads sponsors with or without prefix, and sets apart those nobody knows', () => {
    const history = read({ sponsors: ['/organisations/dinum', 'dgcs', 'dgcs', 'inconnue'] });
    expect(history).toMatchObject({ sponsors: ['dinum', 'dgcs'], unknownSponsors: ['inconnue'] });
    expect(kinds(history)).toEqual(['unknown-sponsor']);
  });

  it('cannot call a sponsor unknown without a list of organisations', () => {
    const history = readHistory(aProduct({ sponsors: ['inconnue'] }), { ...context, organisations: undefined });
    expect(history).toMatchObject({ sponsors: ['inconnue'], oddities: [] });
  });

  it('keeps the incubator that the register does not describe', () => {
    const history = read({}, carriedBy('ailleurs'));
    expect(history.incubatorId).toBe('ailleurs');
    expect(kinds(history)).toEqual(['unknown-incubator']);
  });

  it('keeps the incubators that share a product', () => {
    const shared = {
      incubator: { data: { id: 'fabrique' } },
      incubators: { data: [{ id: 'atelier' }, { id: 'fabrique' }] },
    };
    expect(read({}, shared)).toMatchObject({ incubatorId: 'fabrique', otherIncubatorIds: ['atelier'], oddities: [] });
  });

  it.each([[null], [{}], [{ incubator: { data: null } }], [{ incubator: 'x', incubators: { data: [null, 3] } }]])(
    'takes a product without incubator: %j',
    (relationships) => {
      const history = readHistory({ ...aProduct(), relationships }, context);
      expect(history.incubatorId).toBeUndefined();
      expect(kinds(history)).toEqual(['no-incubator']);
    },
  );
});

describe('the sheet itself', () => {
  it('takes the identifier for a missing name', () => {
    const history = read({ name: ' ' });
    expect(history.name).toBe('le-produit');
    expect(kinds(history)).toEqual(['missing-name']);
  });

  it('removes what no database, mail or PDF can hold, and keeps the rest of the name', () => {
    const history = read({ name: 'Œu\u0000vre «\u00A0 d’été\u00A0» 🚀 \uD800' });
    expect(history.name).toBe('Œuvre « d’été » 🚀 \uFFFD');
    expect(kinds(history)).toEqual(['odd-characters']);
  });

  it('never keeps a link that would run code', () => {
    const history = read({
      link: ' https://produit.example/ ',
      stats_url: '/stats',
      repository: 'javascript:alert(1)',
    });
    expect(history.links).toEqual({ website: 'https://produit.example/', statistics: 'https://produit.example/stats' });
    expect(kinds(history)).toEqual(['unreadable-link']);
  });
});
