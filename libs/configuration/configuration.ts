/** Where background jobs wait: on Redis, or in the database itself when no Redis is named. */
export type QueueBackend = { readonly kind: 'redis'; readonly url: string } | { readonly kind: 'postgres' };

/** The certificate that seals records, as a PKCS #12 file's bytes and its password. */
export interface SealCertificate {
  readonly p12: Uint8Array;
  readonly password: string;
}

/** Where calendars answer and lost mails come back: an address, and where its mail is handed to us. */
export interface Inbound {
  readonly address: string;
  readonly host: string;
  readonly port: number;
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Everything that may differ from one installation to the next; read once at start, then injected.
 * Abstract so that it is both the type and Nest's injection token: `{ provide: Configuration, useValue: configuration }`.
 */
export abstract class Configuration {
  /** `embedded`: one process with its own database and mail catcher. `service`: everything named by the environment. */
  abstract readonly mode: 'embedded' | 'service';
  abstract readonly databaseUrl: string;
  abstract readonly queue: QueueBackend;
  abstract readonly smtpUrl: string;
  /** `Nom <adresse>` or an address alone. */
  abstract readonly mailFrom: string;
  /** Milliseconds for which a letter that may wait is held for others to the same person; five minutes when left out. */
  abstract readonly mailHold?: number;
  /** Origin that people reach, without a slash at the end: every link in a mail begins with it. */
  abstract readonly baseUrl: string;
  /** At least 32 characters. */
  abstract readonly sessionSecret: string;
  abstract readonly host: string;
  /** 0 takes any free port. */
  abstract readonly port: number;
  abstract readonly logLevel: LogLevel;
  abstract readonly seal?: SealCertificate;
  /** Left out, calendars answer to {@link mailFrom}, where nobody reads them. */
  abstract readonly inbound?: Inbound;
  /** RFC 3161 time-stamping authority. */
  abstract readonly timestampUrl?: string;
  /** PEM certificates that its stamps must be vouched for by; left out, the chain that it gives must hold by itself. */
  abstract readonly timestampAnchors?: string;
  /** At least 32 characters; who presents it may read /metrics from anywhere. */
  abstract readonly metricsToken?: string;
  /** Folder of the operator's own licensed copy of the State design system. */
  abstract readonly designSystemDir?: string;
}
