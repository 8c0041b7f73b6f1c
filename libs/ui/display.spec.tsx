import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { assetPath, readAssets } from './assets.js';
import { BarChart, LineChart } from './charts.js';
import { DataTable } from './data-table.js';
import { Pagination, pagesAround } from './pagination.js';
import { renderFragment } from './render-page.js';
import { evenly, linearScale } from './scale.js';
import { Stepper, Timeline } from './steps.js';
import { DateText, Money } from './text.js';

describe('a table', () => {
  const columns = [
    { key: 'name', header: 'Produit', cell: (row: { name: string }) => row.name },
    { key: 'act', header: 'Actions', headerHidden: true, cell: () => '' },
  ];

  it('has a caption, column headers, and a header for each row', () => {
    const html = renderFragment(
      <DataTable caption="Produits" columns={columns} rows={[{ name: '<i>' }]} rowKey={(row) => row.name} />,
    );
    expect(html).toContain('<caption>Produits</caption>');
    expect(html).toMatch(/<th scope="col" role="columnheader">Produit/u);
    expect(html).toMatch(/<th scope="row" role="rowheader">&lt;i>/u);
    expect(html).toContain('<span class="fr-sr-only">Actions</span>');
  });

  it('says that it is empty over its whole width', () => {
    const html = renderFragment(
      <DataTable caption="Produits" columns={columns} rows={[]} rowKey={(row) => row.name} empty="Rien." />,
    );
    expect(html).toMatch(/colspan="2">Rien\./u);
  });

  it('can be scrolled with the keyboard when it does not fold', () => {
    const html = renderFragment(
      <DataTable caption="Produits" narrow="scroll" columns={columns} rows={[]} rowKey={(row) => row.name} />,
    );
    expect(html).toMatch(/role="region" aria-label="Produits" tabindex="0"/u);
  });
});

describe('the pages of a list', () => {
  it('are offered around the current one, gaps told', () => {
    expect(pagesAround(6, 12)).toEqual([1, undefined, 5, 6, 7, undefined, 12]);
    expect(pagesAround(1, 3)).toEqual([1, 2, 3]);
    expect(pagesAround(4, 12)).toEqual([1, 2, 3, 4, 5, undefined, 12]);
  });

  it('always hold the first, the current and the last, in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), (a, b) => {
        const [current, total] = [Math.min(a, b), Math.max(a, b)];
        const pages = pagesAround(current, total).filter((page) => page !== undefined);
        expect(pages).toEqual(expect.arrayContaining([1, current, total]));
        expect(pages).toEqual(pages.toSorted((x, y) => x - y));
      }),
    );
  });

  it('are not shown when there is one', () => {
    expect(renderFragment(<Pagination current={1} total={1} hrefOf={String} />)).toBe('');
  });
});

describe('the scale of a chart', () => {
  it('holds zero and every value between its ends, on round ticks', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((value) => value === 0 || Math.abs(value) > 1e-6),
        ),
        (values) => {
          const { ticks, share } = linearScale(values);
          expect(ticks).toContain(0);
          expect(ticks.length).toBeLessThanOrEqual(7);
          for (const value of values) {
            expect(share(value)).toBeGreaterThanOrEqual(-1e-6);
            expect(share(value)).toBeLessThanOrEqual(1 + 1e-6);
          }
        },
      ),
    );
    expect(linearScale([1480]).ticks).toEqual([0, 500, 1000, 1500]);
    expect(linearScale([]).ticks).toEqual([0, 0.5, 1]);
  });

  it('keeps first and last when there are too many labels', () => {
    expect(evenly([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5]);
    expect(evenly([1, 2], 3)).toEqual([1, 2]);
  });
});

describe('a chart', () => {
  it('has a title, a description and its data as a table', () => {
    const html = renderFragment(
      <LineChart
        id="c"
        title="Usage"
        description="Monte."
        series={[{ name: 'Dossiers', points: [{ date: '2026-01-01', value: 4 }] }]}
      />,
    );
    expect(html).toMatch(/role="img" aria-labelledby="c-title c-desc"/u);
    expect(html).toContain('<desc id="c-desc">Monte.</desc>');
    expect(html).toContain('<summary>Données du graphique</summary>');
    expect(html).toContain('1er\u00A0janvier 2026');
  });

  it('draws nothing false from nothing', () => {
    const line = renderFragment(<LineChart id="c" title="T" description="D" series={[]} />);
    const bars = renderFragment(
      <BarChart
        id="b"
        title="T"
        description="D"
        labelHeader="L"
        valueHeader="V"
        bars={[{ label: 'Rien', value: 0 }]}
      />,
    );
    expect(line + bars).not.toMatch(/NaN|Infinity/u);
  });
});

describe('what happened', () => {
  it('is told with dates that machines read, and with words for what is to come', () => {
    const html = renderFragment(
      <Timeline
        label="Histoire"
        entries={[{ key: '1', date: '2026-03-01', title: 'Comité', kind: 'committee', state: 'coming' }]}
      />,
    );
    expect(html).toContain('<time datetime="2026-03-01">1er\u00A0mars 2026</time>');
    expect(html).toContain('À venir');
  });

  it('writes amounts and days in French', () => {
    expect(renderFragment(<Money cents={25_000_000} />).replaceAll(/<[^>]+>/gu, '')).toBe('250\u202F000\u00A0€');
    expect(renderFragment(<DateText date="2026-03-02" long />)).toContain('lundi 2\u00A0mars 2026');
  });

  it('says which step of how many', () => {
    expect(renderFragment(<Stepper title="Équipe" current={2} total={3} />)).toContain('Étape 2 sur 3');
  });
});

describe('the files of the interface', () => {
  it('are served under names that change with their content, the font by its own', () => {
    const css = readAssets().get(assetPath('jalon.css'));
    expect(css?.immutable).toBe(true);
    expect(css?.body.toString()).toContain(assetPath('source-sans-3.woff2'));
    expect(assetPath('jalon.css')).toMatch(/^\/assets\/jalon\.[0-9a-f]{12}\.css$/u);
  });

  it('ask nothing of anybody else', () => {
    for (const { body, type } of readAssets().values())
      if (type.startsWith('text/css')) expect(body.toString()).not.toMatch(/https?:|@import|url\((?!'\/assets\/)/u);
  });
});
