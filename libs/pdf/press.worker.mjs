// @ts-check
/**
 * The press's worker thread: one Typst compiler, one document at a time. Plain JavaScript, so that the same file runs
 * beside the TypeScript sources and beside the build.
 *
 * @typedef {{ readonly fontFiles: readonly string[] }} PressSetup
 * @typedef {{ readonly template: string, readonly data: string }} PressJob The data is JSON that the template reads as text and
 *   never evaluates.
 * @typedef {{ readonly pdf: Uint8Array } | { readonly failure: string }} PressOutcome
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);
/** @type {typeof import('@myriaddreamin/typst-ts-node-compiler')} */
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const { fontFiles } = /** @type {PressSetup} */ (workerData);
const workspace = join(import.meta.dirname, 'template');
const compiler = NodeCompiler.create({
  workspace,
  fontArgs: [{ fontBlobs: fontFiles.map((file) => readFileSync(file)) }],
});

/**
 * @param {PressJob} job
 * @returns {Uint8Array}
 */
function print({ template, data }) {
  const compiled = compiler.compile({ mainFilePath: join(workspace, template), inputs: { data } });
  const document = compiled.result;
  if (!document) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics));
  // Typst writes one standard per export: UA-1 is exported for its checks alone, and throws when one fails.
  compiler.pdf(document, { pdfStandard: 'ua-1' });
  return new Uint8Array(compiler.pdf(document, { pdfStandard: 'a-2a' }));
}

parentPort?.on('message', (/** @type {PressJob} */ job) => {
  try {
    const pdf = print(job);
    parentPort?.postMessage({ pdf }, [/** @type {ArrayBuffer} */ (pdf.buffer)]);
  } catch (error) {
    parentPort?.postMessage({ failure: error instanceof Error ? error.message : String(error) }, []);
  } finally {
    compiler.evictCache(0);
  }
});
