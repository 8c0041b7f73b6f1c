import type { CalendarDate } from '#libs/kernel/index.js';
import type { Severity } from '#libs/ui/index.js';

/** One thing that awaits the person. */
export interface Task {
  readonly key: string;
  /** What it is about: a product, a committee. */
  readonly subject: string;
  readonly subjectHref: string;
  readonly detail: string;
  readonly badge: { readonly severity: Severity; readonly words: string };
  /** What to do about it; left out when only others can. */
  readonly action?: { readonly label: string; readonly href: string } | undefined;
}

export const TASK_GROUPS = ['sittings', 'toPlan', 'toConvene', 'dossiers', 'checkUps', 'records', 'signOffs'] as const;

export type TaskGroup = (typeof TASK_GROUPS)[number];

export type Tasks = Readonly<Record<TaskGroup, readonly Task[]>>;

export const GROUP_TITLES: Readonly<Record<TaskGroup, string>> = {
  sittings: 'Séances',
  toPlan: 'Comités à planifier',
  toConvene: 'Comités à convoquer',
  dossiers: 'Dossiers attendus',
  checkUps: 'Points à trois mois',
  records: 'Relevés à relire ou à corriger',
  signOffs: 'Validations attendues',
};

/** A dossier due within these days is pressing. */
export const SOON_DAYS = 7;

/** A committee's day is near enough for its preparation to matter today, in days. */
export const NEAR_DAYS = 45;

/** Where the person stands: what they run, and for which products they prepare dossiers. */
export interface Standpoint {
  readonly personId: string;
  readonly today: CalendarDate;
  /** Incubators in which they run committees. */
  readonly managed: ReadonlySet<string>;
  /** Products whose dossier they prepare. */
  readonly prepared: ReadonlySet<string>;
}
