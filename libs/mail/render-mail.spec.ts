import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { type MailBlock, type RichText } from './mail-message.js';
import { palette } from './mail-style.js';
import { renderMail } from './render-mail.js';
import { typeset } from './typeset.js';

const mail = (blocks: readonly MailBlock[], changes = {}) =>
  renderMail({ subject: 'Relevé prêt', reason: 'Vous recevez ce message en tant que sponsor.', blocks, ...changes });

const collapse = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** What a reader sees of the HTML: no markup, no hidden preheader. */
const seen = (html: string): string =>
  collapse(
    html
      .replace(/^[\s\S]*<body[^>]*>/u, '')
      .replaceAll(/<br\s*\/?>/gu, ' ')
      .replaceAll(/<[^>]+>/gu, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  );
/** The text without the marks that open lines. */
const read = (text: string): string => collapse(text.replaceAll(/^(?:\| |– |→ |\d+\. )/gmu, ''));

const strings = (text: RichText): string[] =>
  typeof text === 'string'
    ? [text]
    : text.map((part) => (typeof part === 'string' ? part : 'bold' in part ? part.bold : part.link));

function stringsOf(block: MailBlock): string[] {
  switch (block.type) {
    case 'heading':
      return [block.text];
    case 'paragraph':
      return strings(block.text);
    case 'list':
      return block.items.flatMap(strings);
    case 'facts':
      return block.rows.flatMap((row) => [row.label, ...strings(row.value)]);
    case 'code':
      return [block.label, block.code];
    case 'button':
      return [block.label];
    case 'notice':
      return [...(block.title === undefined ? [] : [block.title]), ...strings(block.text)];
    default:
      return [];
  }
}

const words = fc
  .array(fc.stringMatching(/^[\p{L}\p{N}<>&"'’«».,;:!?€%-]{1,18}$/u), { minLength: 1, maxLength: 30 })
  .map((parts) => parts.join(' '))
  // A line mark at the start of a wrapped line is taken off by `read`.
  .filter((text) => !/(?:^|\s)\d+\.(?:\s|$)/u.test(text));
const href = fc.webUrl({ withQueryParameters: true, validSchemes: ['https'] });
const rich: fc.Arbitrary<RichText> = fc.oneof(
  words,
  fc.array(fc.oneof(words, fc.record({ bold: words }), fc.record({ link: words, href })), {
    minLength: 1,
    maxLength: 4,
  }),
);
const anyBlock: fc.Arbitrary<MailBlock> = fc.oneof(
  fc.record({ type: fc.constant('heading' as const), text: words }),
  fc.record({ type: fc.constant('paragraph' as const), text: rich }),
  fc.record({
    type: fc.constant('list' as const),
    items: fc.array(rich, { minLength: 1, maxLength: 4 }),
    ordered: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('facts' as const),
    rows: fc.array(fc.record({ label: words, value: rich }), { maxLength: 4 }),
  }),
  fc.record({ type: fc.constant('code' as const), label: words, code: fc.stringMatching(/^\d{3} \d{3}$/u) }),
  fc.record({ type: fc.constant('button' as const), label: words, href }),
  fc.record({
    type: fc.constant('notice' as const),
    tone: fc.constantFrom('info', 'success', 'warning'),
    title: words,
    text: rich,
  }),
  fc.constant({ type: 'divider' as const }),
);

describe('a mail', () => {
  it('says the same in HTML and in plain text', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 6 }), (blocks) => {
        const { html, text } = mail(blocks);
        for (const string of [...blocks.flatMap(stringsOf), 'Relevé prêt', 'Jalon — comités d’investissement']) {
          const expected = collapse(typeset(string));
          expect(seen(html)).toContain(expected);
          expect(read(text)).toContain(expected);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('spells out in the text every address the HTML links to, uncut', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 6 }), (blocks) => {
        const { html, text } = mail(blocks);
        for (const [, address = ''] of html.matchAll(/href="([^"]+)"/gu))
          expect(text).toContain(address.replaceAll('&amp;', '&'));
      }),
    );
  });

  it('keeps its text within 80 columns, addresses and unbreakable words excepted', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 6 }), (blocks) => {
        for (const line of mail(blocks).text.split('\n'))
          if (line.length > 80)
            expect(
              line
                .trim()
                .replace(/^(?:\||–|→|\d+\.) /u, '')
                .split(' '),
            ).toHaveLength(1);
      }),
    );
  });

  it('puts no-break spaces where French wants them', () => {
    const { text, html } = mail([{ type: 'paragraph', text: 'Décision : « poursuivre » ; budget de 250 € ! Oui ?' }]);
    for (const version of [text, html])
      expect(version).toContain(
        'Décision\u00A0: «\u00A0poursuivre\u00A0»\u202F; budget de 250\u00A0€\u202F! Oui\u202F?',
      );
  });

  it('never lets what people wrote become markup', () => {
    const { html } = mail([{ type: 'paragraph', text: '<script>alert(1)</script>' }], {
      subject: '</title><img src=x>',
    });
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/relative', 'https://x.example/ a'])(
    'links nowhere dangerous: %s',
    (href) => {
      const { html, text } = mail([
        { type: 'button', label: 'Ouvrir', href },
        { type: 'paragraph', text: [{ link: 'ici', href }] },
      ]);
      expect(html).not.toMatch(/href=/u);
      expect(text).toContain('Ouvrir');
    },
  );

  it('loads nothing and speaks French', () => {
    const { html } = mail([{ type: 'button', label: 'Ouvrir', href: 'https://jalon.example/' }]);
    expect(html).toContain('<html lang="fr"');
    expect(html).not.toMatch(/<(?:img|link|script|iframe)|src=|url\(|@import/u);
  });

  it('titles a notice, so that its colour is never alone to say what it is', () => {
    const { html, text } = mail([{ type: 'notice', tone: 'warning', text: 'Deux produits sans date.' }]);
    for (const version of [text, html]) expect(version).toContain('Attention');
  });
});

describe('the colours of a mail', () => {
  const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16) / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one: string, other: string): number => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  it.each(['light', 'dark'] as const)('can be read in the %s scheme', (scheme) => {
    const { page, card, text, muted, link, button, buttonText, code, info, success, warning, noticeBack } =
      palette[scheme];
    const pairs = [
      [text, card],
      [muted, card],
      [muted, page],
      [link, card],
      [link, noticeBack],
      [buttonText, button],
      [text, code],
      [text, noticeBack],
      [info, noticeBack],
      [success, noticeBack],
      [warning, noticeBack],
    ] as const;
    for (const [front, back] of pairs) expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5);
  });
});
