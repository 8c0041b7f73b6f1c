import { strToU8, zipSync } from 'fflate';

import type { RecordDocument } from './record-document.js';
import { type OutlineBlock, recordOutline } from './record-outline.js';
import type { RichText, Run } from './rich-text.js';

const MIME = 'application/vnd.oasis.opendocument.text';
const NAMESPACES = ['office', 'style', 'text', 'table', 'meta']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat(
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
    'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    'office:version="1.3"',
  )
  .join(' ');

/** Always the same, so that the same record gives the same bytes: as early as a ZIP can say. */
const DATED = { mtime: '1980-01-01T00:00:00' };

/** The record as an OpenDocument text (ISO 26300, 1.3), to be reworked in a word processor: headings, lists and tables as such. */
export function recordOdt(document: RecordDocument): Uint8Array {
  const { title, incubator, opening, blocks } = recordOutline(document);
  const body = [
    `<text:h text:style-name="Title" text:outline-level="1">${xml(title)}</text:h>`,
    paragraph([{ text: incubator, bold: true, italic: false }]),
    ...opening.map((line) => paragraph([{ text: line, bold: false, italic: false }])),
    ...blocks.map(blockOf),
  ].join('');
  const manifest = ['/', 'content.xml', 'styles.xml', 'meta.xml'].map(
    (path) =>
      `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${path === '/' ? MIME : 'text/xml'}"/>`,
  );
  return zipSync(
    {
      // First and as it is: how the format is recognised.
      mimetype: [strToU8(MIME), { level: 0 }],
      'META-INF/manifest.xml': strToU8(
        `${HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${manifest.join('')}</manifest:manifest>`,
      ),
      'content.xml': strToU8(
        `${HEAD}<office:document-content ${NAMESPACES}><office:automatic-styles>${AUTOMATIC}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
      ),
      'styles.xml': strToU8(
        `${HEAD}<office:document-styles ${NAMESPACES}><office:styles>${STYLES}</office:styles></office:document-styles>`,
      ),
      'meta.xml': strToU8(
        `${HEAD}<office:document-meta ${NAMESPACES}><office:meta><dc:title>${xml(title)}</dc:title><dc:language>fr-FR</dc:language></office:meta></office:document-meta>`,
      ),
    },
    DATED,
  );
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

const style = (name: string, family: string, properties: string, parent = ''): string =>
  `<style:style style:name="${name}" style:family="${family}"${parent}>${properties}</style:style>`;

const STYLES = [
  '<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.2cm"/><style:text-properties fo:font-size="10.5pt" fo:language="fr" fo:country="FR"/></style:default-style>',
  style('Title', 'paragraph', '<style:text-properties fo:font-size="20pt" fo:font-weight="bold" fo:color="#1f4a80"/>'),
  ...[2, 3].map((level) =>
    style(
      `Heading_20_${level}`,
      'paragraph',
      `<style:paragraph-properties fo:margin-top="0.5cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="${level === 2 ? 14 : 11.5}pt" fo:font-weight="bold"/>`,
      ` style:display-name="Heading ${level}" style:default-outline-level="${level}"`,
    ),
  ),
].join('');

const AUTOMATIC = [
  style('bold', 'text', '<style:text-properties fo:font-weight="bold"/>'),
  style('italic', 'text', '<style:text-properties fo:font-style="italic"/>'),
  style('both', 'text', '<style:text-properties fo:font-weight="bold" fo:font-style="italic"/>'),
  style('cell', 'table-cell', '<style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #c9d3e2"/>'),
].join('');

function blockOf(block: OutlineBlock): string {
  if (block.kind === 'heading')
    return `<text:h text:style-name="Heading_20_${block.level}" text:outline-level="${block.level}">${xml(block.text)}</text:h>`;
  if (block.kind === 'text') return richOf(block.text);
  if (block.kind === 'list') return listOf(block.items.map(richOf));
  const row = (cells: readonly string[]): string =>
    `<table:table-row>${cells.map((one) => `<table:table-cell table:style-name="cell" office:value-type="string">${one}</table:table-cell>`).join('')}</table:table-row>`;
  const head = row(block.head.map((text) => paragraph([{ text, bold: true, italic: false }])));
  return `<table:table><table:table-column table:number-columns-repeated="${block.head.length}"/><table:table-header-rows>${head}</table:table-header-rows>${block.rows.map((cells) => row(cells.map((cell) => richOf(cell) || '<text:p/>'))).join('')}</table:table><text:p/>`;
}

const richOf = (text: RichText): string =>
  text
    .map(({ list, lines }) =>
      list ? listOf(lines.map(paragraph)) : `<text:p>${lines.map(runsOf).join('<text:line-break/>')}</text:p>`,
    )
    .join('');

const listOf = (items: readonly string[]): string =>
  `<text:list>${items.map((item) => `<text:list-item>${item}</text:list-item>`).join('')}</text:list>`;

const paragraph = (runs: readonly Run[]): string => `<text:p>${runsOf(runs)}</text:p>`;

function runsOf(runs: readonly Run[]): string {
  return runs
    .map(({ text, bold, italic }) => {
      if (!bold && !italic) return xml(text);
      return `<text:span text:style-name="${bold && italic ? 'both' : bold ? 'bold' : 'italic'}">${xml(text)}</text:span>`;
    })
    .join('');
}

/** The view holds no character that XML refuses: controls were named by their code point. */
function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
