import { type Command, InvalidArgumentError } from 'commander';

import {
  IdentityModule,
  INCUBATOR_ROLES,
  type IncubatorRole,
  People,
  PRODUCT_ROLES,
  type ProductRole,
  type Role,
  ROLE_LABELS,
  Roles,
} from '#libs/identity/index.js';
import { NotFound } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { answer, dataCommand, type DataOptions } from './command-action.js';
import { type CommandContext } from './command-context.js';
import { engineModules } from './engine-modules.js';
import { withServices } from './with-services.js';

interface RoleOptions extends DataOptions {
  readonly name: string;
  readonly in: string;
}

/** `jalon role EMAIL ROLE --name NOM --in ID`: how the first incubator lead comes in. JSON: `{ "person", "role", "in" }`. */
export function registerRole(program: Command, context: CommandContext): void {
  dataCommand(
    program,
    'role <adresse> <rôle>',
    `donne un rôle à une personne (${[...INCUBATOR_ROLES, ...PRODUCT_ROLES].join(', ')})`,
  )
    .requiredOption('--name <nom>', 'prénom et nom de la personne')
    .requiredOption('--in <identifiant>', 'incubateur ou produit, par son identifiant dans le registre ou dans Jalon')
    .action(async (email: string, asked: string, options: RoleOptions) => {
      const role = readRole(asked);
      const person = await withServices(options, context, [...engineModules, IdentityModule], async (services) => {
        const [people, roles] = [services.get(People, { strict: false }), services.get(Roles, { strict: false })];
        return services.get(Transactions, { strict: false }).run(async (tx) => {
          const isIncubator = INCUBATOR_ROLES.includes(role as IncubatorRole);
          const [scope] = await tx.query<{ id: string }[]>(
            `select id from ${isIncubator ? 'incubators' : 'products'} where register_id = $1 or id::text = $1`,
            [options.in],
          );
          if (!scope) throw new NotFound(`${isIncubator ? 'Cet incubateur' : 'Ce produit'} n’existe pas dans Jalon.`);
          const found = await people.findOrCreate({ name: options.name, email }, tx);
          await roles.give(
            found.id,
            isIncubator
              ? { role: role as IncubatorRole, incubatorId: scope.id }
              : { role: role as ProductRole, productId: scope.id },
            tx,
          );
          return found;
        });
      });
      answer(context, options, {
        document: { person: person.id, role, in: options.in },
        text: `${person.name}\u00A0: ${ROLE_LABELS[role]} (${options.in}).`,
      });
    });
}

function readRole(text: string): Role {
  const role = [...INCUBATOR_ROLES, ...PRODUCT_ROLES].find((one) => one === text);
  if (!role) throw new InvalidArgumentError('');
  return role;
}
