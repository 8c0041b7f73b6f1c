/** Where a signature stands in a PDF. */
export interface SealPlace {
  /** The CMS that was put there, followed by what fills its room. */
  readonly contents: Uint8Array;
  /** What it claims to cover; undefined when the digits are not where it says: the file was written anew since. */
  readonly covered:
    | { readonly start: number; readonly gap: number; readonly after: number; readonly end: number }
    | undefined;
  /** Its dictionary, without the digits. */
  readonly dictionary: string;
}

/** Bytes of a signature's digits at most: ours takes some fifty thousand. */
const MOST_DIGITS = 400_000;
/** More signatures than that are nobody's record, and each costs a look. */
const MOST_SEALS = 16;

/**
 * The signatures of a PDF, in the order of the file, whatever else it holds. Those inside compressed objects are not seen: ours
 * never are.
 */
export function sealPlaces(pdf: Uint8Array): readonly SealPlace[] {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const ranges = [...file.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/gu)];
  return ranges.slice(-MOST_SEALS).flatMap((range) => {
    const [start = 0, gap = 0, after = 0, length = 0] = range.slice(1).map(Number);
    const opens = file.lastIndexOf(' obj', range.index);
    const room = after - gap <= MOST_DIGITS ? file.slice(start + gap, after) : '';
    if (isDigits(room))
      return {
        contents: bytesOf(room),
        covered: { start, gap: start + gap, after, end: after + length },
        dictionary: file.slice(opens, start + gap) + file.slice(after, file.indexOf('endobj', after)),
      };
    const body = file.slice(opens, Math.min(file.indexOf('endobj', range.index), opens + MOST_DIGITS));
    const at = /\/Contents\s*</u.exec(body);
    const digits = at ? body.slice(at.index + at[0].length - 1, body.indexOf('>', at.index) + 1) : '';
    return isDigits(digits) ? { contents: bytesOf(digits), covered: undefined, dictionary: body } : [];
  });
}

const isDigits = (text: string): boolean =>
  text.length > 2 && text.startsWith('<') && text.endsWith('>') && /^[0-9a-f]+$/iu.test(text.slice(1, -1));

const bytesOf = (digits: string): Uint8Array => Buffer.from(digits.slice(1, -1), 'hex');
