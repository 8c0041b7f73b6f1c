import { frenchLongDate } from '#libs/kernel/index.js';
import { BackLink, EmptyState } from '#libs/ui/index.js';

import type { Beside, DossierFormProps, DossierPageProps } from './dossier-page.js';
import { DossierFormPage } from './dossier.form.js';
import { DossierReadPage } from './dossier.read.js';
import { dossierStrings as say } from './dossier.strings.js';

/** The form for those who write, the dossier for those who read. */
export function DossierView(
  props: DossierPageProps & {
    readonly csrf: string;
    readonly beside: Beside;
    /** Left out for readers. */
    readonly written: Omit<DossierFormProps, keyof DossierPageProps | 'csrf'> | undefined;
  },
) {
  const { desk, dueOn, written } = props;
  const { dossier, mayWrite, isOpen } = desk;
  if (written) return <DossierFormPage {...props} {...written} />;
  // Before the sitting, those who write see what they are about to submit; everyone else what was submitted.
  const content = mayWrite && isOpen ? dossier.content : dossier.submission?.content;
  return (
    <>
      {mayWrite && isOpen && <BackLink href={`/dossiers/${dossier.id}`}>Revenir au formulaire</BackLink>}
      {content === undefined ? (
        <EmptyState title={isOpen ? say.notSubmitted : say.neverSubmitted} level={2}>
          <p>
            {isOpen
              ? `L’équipe le prépare. Il est attendu pour le ${frenchLongDate(dueOn)}.`
              : 'La séance s’est ouverte, ou le comité a été annulé, avant que l’équipe ne le dépose.'}
          </p>
        </EmptyState>
      ) : (
        <DossierReadPage {...props} content={content} beside={props.beside} />
      )}
    </>
  );
}
