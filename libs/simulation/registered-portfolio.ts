import { addMonths, CADENCE_MONTHS, type CalendarDate, daysBetween, isCalendarDate } from '#libs/kernel/index.js';
import { FollowProgramme, ImportedPortfolio, Programmes } from '#libs/portfolio/index.js';
import { contextOf, ImportRegister, parseRegister, type ProductHistory, readHistory } from '#libs/register/index.js';
import { ACTIVE_STATES } from '#workflows/contract/index.js';

import type { Habits, ProfileName } from './model.js';
import type { SimulatedEngine, World } from './world.js';

export interface RegisterFiles {
  readonly startups: unknown;
  readonly organisations?: unknown;
}

/** What a register tells of how its people keep their committees. */
export interface RegisteredHabits {
  readonly habits: Habits;
  /** How diligent the lead of each incubator is, by its identifier in the register. */
  readonly leads: ReadonlyMap<string, ProfileName>;
}

/** Shares of active products with a committee on record, from which a lead is taken to be of a profile. */
const DILIGENCE: readonly (readonly [number, ProfileName])[] = [
  [0.9, 'prompt'],
  [0.5, 'average'],
  [0.15, 'slow'],
];

/** Reads the lateness of people from the committees on record. @throws RegisterShapeError */
export function habitsOf({ startups, organisations }: RegisterFiles, on: CalendarDate): RegisteredHabits {
  const register = parseRegister(startups, organisations);
  const context = contextOf(register, on);
  const histories = register.products.map((product) => readHistory(product, context));
  const active = histories.filter(({ endsIn }) => ACTIVE_STATES.has(endsIn));
  const lateness = histories.flatMap(gapsOf).toSorted((a, b) => a - b);
  const never = active.length === 0 ? 1 : active.filter(isWithoutCommittee).length / active.length;
  const ofIncubator = new Map<string, ProductHistory[]>();
  for (const history of active) {
    const id = history.incubatorId ?? '';
    ofIncubator.set(id, [...(ofIncubator.get(id) ?? []), history]);
  }
  const leads = [...ofIncubator].map(([id, products]) => [id, profileOf(products)] as const);
  return { habits: { never, lateness }, leads: new Map(leads) };
}

const isWithoutCommittee = ({ committees }: ProductHistory): boolean => committees.length === 0;

function gapsOf({ committees }: ProductHistory): readonly number[] {
  return committees
    .slice(1)
    .map(({ on }, index) => daysBetween(addMonths(committees[index]?.on ?? on, CADENCE_MONTHS), on));
}

function profileOf(products: readonly ProductHistory[]): ProfileName {
  const share = products.filter((product) => !isWithoutCommittee(product)).length / products.length;
  return DILIGENCE.find(([least]) => share >= least)?.[1] ?? 'forgetful';
}

/** Imports the register into the simulated engine, by the import that operators run. */
export async function importPortfolio(
  engine: SimulatedEngine,
  files: RegisterFiles,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const { transactions, runtime, clock } = engine;
  const portfolio = new ImportedPortfolio(transactions, clock);
  const follow = new FollowProgramme(new Programmes(transactions), runtime);
  await new ImportRegister(portfolio, runtime, follow, transactions, clock).execute({ ...files, onProgress });
}

interface ImportedRow {
  readonly id: string;
  readonly incubator: string | null;
  readonly incubator_register_id: string | null;
}

/** Gives every product that was imported its people. Returns how many products there are. */
export async function castPortfolio(world: World, { leads }: RegisteredHabits): Promise<number> {
  const rows = await world.engine.transactions.outside.query<ImportedRow[]>(
    `select p.id, p.incubator_id as incubator, i.register_id as incubator_register_id
       from products p left join incubators i on i.id = p.incubator_id order by p.id`,
  );
  for (const { id, incubator, incubator_register_id: registerId } of rows) {
    const crew = world.cast.openIncubator(incubator ?? 'none', leads.get(registerId ?? '') ?? 'forgetful');
    world.cast.join(id, crew);
  }
  await noteBeginners(world);
  return rows.length;
}

/** Investigations under way have until their first date, as those that begin here. */
async function noteBeginners(world: World): Promise<void> {
  const rows = await world.engine.transactions.outside.query<{ product: string; since: string | null }[]>(
    `select subject_id as product, snapshot->'context'->>'since' as since from cases
      where process = 'product-lifecycle' and state = 'investigation'`,
  );
  for (const { product, since } of rows) if (isCalendarDate(since)) world.enteredOn.set(product, since);
}
