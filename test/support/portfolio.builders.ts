import { type Instant, newId } from '#libs/kernel/index.js';
import {
  CreateProduct,
  Duties,
  FollowProgramme,
  ImportedPortfolio,
  Incubators,
  Portfolio,
  Products,
  Programmes,
} from '#libs/portfolio/index.js';
import { ImportRegister } from '#libs/register/index.js';

import { type Engine, startEngine } from './engine.js';

/** The portfolio and the import of the register, on a real database. */
export async function startPortfolio(now?: Instant) {
  const engine = await startEngine(now);
  return { engine, ...portfolioOn(engine) };
}

export function portfolioOn({ transactions, runtime, clock }: Engine) {
  const programmes = new Programmes(transactions);
  const follow = new FollowProgramme(programmes, runtime);
  return {
    programmes,
    follow,
    products: new Products(transactions),
    incubators: new Incubators(transactions),
    portfolio: new Portfolio(transactions),
    duties: new Duties(transactions),
    createProduct: new CreateProduct(transactions, runtime, follow, clock),
    importRegister: new ImportRegister(
      new ImportedPortfolio(transactions, clock),
      runtime,
      follow,
      transactions,
      clock,
    ),
  };
}

export interface SheetPhase {
  readonly name: string;
  readonly start: string;
  readonly end?: string;
}

export interface Sheet {
  readonly id: string;
  readonly phases?: readonly SheetPhase[];
  readonly committees?: readonly string[];
  readonly incubator?: string;
  readonly sponsors?: readonly string[];
  readonly name?: string;
}

/** A register's file; a sheet names only what matters to the test. */
export function aRegister(...sheets: readonly Sheet[]) {
  return {
    data: sheets.map(({ id, phases = [], committees = [], incubator = 'fabrique', sponsors = [], name = id }) => ({
      id,
      type: 'startup',
      attributes: {
        name,
        pitch: 'Simplifier une démarche',
        phases: phases.map((phase) => ({ end: '', ...phase })),
        events: committees.map((date) => ({ name: 'committee', date, comment: '' })),
        sponsors,
      },
      relationships: { incubator: { data: { type: 'incubator', id: incubator } } },
    })),
    included: [
      { id: 'fabrique', type: 'incubator', attributes: { title: 'La Fabrique', owner: '/organisations/dinum' } },
      { id: 'atelier', type: 'incubator', attributes: { title: 'L’Atelier' } },
    ],
  };
}

/** The file of organisations that goes with {@link aRegister}. */
export const someOrganisations = {
  data: [
    {
      id: 'dinum',
      type: 'organisation',
      attributes: { name: 'Direction interministérielle du numérique', acronym: 'DINUM' },
    },
    { id: 'dgcs', type: 'organisation', attributes: { name: 'Direction générale de la cohésion sociale' } },
  ],
};

/** Who acts in a test, with a fresh key. */
export const byTester = () => ({ actor: `person:${newId()}`, idempotencyKey: newId() }) as const;
