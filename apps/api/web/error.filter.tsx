import {
  type ArgumentsHost,
  BadRequestException,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import type { Response } from 'express';

import { DomainError, InvalidInput } from '#libs/kernel/index.js';
import { databaseUnavailable } from '#libs/persistence/index.js';
import { ButtonLink } from '#libs/ui/index.js';

import { page, publicPage } from './page.js';
import { LoginNeeded } from './web.errors.js';
import type { WebRequest } from './web-request.js';

interface Told {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: unknown;
}

const TITLES: Readonly<Record<number, string>> = {
  403: 'Action non permise',
  404: 'Page introuvable',
  409: 'Action impossible pour le moment',
  410: 'Lien expiré',
  413: 'Envoi trop volumineux',
  422: 'Saisie à corriger',
  429: 'Trop de demandes',
  503: 'Jalon est momentanément indisponible',
};

/** Seconds after which programs may ask again; people read it on the page. */
const RETRY_AFTER = '10';

/** Says what went wrong: on a page to people, with a stable code to programs. What is ours to mend is logged, never shown. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<WebRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const told = this.#tell(readsNothing(request, error) ? new NotFoundException() : error);
    if (told.status === 503) response.setHeader('Retry-After', RETRY_AFTER);
    if (!request.accepts(['html', 'json']) || request.accepts(['html', 'json']) === 'json') {
      response.status(told.status).json({ error: { code: told.code, message: told.message, details: told.details } });
      return;
    }
    if (error instanceof LoginNeeded) {
      const back = request.method === 'GET' ? `?suite=${encodeURIComponent(request.originalUrl)}` : '';
      response.redirect(303, `/connexion${back}`);
      return;
    }
    const title = TITLES[told.status] ?? 'Une erreur est survenue';
    const content = (
      <>
        <p class="fr-text--lead">{told.message}</p>
        <p>
          {told.status === 503 && request.method === 'GET' ? (
            <ButtonLink href={request.originalUrl}>Réessayer</ButtonLink>
          ) : (
            <ButtonLink href={request.session ? '/tableau-de-bord' : '/'} kind="secondary">
              Revenir à l’accueil
            </ButtonLink>
          )}
        </p>
      </>
    );
    response
      .status(told.status)
      .type('html')
      .send(request.session ? page(request, { title }, content) : publicPage(request, { title }, content));
  }

  #tell(error: unknown): Told {
    if (error instanceof InvalidInput)
      return { status: error.status, code: error.code, message: sentenceOf(error), details: error.details };
    if (error instanceof DomainError)
      return { status: error.status, code: error.code, message: error.message, details: error.details };
    if (error instanceof HttpException)
      return {
        status: error.getStatus(),
        code: `HTTP_${error.getStatus()}`,
        message: HTTP_MESSAGES[error.getStatus()] ?? 'La demande n’a pas pu être traitée.',
      };
    const unavailable = databaseUnavailable(error);
    if (unavailable) {
      this.#logger.warn(`${unavailable.code}: ${String(error).split('\n', 1)[0]}`);
      return { status: unavailable.status, code: unavailable.code, message: unavailable.message };
    }
    const status = (error as { status?: unknown } | undefined)?.status;
    if (status === 413) return { status, code: 'TOO_LARGE', message: 'Ce que vous envoyez est trop volumineux.' };
    if (status === 400) return { status, code: 'UNREADABLE', message: 'La demande n’est pas lisible.' };
    this.#logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return {
      status: 500,
      code: 'INTERNAL_ERROR',
      message: 'L’erreur est de notre côté : elle est consignée. Réessayez dans quelques minutes.',
    };
  }
}

const HTTP_MESSAGES: Readonly<Record<number, string>> = {
  400: 'La demande n’est pas lisible.',
  404: 'Cette page n’existe pas, ou vous n’y avez pas accès.',
};

function sentenceOf(error: InvalidInput): string {
  return [error.message, ...Object.values(error.fields)].join(' ');
}

/** An address with something else where an identifier should be leads nowhere: it is no fault of form. */
function readsNothing(request: WebRequest, error: unknown): boolean {
  return error instanceof BadRequestException && (request.method === 'GET' || request.method === 'HEAD');
}
