import { DomainError } from '#libs/kernel/index.js';

/** The case cannot take this event in its present state. The code is the process's own when it says why. */
export class EventRefused extends DomainError {
  constructor(
    readonly code: string,
    message: string,
    details: { readonly process: string; readonly state: string; readonly event: string },
  ) {
    super(message, details);
  }
}

export class CaseNotFound extends DomainError {
  readonly code = 'CASE_NOT_FOUND';
  override readonly status = 404;

  constructor(process: string) {
    super('Ce dossier n’existe pas ou n’existe plus.', { process });
  }
}

/** A newer process wrote this case; this one must not touch what it cannot understand. */
export class CaseFromNewerVersion extends DomainError {
  readonly code = 'CASE_FROM_NEWER_VERSION';
  override readonly status = 503;

  constructor(process: string, stored: number, known: number) {
    super('Une mise à jour de Jalon est en cours. Rien n’a été enregistré\u202F; réessayez dans un instant.', {
      process,
      stored,
      known,
    });
  }
}

/** No migration brings this case to today's definition: ours to mend, before the version is rolled out. */
export class CaseNotMigratable extends DomainError {
  readonly code = 'CASE_NOT_MIGRATABLE';
  override readonly status = 500;

  constructor(override readonly details: { process: string; from: number; to: number; why: string }) {
    super('Ce dossier n’a pas pu être adapté à la nouvelle version de Jalon. Prévenez la personne qui l’exploite.');
  }
}

/** Too many others moved the case at the same time. */
export class CaseContended extends DomainError {
  readonly code = 'CASE_CONTENDED';
  override readonly status = 503;

  constructor() {
    super('D’autres personnes agissent sur ce dossier au même instant. Réessayez.');
  }
}

/** The case no longer holds the deadline that it was to be told. */
export class DeadlineDropped extends DomainError {
  readonly code = 'DEADLINE_DROPPED';

  constructor() {
    super('Cette échéance n’a plus cours.');
  }
}

const UNDO_REFUSALS = {
  UNDO_NOT_POSSIBLE: 'Cette étape ne peut pas être annulée.',
  UNDO_MOVED_ON: 'Le dossier a changé entre-temps\u00A0: relisez-le avant d’annuler quoi que ce soit.',
  UNDO_OVERTAKEN:
    'Cette étape ne peut plus être annulée\u00A0: ce qu’elle a entraîné ailleurs a déjà eu une suite, qu’il faudrait défaire d’abord.',
  UNDO_TOO_LATE:
    'Cette étape ne peut plus être annulée\u00A0: ce qui est déjà parti ne se rattrape pas par le silence.',
  UNDO_WRITTEN_OVER:
    'Cette étape ne peut pas être annulée\u00A0: ce qui était noté avant elle n’est plus connu. Notez-le à nouveau.',
  UNDO_WITHOUT_REASON: 'Indiquez pourquoi cette étape est annulée\u00A0: le motif sera lu et conservé.',
} as const;

/** A step that stands, whatever somebody would like. */
export class UndoRefused extends DomainError {
  constructor(
    readonly code: keyof typeof UNDO_REFUSALS,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(UNDO_REFUSALS[code], details);
  }
}
