import type { UnrecognisedReply } from '#libs/calendar-replies/index.js';
import type { CommitteeView, PlanningWarning } from '#libs/committees/index.js';
import type { Completeness } from '#libs/dossiers/index.js';
import type { CalendarDate } from '#libs/kernel/index.js';

/** A form of the page that was refused: which, why, and what was typed. */
export interface RefusedForm {
  readonly form: string;
  readonly message: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

export interface CommitteePageView {
  readonly committee: CommitteeView;
  readonly manages: boolean;
  readonly warnings: readonly PlanningWarning[];
  /** Ids of the people whose last mail came back. */
  readonly unreachable: ReadonlySet<string>;
  /** Answers of calendars that could not be told whose they are. */
  readonly unrecognised: readonly UnrecognisedReply[];
  /** Dates are proposed to the members, and none is chosen yet. */
  readonly choosesDate: boolean;
  /** How far dossiers are, by `progressKey`; empty for those who do not run committees. */
  readonly progress: ReadonlyMap<string, Completeness>;
  readonly today: CalendarDate;
  readonly csrf: string;
  readonly newKey: () => string;
  readonly refused: RefusedForm | undefined;
}

export const isAhead = ({ state }: CommitteeView): boolean => ['planned', 'convened', 'preparing'].includes(state);
