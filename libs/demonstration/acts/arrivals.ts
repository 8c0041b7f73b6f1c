import { type IncubatorRole, People, type ProductRole, Roles } from '#libs/identity/index.js';
import { Clock } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import type { CastPerson, CastProduct } from '../cast/cast.types.js';
import { DINUM_MANAGER, LEAD, OPERATIONS, PORTFOLIO_MANAGER } from '../cast/people.cast.js';
import { castId, datedHistory, insertProduct, insertSurroundings } from '../cast.repository.js';
import type { Stage } from '../stage.js';
import type { Timeline } from '../timeline.js';

const TEAM: readonly (readonly [CastPerson, IncubatorRole])[] = [
  [LEAD, 'incubator-lead'],
  [PORTFOLIO_MANAGER, 'portfolio-manager'],
  [DINUM_MANAGER, 'dinum-portfolio-manager'],
  [OPERATIONS, 'operations'],
];

/** The incubator opens: its administrations, and the people who run it. */
export async function openIncubator(stage: Stage): Promise<void> {
  await insertSurroundings(stage.get(Transactions).outside);
  for (const [person, role] of TEAM) {
    const { id } = await stage.get(People).findOrCreate(person);
    await stage.get(Roles).give(id, { role, incubatorId: castId.incubator });
  }
}

/** A product comes in as the register tells it, with the people that it has. */
export async function arrive(stage: Stage, timeline: Timeline, product: CastProduct): Promise<void> {
  const id = castId.product(product);
  await insertProduct(stage.get(Transactions).outside, product, timeline, stage.get(Clock).now());
  for (const [person, role] of peopleOf(product)) {
    const known = await stage.get(People).findOrCreate(person);
    await stage.get(Roles).give(known.id, { role, productId: id });
  }
  const history = datedHistory(product.history, timeline);
  const present = history.findLast((line) => line.kind === 'phase');
  if (!present?.state) throw new Error(`${product.name} stands in no phase`);
  await stage.get(WorkflowRuntime).open(
    'product-lifecycle',
    id,
    {
      type: 'history.imported',
      state: present.state,
      since: present.startsOn,
      committees: history.filter((line) => line.kind === 'committee').map((line) => line.startsOn),
    },
    { actor: 'import:demonstration', idempotencyKey: 'demonstration' },
  );
}

function peopleOf({ intrapreneur, coach, team = [], sponsors }: CastProduct) {
  return [
    [intrapreneur, 'intrapreneur'],
    [coach, 'coach'],
    ...team.map((member) => [member, 'team-member'] as const),
    ...sponsors.map((sponsor) => [sponsor, 'sponsor'] as const),
  ] as const satisfies readonly (readonly [CastPerson, ProductRole])[];
}
