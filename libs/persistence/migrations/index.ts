import { Engine } from './0001-engine.js';
import { Portfolio } from './0010-portfolio.js';
import { Identity } from './0011-identity.js';
import { Mail } from './0020-mail.js';
import { Committees } from './0030-committees.js';
import { Decisions } from './0040-decisions.js';
import { Dossiers } from './0050-dossiers.js';
import { Records } from './0060-records.js';
import { SignOff } from './0070-sign-off.js';
import { Audit } from './0080-audit.js';
import { Scale } from './0090-scale.js';
import { Clocks } from './0091-clocks.js';
import { Versions } from './0100-versions.js';
import { Planning } from './0130-planning.js';
import { Answers } from './0140-answers.js';
import { CalendarFeeds } from './0141-calendar-feeds.js';
import { DatePolls } from './0142-date-polls.js';
import { CalendarReplies } from './0143-calendar-replies.js';
import { MailsReturned } from './0144-mails-returned.js';
import { Undo } from './0170-undo.js';
import { HotPath } from './0180-hot-path.js';
import { Bringings } from './0190-bringings.js';
import { Corrections } from './0200-corrections.js';
import { ReplacedRecords } from './0201-replaced-records.js';
import { Origins } from './0202-origins.js';
import { Programmes } from './0210-programmes.js';
import { HeldLetters } from './0220-held-letters.js';
import { AddressCorrections } from './0221-address-corrections.js';
import { Sittings } from './0230-sittings.js';
import { JournalSeals } from './0240-journal-seals.js';
import { DossierDrafts } from './0250-dossier-drafts.js';
import { DossierAttachments } from './0251-dossier-attachments.js';
import { DossierVoices } from './0252-dossier-voices.js';
import { CheckUps } from './0253-check-ups.js';

/**
 * Every migration, in the order they run. Never edited once released; forward only, and only adding: a program of the version
 * before goes on beside it (ADR 0016). An index on a table that holds rows is built concurrently.
 */
export const migrations = [
  Engine,
  Portfolio,
  Identity,
  Mail,
  Committees,
  Decisions,
  Dossiers,
  Records,
  SignOff,
  Audit,
  Scale,
  Clocks,
  Versions,
  Planning,
  Answers,
  CalendarFeeds,
  DatePolls,
  CalendarReplies,
  MailsReturned,
  Undo,
  HotPath,
  Corrections,
  ReplacedRecords,
  Origins,
  Programmes,
  HeldLetters,
  Sittings,
  AddressCorrections,
  JournalSeals,
  DossierDrafts,
  DossierAttachments,
  DossierVoices,
  CheckUps,
  Bringings,
];
