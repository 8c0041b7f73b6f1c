// Compiles apps, libs and workflows into dist, file by file, doing again only what changed since the last time.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

process.chdir(path.join(import.meta.dirname, '..'));

const FOLDERS = ['apps', 'libs', 'workflows'];
const OUTPUT = 'dist';
const MANIFEST = path.join(OUTPUT, '.build.json');

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

const options = JSON.parse(readFileSync('.swcrc', 'utf8'));
delete options.$schema;
const { version } = JSON.parse(readFileSync('node_modules/@swc/core/package.json', 'utf8'));
const toolchain = sha256(version, JSON.stringify(options), readFileSync('scripts/build.mjs'));

const before = readManifest();
const known = before.toolchain === toolchain ? before.files : {};
const files = Object.fromEntries(sources().map((source) => [source, sha256(readFileSync(source))]));

const changed = Object.keys(files).filter((source) => known[source] !== files[source]);
const gone = Object.keys(before.files).filter((source) => !files[source]);

for (const source of gone) for (const output of outputsOf(source)) rmSync(output, { force: true });
if (changed.length > 0) await build(changed);
if (changed.length > 0 || gone.length > 0) write(MANIFEST, JSON.stringify({ toolchain, files }));
if (changed.length > 0) console.error(`${changed.length} fichiers construits.`);

function readManifest() {
  try {
    return JSON.parse(readFileSync(MANIFEST, 'utf8'));
  } catch {
    return { toolchain: '', files: {} };
  }
}

function sources() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !/\.(?:spec\.tsx?|d\.ts)$/u.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
}

function isTypeScript(source) {
  return /\.tsx?$/u.test(source);
}

function outputsOf(source) {
  const output = path.join(OUTPUT, source);
  if (!isTypeScript(source)) return [output];
  const script = output.replace(/\.tsx?$/u, '.js');
  return [script, `${script}.map`];
}

async function build(list) {
  const { transformFile } = await import('@swc/core');
  await Promise.all(list.map((source) => (isTypeScript(source) ? compile(source, transformFile) : copy(source))));
}

async function compile(source, transformFile) {
  const [script, map] = outputsOf(source);
  const sourceFileName = path.relative(path.dirname(script), source);
  const result = await transformFile(source, { ...options, swcrc: false, sourceFileName });
  write(map, result.map ?? '');
  write(script, `${result.code}//# sourceMappingURL=${path.basename(map)}\n`);
}

function copy(source) {
  const [output] = outputsOf(source);
  mkdirSync(path.dirname(output), { recursive: true });
  cpSync(source, output);
}

/** In one step, so that a server starting meanwhile never reads half a file. */
function write(file, content) {
  mkdirSync(path.dirname(file), { recursive: true });
  const staged = `${file}.${process.pid}`;
  writeFileSync(staged, content);
  renameSync(staged, file);
}
