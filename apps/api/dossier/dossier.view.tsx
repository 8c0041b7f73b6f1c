import type { Dossier } from '#libs/dossiers/index.js';
import { frenchDateTime, frenchLongDate } from '#libs/kernel/index.js';
import { Alert, BackLink, EmptyState } from '#libs/ui/index.js';

import type { DossierFormProps, DossierPageProps } from './dossier-page.js';
import { DossierFormPage } from './dossier.form.js';
import { DossierReadPage } from './dossier.read.js';
import { dossierStrings as say } from './dossier.strings.js';

/** The form for those who write, the dossier for those who read. */
export function DossierView(
  props: DossierPageProps & {
    readonly csrf: string;
    /** Left out for readers. */
    readonly written: Pick<DossierFormProps, 'form' | 'revision' | 'errors' | 'more'> | undefined;
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
        <DossierReadPage {...props} content={content} />
      )}
    </>
  );
}

/** Tells the second of two editors what happened, what is at stake and what to do; nothing is lost on either side. */
export function ChangedAlert(props: {
  readonly dossier: Dossier;
  readonly by: string | undefined;
  readonly parts: readonly string[];
}) {
  const { dossier, by = 'Quelqu’un', parts } = props;
  return (
    <Alert severity="warning" title={say.changed} level={2} live>
      <p>
        {`${by} a enregistré ce dossier ${frenchDateTime(dossier.updatedAt)}, pendant que vous le remplissiez. Vos réponses sont ci-dessous, et ne sont pas encore enregistrées.`}
      </p>
      {parts.length > 0 && (
        <>
          <p>Elles diffèrent de la version enregistrée dans ces parties :</p>
          <ul>
            {parts.map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={`/dossiers/${dossier.id}?vue=lecture`} target="_blank" rel="noopener">
          Lire la version enregistrée (nouvelle fenêtre)
        </a>
        , reportez ici ce qu’il faut en garder, puis enregistrez : votre version la remplacera.
      </p>
    </Alert>
  );
}
