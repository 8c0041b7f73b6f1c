import { DomainError } from '#libs/kernel/index.js';

/** Another living Jalon owns the data directory. */
export class DataDirectoryInUse extends DomainError {
  readonly code = 'DATA_DIRECTORY_IN_USE';

  constructor(home: string, owner: { readonly pid: number; readonly address?: string | undefined }) {
    const where = [`processus ${owner.pid}`, ...(owner.address ? [owner.address] : [])].join(', ');
    super(
      `Jalon utilise déjà le dossier de données ${home} (${where}). ` +
        'Arrêtez-le d’abord, ou choisissez un autre dossier avec --data.',
      { home, pid: owner.pid, ...(owner.address ? { address: owner.address } : {}) },
    );
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'ce compte n’a pas le droit d’y écrire.',
  EPERM: 'ce compte n’a pas le droit d’y écrire.',
  EROFS: 'il est en lecture seule.',
  ENOSPC: 'le disque est plein.',
  EEXIST: 'ce n’est pas un dossier.',
  ENOTDIR: 'ce n’est pas un dossier.',
};

/** The data directory cannot be created, read or handed to the account that runs the database. */
export class DataDirectoryUnusable extends DomainError {
  readonly code = 'DATA_DIRECTORY_UNUSABLE';

  constructor(home: string, reason: string) {
    super(`Le dossier de données ${home} ne peut pas servir\u00A0: ${reason}`, { home });
  }

  /** From what the file system answered. */
  static because(home: string, error: unknown): DataDirectoryUnusable {
    const { code = '', message } = error as NodeJS.ErrnoException;
    return new DataDirectoryUnusable(home, REASONS[code] ?? message);
  }
}

/** PostgreSQL did not come up; the message ends with what it said itself. */
export class DatabaseStartFailed extends DomainError {
  readonly code = 'DATABASE_START_FAILED';
  override readonly status = 503;

  constructor(reason: string, output = '') {
    super(
      `La base de données embarquée n’a pas démarré\u00A0: ${reason}${output ? `\n${output.trim()}` : ''}`,
      output ? { output } : {},
    );
  }
}

/** How many of the server's last lines are shown: why it ended stands there, not in what came before. */
const LAST_LINES = 6;

/** PostgreSQL ended although nobody asked it to; the message ends with what it said last. */
export class DatabaseLost extends DomainError {
  readonly code = 'DATABASE_LOST';
  override readonly status = 503;

  constructor(lastWords: string) {
    super(
      'La base de données embarquée s’est arrêtée d’elle-même. Jalon la relance\u00A0: ' +
        `ce qui était enregistré n’est pas perdu.\n${lastWords.trim().split('\n').slice(-LAST_LINES).join('\n')}`.trim(),
    );
  }
}

/** No PostgreSQL is packaged for this machine. */
export class PlatformUnsupported extends DomainError {
  readonly code = 'PLATFORM_UNSUPPORTED';

  constructor(platform: string) {
    super(
      `Aucune base de données embarquée n’existe pour ${platform}. Indiquez un serveur PostgreSQL dans DATABASE_URL.`,
      { platform },
    );
  }
}
