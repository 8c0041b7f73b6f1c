import { PdfFailure } from './pdf-failure.js';

const property = (of: string, value: string): string => `<pdfaProperty:${of}>${value}</pdfaProperty:${of}>`;
/** PDF/A admits an XMP property it does not know only with this description (ISO 19005-2, 6.6.2.3). */
const schema =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>' +
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>' +
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">' +
  property('category', 'internal') +
  property('description', 'Part of PDF/UA standard') +
  property('name', 'part') +
  property('valueType', 'Integer') +
  '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>';

/**
 * Adds the PDF/UA-1 identification to a PDF/A-2a file of the press, as an incremental update: the XMP claim and
 * DisplayDocTitle. The press claims one standard per export and has checked the other before. Leans on the plain
 * cross-reference table and the spelling of its output, and throws PdfFailure as soon as one differs.
 */
export function claimUniversalAccess(pdf: Uint8Array): Uint8Array {
  const file = Buffer.from(pdf).toString('latin1');
  const previous = Number(found(file, /startxref\s+(\d+)\s+%%EOF\s*$/));
  const trailer = found(file.slice(previous), /trailer\s*<<([\s\S]*?)>>\s*startxref/);
  const root = Number(found(trailer, /\/Root (\d+) 0 R/));
  const objectBody = (id: number): string => {
    const rows = file.indexOf('\n', previous + 'xref\n'.length) + 1;
    const offset = Number(file.slice(rows + id * 20, rows + id * 20 + 10));
    return found(file.slice(offset), new RegExp(`^${id} 0 obj\\n([\\s\\S]*?)\\nendobj`));
  };
  const catalog = objectBody(root);
  const metadata = Number(found(catalog, /\/Metadata (\d+) 0 R/));

  let xmp = found(objectBody(metadata), /stream\n([\s\S]*)\nendstream/);
  xmp = once(xmp, 'xmlns:pdfaid=', 'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid=');
  xmp = once(xmp, '<pdfaid:part>', '<pdfuaid:part>1</pdfuaid:part><pdfaid:part>');
  xmp = once(xmp, '<pdfaExtension:schemas><rdf:Bag>', `<pdfaExtension:schemas><rdf:Bag>${schema}`);

  let out = file.endsWith('\n') ? file : `${file}\n`;
  const entries: [number, number][] = [];
  const put = (id: number, body: string): void => {
    entries.push([id, out.length]);
    out += `${id} 0 obj\n${body}\nendobj\n`;
  };
  put(metadata, `<< /Type /Metadata /Subtype /XML /Length ${xmp.length} >>\nstream\n${xmp}\nendstream`);
  put(root, once(catalog, '/ViewerPreferences <<', '/ViewerPreferences <<\n    /DisplayDocTitle true'));

  const table = out.length;
  out += 'xref\n';
  for (const [id, offset] of entries.toSorted(([a], [b]) => a - b))
    out += `${id} 1\n${String(offset).padStart(10, '0')} 00000 n\r\n`;
  out += `trailer\n<<${trailer}  /Prev ${previous}\n>>\nstartxref\n${table}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(out, 'latin1'));
}

function found(text: string, pattern: RegExp): string {
  const hit = pattern.exec(text)?.[1];
  if (hit === undefined) throw new PdfFailure(`unexpected PDF structure: nothing matches ${pattern.source}`);
  return hit;
}

function once(text: string, marker: string, replacement: string): string {
  if (text.split(marker).length !== 2) throw new PdfFailure(`unexpected PDF structure: ${marker} is not there once`);
  return text.replace(marker, () => replacement);
}
