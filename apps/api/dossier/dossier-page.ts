import type {
  Attachment,
  DossierContent,
  DossierDesk,
  DossierGrid,
  DossierQuestion,
  IndicatorHistory,
  UnitCostHistory,
} from '#libs/dossiers/index.js';
import type { CalendarDate } from '#libs/kernel/index.js';

import type { Conflicting } from './conflicts.js';
import type { DossierForm, Growing } from './dossier-form.values.js';

/** What the page of a dossier is given. */
export interface DossierPageProps {
  readonly desk: DossierDesk;
  readonly dueOn: CalendarDate;
  readonly today: CalendarDate;
  /** What earlier committees were shown. */
  readonly northStar: IndicatorHistory | undefined;
  readonly unitCost: UnitCostHistory | undefined;
}

/** What goes with a dossier without being of it. */
export interface Beside {
  readonly attachments: readonly Attachment[];
  /** Empty for those who may not read them. */
  readonly voices: { readonly questions: readonly DossierQuestion[]; readonly grids: readonly DossierGrid[] };
}

/** What the form adds: what was typed, and what was said of it. */
export interface DossierFormProps extends DossierPageProps {
  readonly csrf: string;
  readonly form: DossierForm;
  readonly revision: number;
  readonly errors: Readonly<Record<string, string>>;
  /** Refused or to be settled: it holds what was just typed, whatever the browser has kept. */
  readonly isReturned: boolean;
  /** Who writes. */
  readonly author: string;
  readonly more?: Growing | undefined;
  /** What two editors wrote differently. */
  readonly conflicting?: Conflicting | undefined;
}

/** What readers are shown. */
export type ReadProps = DossierPageProps & { readonly content: DossierContent };
