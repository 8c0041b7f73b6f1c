import { z } from 'zod';

import type { RespondCommand } from '#libs/committees/index.js';

import { guest } from './planning.form.js';

const ANSWERS = ['accepted', 'tentative', 'represented', 'declined'] as const;

const representative = guest.omit({ capacity: true });

/** The answer to an invitation as it was sent; who represents is looked at only when somebody is to. */
export const invitationForm = z
  .object({
    response: z.enum(ANSWERS, 'Choisissez une réponse.'),
    representativeName: z.string().default(''),
    representativeEmail: z.string().default(''),
    reason: z.string().trim().max(500, 'Tenez-vous à 500\u00A0caractères.').default(''),
    idempotencyKey: z.uuid('Rechargez la page, puis recommencez.'),
  })
  .transform((form, context): Omit<RespondCommand, 'secret'> => {
    const { representativeName: name, representativeEmail: email, ...answer } = form;
    if (answer.response !== 'represented') return answer;
    const named = representative.safeParse({ name, email });
    if (named.success) return { ...answer, representative: named.data };
    for (const { path, message } of named.error.issues)
      context.addIssue({
        code: 'custom',
        message,
        path: [path[0] === 'name' ? 'representativeName' : 'representativeEmail'],
      });
    return z.NEVER;
  });

/** What was typed, whatever it is worth: to show it again. */
export type TypedAnswer = Partial<
  Readonly<Record<'response' | 'representativeName' | 'representativeEmail' | 'reason', string>>
>;

const loose = z.object({
  response: z.string().catch(''),
  representativeName: z.string().catch(''),
  representativeEmail: z.string().catch(''),
  reason: z.string().catch(''),
});

export const typedAnswer = (body: unknown): TypedAnswer => loose.parse(body ?? {});
