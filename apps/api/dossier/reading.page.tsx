import {
  type Attachment,
  type DossierByLink,
  GRID,
  GRID_BLOCKS,
  GRID_READERS_WORDS,
  type GridContent,
  MARKS,
  questionsOf,
  type ReadingList,
} from '#libs/dossiers/index.js';
import { frenchDateTime, newId } from '#libs/kernel/index.js';
import {
  Alert,
  Button,
  ErrorSummary,
  Fieldset,
  Form,
  HiddenField,
  RadioGroup,
  Section,
  TextArea,
} from '#libs/ui/index.js';

import { Prose } from '../record-document/index.js';
import { AttachmentList } from './attachment-list.js';
import type { DossierPageProps } from './dossier-page.js';
import { DossierSections } from './dossier.read.js';

/** What concerns a member on one agenda. */
export function ReadingListPage({ list, path }: { readonly list: ReadingList; readonly path: string }) {
  const { committee, items } = list;
  return (
    <>
      <p>{`Séance du ${frenchDateTime(committee.startsAt)}.`}</p>
      <ul>
        {items.map(({ product, dossierId }) => (
          <li key={product.id}>
            {dossierId === null ? (
              `${product.name}\u00A0: pas encore déposé`
            ) : (
              <a href={`${path}/dossiers/${dossierId}`}>{product.name}</a>
            )}
          </li>
        ))}
      </ul>
      {items.some(({ dossierId }) => dossierId !== null) && (
        <p>
          <a href={`${path}/pdf`} download>
            Tout télécharger en un seul PDF
          </a>
        </p>
      )}
    </>
  );
}

export interface ReadingPageProps extends DossierPageProps {
  readonly reading: DossierByLink;
  readonly attachments: readonly Attachment[];
  readonly own: { readonly questions: readonly { readonly id: string; readonly body: string }[] };
  readonly grid: GridContent;
  /** Where this member is. */
  readonly path: string;
  readonly said: 'question' | 'grille' | undefined;
  readonly typed: string;
  readonly errors: Readonly<Record<string, string>>;
}

const SAID = {
  question: 'Votre question est transmise à l’équipe et à la personne qui anime le comité.',
  grille: 'Votre grille est enregistrée. Vous pouvez la modifier jusqu’à la fin de la séance, avec ce même lien.',
} as const;

/** A dossier for a member, without account: what the team hands in, then what the member has to say. */
export function ReadingPage(props: ReadingPageProps) {
  const { reading, attachments, path, said, errors } = props;
  const { submission, isSponsor, isHeard } = reading;
  return (
    <>
      {said && (
        <Alert severity="success" live>
          {SAID[said]}
        </Alert>
      )}
      <ErrorSummary errors={errors} />
      <AttachmentList attachments={attachments} path={`${path}/pieces`} pdf={`${path}/pdf`} />
      <DossierSections {...props} content={submission.content} />
      {isHeard && <AskForm {...props} />}
      {isSponsor && isHeard && <GridForm {...props} />}
    </>
  );
}

function AskForm({ own, path, typed, errors }: ReadingPageProps) {
  return (
    <Section
      id="vos-questions"
      title="Vos questions"
      lead="Posées maintenant, elles auront une réponse préparée en séance. L’équipe et la personne qui anime le comité les lisent."
    >
      {own.questions.length > 0 && (
        <ol>
          {own.questions.map(({ id, body }) => (
            <li key={id}>
              <Prose text={body} />
            </li>
          ))}
        </ol>
      )}
      <Form action={`${path}/questions`}>
        <HiddenField name="idempotencyKey" value={newId()} />
        <TextArea name="question" label="Votre question" value={typed} error={errors['question']} />
        <Button>Envoyer ma question</Button>
      </Form>
    </Section>
  );
}

function GridForm({ grid, path, errors, reading }: ReadingPageProps) {
  return (
    <Section
      id="grille"
      title="Votre grille, en dix questions"
      lead={`De 1 (pas du tout) à 5 (tout à fait). Elle aide à mener la séance et ne décide de rien. ${GRID_READERS_WORDS[reading.gridReaders]}`}
    >
      <Form action={`${path}/grille`}>
        {GRID_BLOCKS.map((block) => (
          <Fieldset key={block} id={`grille-${block}`} legend={GRID[block].title}>
            {questionsOf(block).map(([question, words]) => (
              <RadioGroup
                key={question}
                name={`marks[${question}]`}
                legend={words}
                inline
                optional
                noDefault
                kept={grid.marks[question] === null ? 'none' : String(grid.marks[question])}
                choices={[
                  ...MARKS.map((mark) => ({ value: String(mark), label: String(mark) })),
                  { value: 'none', label: 'Sans avis' },
                ]}
              />
            ))}
            <TextArea
              name={`comments[${block}]`}
              label="Commentaire"
              optional
              rows={3}
              value={grid.comments[block]}
              error={errors[`comments.${block}`]}
            />
          </Fieldset>
        ))}
        <Button>Enregistrer ma grille</Button>
      </Form>
    </Section>
  );
}
