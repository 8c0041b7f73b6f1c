import type { DossierContent, DossierDesk } from '#libs/dossiers/index.js';
import type { CalendarDate } from '#libs/kernel/index.js';

import type { DossierForm, Growing } from './dossier-form.values.js';

/** What the page of a dossier is given. */
export interface DossierPageProps {
  readonly desk: DossierDesk;
  readonly dueOn: CalendarDate;
  readonly today: CalendarDate;
}

/** What the form adds: what was typed, and what was said of it. */
export interface DossierFormProps extends DossierPageProps {
  readonly csrf: string;
  readonly form: DossierForm;
  readonly revision: number;
  readonly errors: Readonly<Record<string, string>>;
  readonly more?: Growing | undefined;
}

/** What readers are shown. */
export type ReadProps = DossierPageProps & { readonly content: DossierContent };
