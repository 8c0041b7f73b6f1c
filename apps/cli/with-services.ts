import { type INestApplicationContext, type LoggerService, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { PersistenceModule } from '#libs/persistence/index.js';

import { type DataOptions } from './command-action.js';
import { type CommandContext } from './command-context.js';
import { withDatabase } from './with-database.js';

/** A command is alone with its few statements. */
const POOL_SIZE = 4;

/** What a command needs from the features: their modules, as in any Nest module. */
export type ServiceModules = NonNullable<ModuleMetadata['imports']>;

class CommandModule {}

/**
 * Runs work with the services of some feature modules on the command's database, which is at this version:
 * `withServices(options, context, [DutyModule], (services) => services.get(ListDuties).execute())`.
 * Nothing listens, no job is consumed.
 * @throws what {@link withDatabase} throws
 */
export async function withServices<T>(
  options: DataOptions,
  context: CommandContext,
  modules: ServiceModules,
  work: (services: INestApplicationContext) => Promise<T>,
): Promise<T> {
  return withDatabase(options, context, async (url) => {
    const root = { module: CommandModule, imports: [PersistenceModule.at(url, POOL_SIZE), ...modules] };
    const services = await NestFactory.createApplicationContext(root, {
      logger: errorsOnly(context),
      abortOnError: false,
    });
    try {
      return await work(services);
    } finally {
      await services.close();
    }
  });
}

/** Nest's account of its own start is of no use to who runs a command; its errors are. */
function errorsOnly(context: CommandContext): LoggerService {
  const say = (message: unknown): void => context.log(`${String(message)}\n`);
  const silent = (): void => undefined;
  return { log: silent, warn: say, error: say, fatal: say };
}
