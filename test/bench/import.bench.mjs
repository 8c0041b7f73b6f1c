// Products a second of the register's import, the first time and again with nothing changed.
// Reads the extract of the public register when it lies beside the project, else a register made up for the purpose.
// npm run bench -- import [made-up products=1000]
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { SystemClock } from '#libs/kernel/index.js';
import { ImportRegister, RegisterModule } from '#libs/register/index.js';

import { openFeatures, tell, withPostgres } from './support/database.mjs';
import { byTurns, numberArgument, printTable, timed, times } from './support/measure.mjs';

const EXTRACT = path.resolve(import.meta.dirname, '../../../shared/data/beta-gouv');
const TURNS = 3;

const register = existsSync(EXTRACT) ? extract() : madeUp(numberArgument(0, 1_000));
const products = JSON.parse(register.startups).data.length;
tell(`${products} products, ${existsSync(EXTRACT) ? 'of the extract' : 'made up'}`);

const measured = await withPostgres((make) => {
  const side = { opened: 0, features: undefined };
  const measures = {
    'first import': async () => {
      side.opened += 1;
      const url = await make(`import_${side.opened}`);
      side.features = await openFeatures(url, { clock: new SystemClock(), modules: [RegisterModule] });
      return timed(() => side.features.get(ImportRegister).execute(register));
    },
    'import again, nothing changed': async () => {
      const spent = await timed(() => side.features.get(ImportRegister).execute(register));
      await side.features.close();
      return spent;
    },
  };
  return byTurns([side], measures, TURNS);
});
const [first] = measured[0].medians;
printTable(
  [`${products} products`, 'products a second', 'time of the first'],
  measured.map(({ what, medians: [spent] }) => [what, ((products * 1_000) / spent).toFixed(0), times(spent / first)]),
);

function extract() {
  const read = (name) => readFileSync(path.join(EXTRACT, name), 'utf8');
  return { startups: read('startups.json'), organisations: read('organisations.json') };
}

function madeUp(count) {
  const data = Array.from({ length: count }, (_, at) => ({
    id: `produit-${at}`,
    type: 'startup',
    attributes: {
      name: `Produit ${at}`,
      pitch: `Simplifier la démarche ${at}`,
      phases: [
        { name: 'investigation', start: '2024-01-08', end: '' },
        { name: 'construction', start: '2024-03-11', end: '' },
      ],
      events: [{ name: 'committee', date: '2024-09-09', comment: '' }],
      sponsors: [`ministere-${at % 12}`],
    },
    relationships: { incubator: { data: { type: 'incubator', id: `incubateur-${at % 20}` } } },
  }));
  const included = Array.from({ length: 20 }, (_, at) => ({
    id: `incubateur-${at}`,
    type: 'incubator',
    attributes: { title: `Incubateur ${at}` },
  }));
  return { startups: JSON.stringify({ data, included }) };
}
