import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { PortfolioLine } from '#libs/portfolio/index.js';

import { dutySentence, lateness } from './duty-words.js';
import { portfolioExport } from './portfolio-export.js';
import { filterOf, portfolioHref, readPortfolioQuery } from './portfolio-query.js';
import { spreadsheet } from './spreadsheet.js';
import { visibleScope } from './visible-scope.js';

const line = (changes: Partial<PortfolioLine> = {}): PortfolioLine => ({
  product: { id: 'p', name: 'Le produit', registerId: 'le-produit' },
  incubator: { id: 'i', name: 'La Fabrique', registerId: 'fabrique' },
  phase: 'construction',
  lastCommittee: null,
  due: '2026-03-12',
  wanted: changes.due === undefined ? '2026-03-12' : changes.due,
  isAdvanced: false,
  daysLate: 0,
  planned: null,
  awaiting: [],
  standing: 'settled',
  ...changes,
});

describe('the duty in a sentence', () => {
  it.each([
    [line(), 'Prochain comité dû le 12\u00A0mars 2026, dans 40\u00A0jours.'],
    [
      line({ wanted: '2026-02-20' }),
      'Prochain comité à tenir avant le 20\u00A0février 2026 pour rester sous six mois, au plus tard le 12\u00A0mars 2026, dans 40\u00A0jours.',
    ],
    [
      line({ wanted: '2026-01-20' }),
      'Le dernier comité a plus de six mois\u00A0: le prochain est dû le 12\u00A0mars 2026, dans 40\u00A0jours.',
    ],
    [line({ due: '2026-01-31' }), 'Comité dû aujourd’hui.'],
    [
      line({ standing: 'overdue', due: '2025-12-28', daysLate: 34 }),
      'Comité dû le 28\u00A0décembre 2025, en retard depuis 34\u00A0jours.',
    ],
    [
      line({ planned: { committeeId: 'c', on: '2026-03-02' } }),
      'Comité prévu le 2\u00A0mars 2026, pour un comité dû le 12\u00A0mars 2026.',
    ],
    [
      line({ wanted: '2026-02-20', planned: { committeeId: 'c', on: '2026-03-02' } }),
      'Comité prévu le 2\u00A0mars 2026, plus de six mois après le dernier, pour un comité dû le 12\u00A0mars 2026.',
    ],
    [
      line({ planned: { committeeId: 'c', on: '2026-03-13' } }),
      'Comité prévu le 13\u00A0mars 2026, 1\u00A0jour après la date due (12\u00A0mars 2026).',
    ],
    [
      line({ standing: 'held', awaiting: [{ committeeId: 'c', on: '2026-01-20' }] }),
      'Comité tenu le 20\u00A0janvier 2026\u00A0: sa décision prendra effet une fois validée.',
    ],
    [line({ standing: 'notOwed', due: null }), 'Ce produit ne doit pas de comité.'],
  ])('%#', (duty, sentence) => {
    expect(dutySentence(duty, '2026-01-31')).toBe(sentence);
  });
});

describe('how late a committee is', () => {
  it.each([
    [1, '1\u00A0jour'],
    [92, '92\u00A0jours'],
    [93, '3\u00A0mois'],
    [730, '23\u00A0mois'],
    [731, '2\u00A0ans'],
    [3261, '8\u00A0ans'],
  ])('%i days', (days, words) => {
    expect(lateness(days)).toBe(words);
  });
});

describe('the filters of the portfolio', () => {
  it('survive being written in an address', () => {
    const query = readPortfolioQuery({ q: 'aides & droits', etape: 'acceleration', etat: 'overdue', page: '3' });
    const href = portfolioHref(query, { page: query.page });
    expect(readPortfolioQuery(Object.fromEntries(new URL(href, 'http://jalon.example').searchParams))).toEqual(query);
  });

  it('read anything, and never more than what the person may see', () => {
    const scope = visibleScope([
      { role: 'incubator-lead', incubatorId: 'i', productId: null },
      { role: 'coach', incubatorId: null, productId: 'p' },
    ]);
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(fc.string(), fc.anything()), fc.anything()), (asked) => {
        expect(filterOf(readPortfolioQuery(asked), scope, '2026-03-02').scope).toEqual({
          incubatorIds: ['i'],
          productIds: ['p'],
        });
      }),
    );
  });

  it('show active phases unless asked otherwise', () => {
    const asked = (etape: string) => filterOf(readPortfolioQuery({ etape }), visibleScope([]), '2026-03-02').phases;
    expect(asked('')).toBe('active');
    expect(asked('toutes')).toBeUndefined();
    expect(asked('stopped.abandoned')).toEqual(['stopped.abandoned']);
  });
});

describe('the portfolio as a spreadsheet', () => {
  it('opens in French spreadsheets, amounts with a comma', () => {
    const envelopes = new Map([['p', { totalCents: 25_000_050, closesOn: '2026-12-31' }]]);
    expect(portfolioExport([line({ daysLate: 3, standing: 'overdue' })], envelopes)).toBe(
      '\uFEFFProduit;Identifiant;Incubateur;Phase;Situation;Dernier comité;À tenir avant le;Dû le;Jours de retard;Prévu le;Enveloppe en cours (€);Enveloppe jusqu’au\r\n' +
        'Le produit;le-produit;La Fabrique;Construction;En retard;;2026-03-12;2026-03-12;3;;250000,50;2026-12-31\r\n',
    );
  });

  it('keeps every text in its cell, and runs none as a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 3 }), (cells) => {
        const body = spreadsheet(['a'], [cells]).slice('\uFEFFa\r\n'.length, -2);
        const read = [...`${body};`.matchAll(/(?:"((?:[^"]|"")*)"|([^";\r\n]*));/gu)].map(
          ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
        );
        expect(read).toEqual(cells.map((cell) => (/^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell)));
      }),
    );
  });
});
