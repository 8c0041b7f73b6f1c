import { z } from 'zod';

import type { Guest, PlanCommitteeCommand } from '#libs/committees/index.js';
import { INCUBATOR_ROLES, PRODUCT_ROLES, type Role } from '#libs/identity/index.js';
import { isCalendarDate, parisInstant } from '#libs/kernel/index.js';

/** Rows offered for people whom Jalon does not know. */
export const GUEST_ROWS = 3;

/** A list that comes as one value, several, or none. */
const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

export const date = z.string().trim().refine(isCalendarDate, 'Choisissez une date.');
export const time = z
  .string()
  .trim()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'Indiquez une heure, par exemple 14:00.');

const GUEST_CAPACITIES = [...PRODUCT_ROLES, ...INCUBATOR_ROLES].filter((role) => role !== 'operations');

/** `sponsor` or `sponsor:<product>`: in which capacity, and for which product. */
export const capacity = z
  .string()
  .optional()
  .transform((text, context): { readonly capacity: Role; readonly productId: string | null } => {
    const [role = '', productId] = (text || 'guest').split(':');
    const known = GUEST_CAPACITIES.find((one) => one === role);
    if (known && (productId === undefined || z.uuid().safeParse(productId).success))
      return { capacity: known, productId: productId ?? null };
    context.addIssue({ code: 'custom', message: 'Choisissez un rôle de la liste.' });
    return z.NEVER;
  });

/** Somebody by name and address. */
export const guest = z.object({
  name: z.string().trim().min(1, 'Saisissez le prénom et le nom.').max(200, 'Ce nom est trop long.'),
  email: z
    .string()
    .trim()
    .max(254, 'Cette adresse est trop longue.')
    .regex(
      /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+\.[^\s@<>"(),:;\\]+$/u,
      'Saisissez une adresse complète, par exemple prenom.nom@ministere.example.',
    ),
  capacity,
});

/** A row that was left empty is nobody. */
const guestRow = z.preprocess((row) => (isEmptyRow(row) ? undefined : row), guest.optional());

function isEmptyRow(row: unknown): boolean {
  const { name, email } = (row ?? {}) as { name?: unknown; email?: unknown };
  return (name ?? '') === '' && (email ?? '') === '';
}

/** The planning form as it was sent; empty guest rows are left out. */
export const planningForm = z
  .object({
    produit: several.pipe(z.array(z.uuid()).min(1, 'Choisissez au moins un produit.')),
    date,
    heure: time,
    place: z.string().trim().max(300).default(''),
    videoUrl: z.string().trim().max(500).default(''),
    propose: several,
    invite: several,
    invites: z.array(guestRow).max(GUEST_ROWS).default([]),
    idempotencyKey: z.uuid(),
  })
  .transform((form): Omit<PlanCommitteeCommand, 'personId'> => ({
    productIds: form.produit,
    startsAt: parisInstant(form.date, form.heure),
    place: form.place || null,
    videoUrl: form.videoUrl || null,
    without: form.propose.filter((personId) => !form.invite.includes(personId)),
    guests: form.invites.flatMap((row): readonly Guest[] =>
      row ? [{ name: row.name, email: row.email, ...row.capacity }] : [],
    ),
    idempotencyKey: form.idempotencyKey,
  }));

/** What was typed, whatever it is worth: to show it again. */
export interface PlanningDraft {
  readonly productIds: readonly string[];
  readonly date: string;
  readonly time: string;
  readonly place: string;
  readonly videoUrl: string;
  /** People shown with their box unticked. */
  readonly without: readonly string[];
  readonly guests: readonly { readonly name: string; readonly email: string; readonly capacity: string }[];
}

const loose = z.object({
  produit: several.catch([]),
  date: z.string().catch(''),
  heure: z.string().catch('14:00'),
  place: z.string().catch(''),
  videoUrl: z.string().catch(''),
  propose: several.catch([]),
  invite: several.catch([]),
  invites: z
    .array(z.object({ name: z.string().catch(''), email: z.string().catch(''), capacity: z.string().catch('guest') }))
    .catch([]),
});

export function draftOf(body: unknown): PlanningDraft {
  const form = loose.parse(body ?? {});
  return {
    productIds: form.produit.filter((id) => z.uuid().safeParse(id).success),
    date: form.date,
    time: form.heure,
    place: form.place,
    videoUrl: form.videoUrl,
    without: form.propose.filter((personId) => !form.invite.includes(personId)),
    guests: form.invites,
  };
}
