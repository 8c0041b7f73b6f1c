import { type z } from 'zod';

import { type Configuration, type SealCertificate } from './configuration.js';
import { commonSettings, serviceSettings } from './environment.schema.js';
import { type ConfigurationProblem, InvalidConfiguration } from './invalid-configuration.error.js';

type Environment = Readonly<Record<string, string | undefined>>;
type CommonSettings = z.infer<typeof commonSettings>;

/** What the embedded start works out for itself. */
export interface EmbeddedSettings {
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly baseUrl: string;
  readonly sessionSecret: string;
  readonly host: string;
  readonly port: number;
}

const EMBEDDED_SENDER = 'Jalon <jalon@incubateur.example>';

/**
 * Reads the configuration of service mode from the environment; an empty variable counts as absent.
 * @throws InvalidConfiguration naming everything that is missing or wrong, without repeating a value.
 */
export function readConfiguration(env: Environment): Configuration {
  const settings = parse(serviceSettings, env);
  return {
    mode: 'service',
    databaseUrl: settings.DATABASE_URL,
    queue: settings.REDIS_URL ? { kind: 'redis', url: settings.REDIS_URL } : { kind: 'postgres' },
    smtpUrl: settings.SMTP_URL,
    mailFrom: settings.MAIL_FROM,
    baseUrl: settings.BASE_URL,
    sessionSecret: settings.SESSION_SECRET,
    host: settings.HOST,
    port: settings.PORT,
    ...(settings.INBOUND_ADDRESS
      ? {
          inbound: {
            address: settings.INBOUND_ADDRESS.toLowerCase(),
            host: settings.INBOUND_HOST,
            port: settings.INBOUND_PORT,
          },
        }
      : {}),
    ...optional(settings),
  };
}

/**
 * The configuration of embedded mode: what the start command set up, and from the environment only what may be added to it
 * (hold of mails, seal, time stamp, metrics token, design system, log level).
 * @throws InvalidConfiguration
 */
export function embeddedConfiguration(settings: EmbeddedSettings, env: Environment): Configuration {
  return {
    mode: 'embedded',
    queue: { kind: 'postgres' },
    mailFrom: EMBEDDED_SENDER,
    ...settings,
    ...optional(parse(commonSettings, env)),
  };
}

function parse<Schema extends z.ZodType<CommonSettings>>(schema: Schema, env: Environment): z.infer<Schema> {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(present);
  const problems = [...(result.error?.issues ?? []).map(problemOf), ...sealProblems(present)];
  if (!result.success || problems.length > 0) throw new InvalidConfiguration(problems);
  return result.data;
}

function problemOf(issue: z.core.$ZodIssue): ConfigurationProblem {
  return { key: issue.path.join('.'), message: issue.message };
}

function sealProblems(env: Environment): readonly ConfigurationProblem[] {
  const { SEAL_P12_PATH: path, SEAL_P12_BASE64: bytes, SEAL_P12_PASSWORD: password } = env;
  if (path && bytes) return [{ key: 'SEAL_P12_BASE64', message: 'ne se donne pas en même temps que SEAL_P12_PATH.' }];
  if ((path ?? bytes) && !password) return [{ key: 'SEAL_P12_PASSWORD', message: 'manque pour ouvrir le certificat.' }];
  if (password && !path && !bytes)
    return [{ key: 'SEAL_P12_PATH', message: 'manque (ou SEAL_P12_BASE64), puisque le mot de passe est donné.' }];
  return [];
}

function optional(
  settings: CommonSettings,
): Pick<
  Configuration,
  'logLevel' | 'mailHold' | 'seal' | 'timestampUrl' | 'timestampAnchors' | 'metricsToken' | 'designSystemDir'
> {
  const seal = sealOf(settings);
  return {
    logLevel: settings.LOG_LEVEL,
    ...(settings.MAIL_HOLD_MINUTES === undefined ? {} : { mailHold: settings.MAIL_HOLD_MINUTES }),
    ...(seal ? { seal } : {}),
    ...(settings.TIMESTAMP_URL ? { timestampUrl: settings.TIMESTAMP_URL } : {}),
    ...(settings.TIMESTAMP_CA_PATH ? { timestampAnchors: settings.TIMESTAMP_CA_PATH } : {}),
    ...(settings.METRICS_TOKEN ? { metricsToken: settings.METRICS_TOKEN } : {}),
    ...(settings.DESIGN_SYSTEM_DIR ? { designSystemDir: settings.DESIGN_SYSTEM_DIR } : {}),
  };
}

function sealOf(settings: CommonSettings): SealCertificate | undefined {
  const p12 = settings.SEAL_P12_PATH ?? settings.SEAL_P12_BASE64;
  return p12 && settings.SEAL_P12_PASSWORD ? { p12, password: settings.SEAL_P12_PASSWORD } : undefined;
}
