import { existsSync, readFileSync, statSync } from 'node:fs';

import { z } from 'zod';

import { LOG_LEVELS } from './configuration.js';

const MISSING = 'manque.';
const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);
const LEAST_SECRET = 32;

/** Every message is written here: zod's own repeat the value, which may hold a password. */
const text = () => z.string({ error: MISSING });

const url = (protocols: readonly string[], example: string) =>
  text().refine((value) => protocols.includes(parsed(value)?.protocol ?? ''), {
    error: `doit être une adresse comme ${example}.`,
  });

const baseUrl = text()
  .refine((value) => isOrigin(parsed(value)), {
    error: 'doit être l’adresse publique du service, sans chemin, comme https://jalon.example.',
  })
  .refine((value) => isPrivate(parsed(value)), { error: 'doit commencer par https:// (sauf sur la machine même).' })
  .transform((value) => new URL(value).origin);

const secret = text().refine((value) => value.length >= LEAST_SECRET, {
  error: `doit compter au moins ${LEAST_SECRET} caractères tirés au hasard.`,
});

const mailFrom = text().refine((value) => /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u.test(value), {
  error: 'doit être une adresse, seule ou précédée d’un nom\u00A0: Jalon <jalon@incubateur.example>.',
});

const port = z
  .string()
  .refine((value) => /^\d{1,5}$/u.test(value) && Number(value) <= 65_535, {
    error: 'doit être un nombre de 0 à 65535.',
  })
  .transform(Number);

const base64 = z
  .string()
  .refine((value) => value.length > 0 && /^[A-Za-z0-9+/\s]+=*\s*$/u.test(value), {
    error: 'doit être écrit en base64.',
  })
  .transform((value): Uint8Array => Buffer.from(value, 'base64'));

const readableFile = z
  .string()
  .refine(isReadable, { error: 'désigne un fichier qui n’existe pas ou ne peut pas être lu.' })
  .transform((file): Uint8Array => readFileSync(file));

const folder = z.string().refine((value) => existsSync(value) && statSync(value).isDirectory(), {
  error: 'désigne un dossier qui n’existe pas.',
});

/** More would make people wait for what they asked for. */
const LONGEST_HOLD_MINUTES = 60;

const holdMinutes = z
  .string()
  .refine((value) => /^\d{1,2}$/u.test(value) && Number(value) <= LONGEST_HOLD_MINUTES, {
    error: `doit être un nombre de minutes, de 0 à ${LONGEST_HOLD_MINUTES}.`,
  })
  .transform((value) => Number(value) * 60_000);

/** Settings that either mode takes from the environment. */
export const commonSettings = z.object({
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `doit être l’un de ${LOG_LEVELS.join(', ')}.` }).default('log'),
  MAIL_HOLD_MINUTES: holdMinutes.optional(),
  SEAL_P12_PATH: readableFile.optional(),
  SEAL_P12_BASE64: base64.optional(),
  SEAL_P12_PASSWORD: z.string().optional(),
  TIMESTAMP_URL: url(['http:', 'https:'], 'https://horodatage.example').optional(),
  TIMESTAMP_CA_PATH: readableFile.transform((bytes) => Buffer.from(bytes).toString()).optional(),
  METRICS_TOKEN: secret.optional(),
  DESIGN_SYSTEM_DIR: folder.optional(),
});

/** Settings of an installation whose database, queue and mail are services. */
export const serviceSettings = commonSettings.extend({
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://compte:secret@serveur:5432/jalon'),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://serveur:6379').optional(),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://serveur:587'),
  BASE_URL: baseUrl,
  SESSION_SECRET: secret,
  MAIL_FROM: mailFrom,
  HOST: z.string().default('0.0.0.0'),
  PORT: port.default(3000),
  INBOUND_ADDRESS: z
    .string()
    .refine((value) => /^[^\s<>@]+@[^\s<>@]+$/u.test(value), {
      error: 'doit être une adresse seule\u00A0: reponses@jalon.example.',
    })
    .optional(),
  INBOUND_HOST: z.string().default('0.0.0.0'),
  INBOUND_PORT: port.default(2525),
});

function parsed(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}

function isOrigin(value: URL | undefined): boolean {
  if (!value || !['http:', 'https:'].includes(value.protocol)) return false;
  return value.pathname === '/' && !value.search && !value.hash && !value.username && !value.password;
}

function isPrivate(value: URL | undefined): boolean {
  return value?.protocol !== 'http:' || LOCAL_HOSTS.has(value.hostname);
}

function isReadable(file: string): boolean {
  try {
    return statSync(file).isFile() && readFileSync(file).length > 0;
  } catch {
    return false;
  }
}
