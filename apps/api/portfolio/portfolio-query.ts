import { z } from 'zod';

import type { CalendarDate } from '#libs/kernel/index.js';
import { type LinesFilter, type PortfolioScope, STANDINGS } from '#libs/portfolio/index.js';
import { LIFECYCLE_STATES } from '#workflows/contract/index.js';

/** Which phases: those that owe committees unless asked otherwise. */
const PHASE_CHOICES = ['actives', 'toutes', ...LIFECYCLE_STATES] as const;

/** An address that somebody bent by hand shows the whole portfolio rather than an error. */
const schema = z.object({
  q: z.string().trim().max(100).catch(''),
  etape: z.enum(PHASE_CHOICES).catch('actives'),
  etat: z.enum(['toutes', ...STANDINGS]).catch('toutes'),
  incubateur: z.uuid().or(z.literal('tous')).catch('tous'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export type PortfolioQuery = z.infer<typeof schema>;

export function readPortfolioQuery(query: unknown): PortfolioQuery {
  const read = schema.safeParse(query);
  return read.success ? read.data : schema.parse({});
}

/** What the query asks of the reader, within what the person may see. */
export function filterOf(query: PortfolioQuery, scope: PortfolioScope, on: CalendarDate): LinesFilter {
  const { etape, etat, incubateur, q } = query;
  return {
    on,
    scope,
    phases: etape === 'toutes' ? undefined : etape === 'actives' ? 'active' : [etape],
    standings: etat === 'toutes' ? undefined : [etat],
    incubatorId: incubateur === 'tous' ? undefined : incubateur,
    text: q,
  };
}

/** The address of the same query, some of it changed. */
export function portfolioHref(query: PortfolioQuery, changes: Partial<PortfolioQuery> = {}, path = '/portefeuille') {
  const { q, etape, etat, incubateur, page } = { ...query, page: 1, ...changes };
  const search = new URLSearchParams();
  if (q) search.set('q', q);
  if (etape !== 'actives') search.set('etape', etape);
  if (etat !== 'toutes') search.set('etat', etat);
  if (incubateur !== 'tous') search.set('incubateur', incubateur);
  if (page > 1) search.set('page', String(page));
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}
