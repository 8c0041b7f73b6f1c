// Prints and seals N records from the build: rate, and memory that must stay flat.
// node test/bench/pdf.bench.mjs [N=200]
import { makeTestCertificate, PdfPress, PdfSealer } from '../../dist/libs/pdf/index.js';
import { aRecord } from '../../dist/libs/pdf/record.fixture.js';

const count = Number(process.argv[2] ?? 200);
const megabytes = () => Math.round(process.memoryUsage.rss() / 1024 ** 2);
const perSecond = (done, since) => ((done * 1000) / (performance.now() - since)).toFixed(1);

const press = new PdfPress();
const sealer = new PdfSealer(await makeTestCertificate({ validFrom: '2026-01-01T00:00:00.000Z' }));
let peak = 0;
let sample;
const start = megabytes();
const first = await press.render(aRecord({ version: 1 }));
const printing = performance.now();
for (let at = 1; at <= count; at += 1) {
  sample = await press.render(aRecord({ version: at }));
  peak = Math.max(peak, megabytes());
  if (at % Math.max(1, Math.floor(count / 10)) === 0)
    console.log(`${at} records, ${perSecond(at, printing)}/s, ${megabytes()} MB`);
}
// The thread that printed the first one is long gone: the same input gives the same bytes nevertheless.
const second = await press.render(aRecord({ version: 1 }));
if (Buffer.compare(first, second) !== 0) throw new Error('the same record came out otherwise');
await press.close();
const sealing = performance.now();
for (let at = 0; at < count; at += 1)
  await sealer.seal(sample, { reason: 'Essai', signedAt: '2026-03-06T10:00:00.000Z' });
console.log(
  `sealed ${perSecond(count, sealing)}/s, ${sample.length} bytes a record, start ${start} MB, peak ${peak} MB, end ${megabytes()} MB, same bytes`,
);
