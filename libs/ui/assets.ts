import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface Asset {
  readonly body: Buffer;
  /** Media type for Content-Type. */
  readonly type: string;
  /** The address changes with the content: may be cached for ever. */
  readonly immutable: boolean;
}

/** What pages may load, and nothing else: no inline style or script, no third party. */
export const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** In the order of the cascade. Ours alone accompany an operator's official sheet. */
const ownSheets = [
  'tokens.css',
  'additions.css',
  'pieces.css',
  'measures.css',
  'records.css',
  'charts.css',
  'planning.css',
  'sitting.css',
  'print.css',
] as const;
const allSheets = [
  'tokens.css',
  'base.css',
  'grid.css',
  'header.css',
  'buttons.css',
  'forms.css',
  'content.css',
  'table.css',
  'additions.css',
  'pieces.css',
  'measures.css',
  'records.css',
  'charts.css',
  'planning.css',
  'sitting.css',
  'print.css',
] as const;

/** Each served alone, to the pages that name it. */
const scripts = ['draft.js', 'sitting.js'] as const;

export type ScriptName = (typeof scripts)[number];

const font = '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2';

interface Bundle {
  readonly routes: ReadonlyMap<string, Asset>;
  readonly pathByName: ReadonlyMap<string, string>;
}

let bundle: Bundle | undefined;

const read = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'assets', name));

/** Comments and indentation go; what remains stays readable. */
function lean(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//gu, '')
    .replaceAll(/\n\s*/gu, '\n')
    .replaceAll(/\n{2,}/gu, '\n')
    .replaceAll(/([{,;])\n/gu, '$1')
    .replaceAll(/\n\}/gu, '}')
    .trim();
}

function build(): Bundle {
  const routes = new Map<string, Asset>();
  const pathByName = new Map<string, string>();
  const add = (name: string, body: Buffer, type: string): string => {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
    const path = `/assets/${name.replace(/\.(?=[^.]+$)/u, `.${hash}.`)}`;
    routes.set(path, { body, type, immutable: true });
    pathByName.set(name, path);
    return path;
  };
  const fontPath = add('source-sans-3.woff2', readFileSync(createRequire(import.meta.url).resolve(font)), 'font/woff2');
  const sheet = (names: readonly string[]): Buffer =>
    Buffer.from(
      lean(names.map((name) => read(name).toString('utf8')).join('\n')).replace('source-sans-3.woff2', fontPath),
    );
  add('jalon.css', sheet(allSheets), 'text/css; charset=utf-8');
  add('jalon-additions.css', sheet(ownSheets), 'text/css; charset=utf-8');
  for (const name of scripts) add(name, read(name), 'text/javascript; charset=utf-8');
  add('favicon.svg', read('favicon.svg'), 'image/svg+xml');
  return { routes, pathByName };
}

/** Read once, at the first page. */
function assets(): Bundle {
  bundle ??= build();
  return bundle;
}

/** Every file that pages load, by URL path: the API serves exactly these. */
export function readAssets(): ReadonlyMap<string, Asset> {
  return assets().routes;
}

/** URL path of an asset by its plain name, as `favicon.svg`. */
export function assetPath(name: string): string {
  const path = assets().pathByName.get(name);
  if (path === undefined) throw new Error(`No such asset: ${name}`);
  return path;
}

/** Our whole stylesheet. */
export function stylesheetPath(): string {
  return assetPath('jalon.css');
}

/** Only what the State design system does not have, beside an operator's official sheet. */
export function additionsPath(): string {
  return assetPath('jalon-additions.css');
}
