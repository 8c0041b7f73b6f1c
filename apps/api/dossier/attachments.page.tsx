import {
  ACCEPTED_FILES,
  ACCEPTED_WORDS,
  type Attachment,
  type DossierDesk,
  LARGEST_FILE,
} from '#libs/dossiers/index.js';
import { frenchDateTime, newId } from '#libs/kernel/index.js';
import {
  BackLink,
  Button,
  DataTable,
  ErrorSummary,
  FileField,
  Form,
  HiddenField,
  HiddenText,
  Section,
} from '#libs/ui/index.js';

import { fileSize, fileType } from './file-words.js';

/** The files of a dossier, for those who write it. */
export function AttachmentsPage(props: {
  readonly desk: DossierDesk;
  readonly attachments: readonly Attachment[];
  readonly nameOf: (personId: string) => string;
  readonly csrf: string;
  readonly error: string | undefined;
}) {
  const { desk, attachments, nameOf, csrf, error } = props;
  const path = `/dossiers/${desk.dossier.id}`;
  const there = attachments.filter(({ removed }) => removed === null);
  const gone = attachments.filter(({ removed }) => removed !== null);
  return (
    <>
      <BackLink href={path}>Revenir au dossier</BackLink>
      <ErrorSummary errors={error === undefined ? {} : { piece: error }} />
      <Section
        id="joindre"
        title="Joindre un fichier"
        lead="Votre présentation, une maquette, une capture d’écran. Les membres du comité la téléchargent avec le dossier."
      >
        <Form action={`${path}/pieces`} csrf={csrf} enctype="multipart/form-data">
          <HiddenField name="idempotencyKey" value={newId()} />
          <FileField
            name="piece"
            label="Le fichier"
            hint={`${ACCEPTED_WORDS}, ${fileSize(LARGEST_FILE)} au plus.`}
            accept={ACCEPTED_FILES}
            error={error}
          />
          <Button>Joindre</Button>
        </Form>
      </Section>
      <Section id="pieces" title="Pièces jointes">
        <DataTable
          caption="Pièces du dossier"
          captionHidden
          empty="Aucune pièce pour l’instant."
          rows={there}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              header: 'Fichier',
              rowHeader: true,
              cell: ({ id, name, mediaType, size }) => (
                <>
                  <a href={`${path}/pieces/${id}`} download>
                    {name}
                  </a>
                  <span class="fr-hint-text">{`${fileType(mediaType)}, ${fileSize(size)}`}</span>
                </>
              ),
            },
            {
              key: 'added',
              header: 'Ajoutée',
              cell: ({ addedAt, addedBy }) => `${frenchDateTime(addedAt)}, par ${nameOf(addedBy)}`,
            },
            {
              key: 'remove',
              header: 'Retirer',
              cell: ({ id, name }) => (
                <Form action={`${path}/pieces/${id}/retirer`} csrf={csrf}>
                  <Button kind="tertiary" size="sm">
                    Retirer <HiddenText>{name}</HiddenText>
                  </Button>
                </Form>
              ),
            },
          ]}
        />
        <p class="fr-hint-text">
          Une pièce se retire jusqu’à l’ouverture de la séance, et son contenu est alors effacé. Celles que le comité a
          vues restent au dossier.
        </p>
        {gone.length > 0 && (
          <ul>
            {gone.map(({ id, name, removed }) => (
              <li
                key={id}
              >{`${name}, retirée ${removed ? `${frenchDateTime(removed.at)} par ${nameOf(removed.by)}` : ''}`}</li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}
