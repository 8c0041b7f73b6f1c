import type { DynamicModule, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { Application, NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

import type { Configuration } from '#libs/configuration/index.js';
import { LARGEST_FILE } from '#libs/dossiers/index.js';
import { contentSecurityPolicy, defaultSettings, readAssets, type UiSettings } from '#libs/ui/index.js';

import { Cookies } from './web/cookies.js';
import { Flashes } from './web/flash.js';
import { uploads } from './web/upload.js';
import { configureWeb } from './web/web-settings.js';

/** Bytes a form may hold: twenty long paragraphs, no more. */
const FORM_LIMIT = '512kb';

/** Where anybody may bring a record to verify, held in memory: no record is nearly as large. */
const VERIFY_PATH = /^\/verifier$/u;
const LARGEST_VERIFIED = 10_000_000;

/** The only addresses that take files from those who have an account. */
const UPLOAD_PATHS = /^\/dossiers\/[\da-f-]{36}\/pieces$/u;

/**
 * The api, ready to listen.
 * @param root the module of the api, or one that holds it.
 */
export async function createApi(
  configuration: Configuration,
  root: DynamicModule,
  logger?: LoggerService | false,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(root, {
    abortOnError: false,
    bodyParser: false,
    ...(logger === undefined ? {} : { logger }),
  });
  const secure = configuration.baseUrl.startsWith('https://');
  // One proxy in front, as in every deployment: what it says of the client is believed, nothing before it.
  app.set('trust proxy', 1);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: false,
      strictTransportSecurity: secure,
      referrerPolicy: { policy: 'no-referrer' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
    }),
  );
  app.use((_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('Content-Security-Policy', contentSecurityPolicy);
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(compression());
  app.use(assets());
  app.use(uploads(UPLOAD_PATHS, LARGEST_FILE));
  app.use(uploads(VERIFY_PATH, LARGEST_VERIFIED));
  app.useBodyParser('urlencoded', { extended: true, limit: FORM_LIMIT, parameterLimit: 2_000 });
  app.useBodyParser('json', { limit: FORM_LIMIT });
  const cookies = app.get(Cookies, { strict: false });
  configureWeb(app.getHttpAdapter().getInstance() as Application, {
    ui: { ...defaultSettings, ...designSystem(app, configuration.designSystemDir) },
    embedded: configuration.mode === 'embedded',
    flashes: new Flashes(cookies),
  });
  return app;
}

/** Serves exactly the files that pages load. */
function assets() {
  const files = readAssets();
  return (request: Request, response: Response, next: NextFunction): void => {
    const file = files.get(request.path);
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) {
      next();
      return;
    }
    response
      .type(file.type)
      .setHeader('Cache-Control', file.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
      .send(file.body);
  };
}

/** Where an entitled operator's own copy of the State design system is served; its folder holds `dsfr.min.css` and what it names. */
const DESIGN_SYSTEM = '/design-system/';

function designSystem(app: NestExpressApplication, folder: string | undefined): Partial<UiSettings> {
  if (folder === undefined) return {};
  app.useStaticAssets(folder, { prefix: DESIGN_SYSTEM, index: false, maxAge: '1h' });
  return { designSystemHref: `${DESIGN_SYSTEM}dsfr.min.css` };
}
