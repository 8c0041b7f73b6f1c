import type { DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';

import { type Configuration, embeddedConfiguration } from '#libs/configuration/index.js';
import { Sessions } from '#libs/identity/index.js';
import { ManualClock } from '#libs/kernel/index.js';

import { ApiModule } from '../../apps/api/api.module.js';
import { createApi } from '../../apps/api/create-api.js';
import { type Engine, startEngine } from './engine.js';

export interface Api {
  readonly engine: Engine;
  readonly app: NestExpressApplication;
  readonly address: string;
  /** The cookie of a browser where that person is logged in. */
  sessionOf(personId: string): Promise<{ readonly name: string; readonly value: string }>;
  stop(): Promise<void>;
}

/** All the pages on a fresh database, on a clock that the test moves; no worker. */
export async function startApi(
  now?: string,
  root: (configuration: Configuration, clock: ManualClock) => DynamicModule = (configuration, clock) =>
    ApiModule.with(configuration, clock),
): Promise<Api> {
  const engine = await startEngine(now);
  const configuration = embeddedConfiguration(
    {
      databaseUrl: engine.url,
      smtpUrl: 'smtp://127.0.0.1:1',
      baseUrl: 'http://127.0.0.1',
      sessionSecret: 'of-the-tests-alone'.repeat(3),
      host: '127.0.0.1',
      port: 0,
    },
    {},
  );
  const app = await createApi(configuration, root(configuration, engine.clock), false);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  return {
    engine,
    app,
    address: `http://127.0.0.1:${port}`,
    sessionOf: async (personId) => ({
      name: 'jalon_session',
      value: await app.get(Sessions, { strict: false }).open(personId),
    }),
    stop: async () => {
      await app.close();
      await engine.stop();
    },
  };
}
