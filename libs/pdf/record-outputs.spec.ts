import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import * as fc from 'fast-check';

import { recordMarkdown } from './record-markdown.js';
import { recordOdt } from './record-odt.js';
import { aRecord } from './record.fixture.js';

const hostile = 'Un *piège* <script>&"x" | # titre \u0000 **vrai gras** _et italique_';

describe('the record as Markdown', () => {
  it('says what the PDF says, in its order, and takes no mark from what people typed', () => {
    const text = recordMarkdown(aRecord({ discussion: hostile }));
    const places = [
      '# Relevé de décision RD-2026-0042',
      '## Décision du comité',
      '### Réserves',
      '| **Total**',
      '## Échanges',
      '## Signatures',
    ].map((words) => text.indexOf(words));
    expect(places.every((place, at) => place > (places[at - 1] ?? -1))).toBe(true);
    expect(text).toContain(
      String.raw`Un \*piège\* \<script\>&amp;"x" \| \# titre \[U+0000\] **vrai gras** _et italique_`,
    );
    expect(text).toContain('| Nom | Qualité | Présence |\n| --- | --- | --- |\n| Solène Kervella |');
  });
});

describe('the record as an OpenDocument text', () => {
  const partsOf = (odt: Uint8Array) => unzipSync(odt);

  it('is recognised by its first bytes, and holds headings, tables with heads, lists, bold and italic', () => {
    const odt = recordOdt(aRecord({ discussion: hostile }));
    expect(Buffer.from(odt.subarray(30, 77)).toString('latin1')).toBe(
      'mimetypeapplication/vnd.oasis.opendocument.text',
    );
    const content = strFromU8(partsOf(odt)['content.xml'] ?? new Uint8Array());
    for (const part of [
      '<text:h text:style-name="Heading_20_2" text:outline-level="2">Décision du comité</text:h>',
      '<table:table-header-rows>',
      '<text:list><text:list-item>',
      '<text:span text:style-name="bold">vrai gras</text:span>',
      '&lt;script&gt;&amp;&quot;x&quot;',
      '[U+0000]',
    ])
      expect(content).toContain(part);
  });

  it('is the same, byte for byte, from the same record, and well formed whatever is typed', () => {
    expect(Buffer.from(recordOdt(aRecord())).equals(Buffer.from(recordOdt(aRecord())))).toBe(true);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const content = strFromU8(
          partsOf(recordOdt(aRecord({ product: text, discussion: text })))['content.xml'] ?? new Uint8Array(),
        );
        // Every tag closes, and nothing that XML refuses is left.
        const open: string[] = [];
        for (const [, close, name = '', own] of content.matchAll(/<(\/)?([a-z]+:[a-z-]+)[^>]*?(\/)?>/gu)) {
          if (close) expect(open.pop()).toBe(name);
          else if (!own) open.push(name);
        }
        expect(open).toEqual([]);
        expect(content).not.toMatch(/(?![\n\t])\p{Cc}/u);
      }),
      { numRuns: 40 },
    );
  });
});
