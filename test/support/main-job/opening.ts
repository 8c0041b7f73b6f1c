import type { INestApplicationContext } from '@nestjs/common';

import { type IncubatorRole, INCUBATOR_ROLES, People, type ProductRole, Roles } from '#libs/identity/index.js';
import { Clock } from '#libs/kernel/index.js';
import { FollowProgramme, ImportedPortfolio } from '#libs/portfolio/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { ImportRegister, registeredId } from '#libs/register/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { openingRegister, openingRoles } from './cast.js';

/** What `jalon import` and `jalon role` do before the main job begins, on the clock of the services. */
export async function openTheMainJob(services: INestApplicationContext): Promise<void> {
  const get = <T>(token: abstract new (...args: never[]) => T): T => services.get<T>(token, { strict: false });
  const [transactions, clock] = [get(Transactions), get(Clock)];
  const portfolio = new ImportedPortfolio(transactions, clock);
  const register = new ImportRegister(portfolio, get(WorkflowRuntime), get(FollowProgramme), transactions, clock);
  const { oddities } = await register.execute(openingRegister(clock.today()));
  if (oddities.length > 0) throw new Error(`the opening register is odd: ${JSON.stringify(oddities)}`);
  for (const { role, in: where, ...player } of openingRoles) {
    const person = await get(People).findOrCreate(player);
    const isOfIncubator = INCUBATOR_ROLES.includes(role as IncubatorRole);
    await get(Roles).give(
      person.id,
      isOfIncubator
        ? { role: role as IncubatorRole, incubatorId: registeredId.incubator(where) }
        : { role: role as ProductRole, productId: registeredId.product(where) },
    );
  }
}
