import { z } from 'zod';

import { MAIL_KINDS } from '#libs/mail/index.js';

import { STATE_FILTERS, type StateFilter } from './mails.strings.js';

export const PER_PAGE = 50;

/** What may be asked of the log in its address; whatever cannot be understood is not asked. */
export interface MailsQuery {
  readonly etat: StateFilter | '';
  readonly nature: string;
  readonly personne: string;
  readonly incubateur: string;
  readonly page: number;
}

const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1);
const id = z.uuid().catch('');

const schema = z.object({
  etat: z
    .enum(Object.keys(STATE_FILTERS) as [StateFilter, ...StateFilter[]])
    .or(z.literal(''))
    .catch(''),
  nature: z
    .string()
    .refine((kind) => kind in MAIL_KINDS)
    .catch(''),
  personne: id,
  incubateur: id,
  page: pageNumber,
});

export const readMailsQuery = (asked: unknown): MailsQuery => schema.parse(asked ?? {});

export const readPage = (asked: unknown): number => z.object({ page: pageNumber }).parse(asked ?? {}).page;

/** The address of a page, filters kept. */
export function addressOf({ page, ...filters }: MailsQuery): string {
  const given = Object.entries(filters).filter(([, value]) => value !== '');
  return `/courriels?${new URLSearchParams([...given, ['page', String(page)]] as [string, string][]).toString()}`;
}
