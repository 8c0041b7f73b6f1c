import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { create, type Font } from 'fontkit';

const require = createRequire(import.meta.url);
const styles = ['Regular', 'It', 'Semibold', 'Bold'];

/** The font files of the record: Source Sans 3, under the SIL Open Font License. */
export function fontFiles(): readonly string[] {
  const home = dirname(require.resolve('source-sans/package.json'));
  return styles.map((style) => join(home, 'TTF', `SourceSans3-${style}.ttf`));
}

let covered: ReadonlySet<number> | undefined;

/** Code points that every style of the record can draw. Read once, in some 30 ms. */
export function fontCoverage(): ReadonlySet<number> {
  covered ??= fontFiles()
    .map((file) => new Set((create(readFileSync(file)) as Font).characterSet))
    .reduce((all, one) => new Set([...all].filter((point) => one.has(point))));
  return covered;
}
