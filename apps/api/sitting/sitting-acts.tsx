import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { DecisionRefused } from '#libs/decisions/index.js';
import { DomainError, Forbidden, InvalidInput, NotFound } from '#libs/kernel/index.js';

import { seeOther, type WebRequest } from '../web/index.js';
import { sittingHtml } from './sitting-html.js';
import type { SittingTyped } from './sitting.page.js';
import { SittingViews } from './sitting-view.js';

/** Who acts on which sitting, and where the answer goes. */
export interface Acting {
  readonly request: WebRequest;
  readonly response: Response;
  readonly committeeId: string;
  readonly personId: string;
}

/** What every form of the page of a sitting shares: taken, it leads back to the page; refused, the page says why and loses nothing. */
@Injectable()
export class SittingActs {
  constructor(private readonly views: SittingViews) {}

  /** Acts, then shows the page as it has become; refused, shows it again with the reason and what was typed. */
  async act(
    acting: Acting,
    work: () => Promise<Done>,
    typed: (fields: Fields) => SittingTyped = () => ({}),
  ): Promise<void> {
    const { response, committeeId } = acting;
    try {
      const { text, title, kind = 'success', at } = await work();
      const flash = text === undefined ? undefined : { kind, text, ...(title === undefined ? {} : { title }) };
      seeOther(response, `/comites/${committeeId}/seance${at}`, flash);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound || error instanceof Forbidden) throw error;
      const fields = error instanceof InvalidInput || error instanceof DecisionRefused ? error.fields : {};
      // What is tied to fields is said by the summary of errors; the rest, at the top of the page.
      const alert = Object.keys(fields).length === 0 ? error.message : undefined;
      await this.show(acting, error.status, typed(fields), alert);
    }
  }

  /** The page, as refused or unfinished. */
  async show(
    { request, response, committeeId, personId }: Acting,
    status: number,
    typed: SittingTyped,
    alert?: string,
  ): Promise<void> {
    const view = await this.views.of(committeeId, personId);
    response
      .status(status)
      .type('html')
      .send(sittingHtml(request, view, typed, alert));
  }
}

export type Fields = Readonly<Record<string, string>>;

interface Done {
  readonly text?: string;
  readonly title?: string;
  readonly kind?: 'success' | 'warning';
  /** Where in the page. */
  readonly at: string;
}

/** @throws NotFound when it is no id at all. */
export function idOf(id: string): string {
  if (!z.uuid().safeParse(id).success) throw new NotFound('Ce comité n’existe pas, ou vous n’y avez pas accès.');
  return id;
}

export function actingOf(request: WebRequest, response: Response, id: string, person: { readonly id: string }): Acting {
  return { request, response, committeeId: idOf(id), personId: person.id };
}

export const commandOf = ({ committeeId, personId }: Acting) => ({ committeeId, personId });
