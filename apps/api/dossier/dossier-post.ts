import { z } from 'zod';

import type { DossierContent } from '#libs/dossiers/index.js';

import { parseForm } from '../web/index.js';
import { readDossier } from './dossier-form.read.js';
import { compacted, type DossierForm, dossierForm, shownRows } from './dossier-form.values.js';

const ticket = z.object({
  revision: z.coerce.number().int().positive(),
  idempotencyKey: z.uuid(),
  /** Fields in conflict that the page showed, and what was chosen of each. */
  conflits: z.array(z.string().max(200)).max(2_000).catch([]),
  choix: z.record(z.string(), z.string()).catch({}),
});

/** A dossier as its form was sent. */
export interface DossierPost {
  readonly revision: number;
  readonly idempotencyKey: string;
  readonly form: DossierForm;
  readonly shown: ReadonlySet<string>;
  readonly content: DossierContent;
  /** French messages for what cannot be read. */
  readonly fields: Readonly<Record<string, string>>;
  readonly conflicts: readonly string[];
  readonly chosen: Readonly<Record<string, string>>;
}

/** @throws InvalidInput when it does not even say which revision it started from. */
export function dossierPost(body: unknown): DossierPost {
  const { revision, idempotencyKey, conflits: conflicts, choix: chosen } = parseForm(ticket, body);
  const sent = parseForm(dossierForm, body);
  const form = compacted(sent);
  return { revision, idempotencyKey, form, shown: shownRows(sent), conflicts, chosen, ...readDossier(form) };
}
