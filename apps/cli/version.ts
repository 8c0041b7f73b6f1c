import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The version in package.json, looked for upwards: the sources and dist lie at different depths. */
export function version(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) return '0.0.0';
    folder = parent;
  }
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}
