import {
  blockMean,
  type DossierGrid,
  type DossierQuestion,
  GRID,
  GRID_BLOCKS,
  GRID_QUESTIONS,
  questionsOf,
} from '#libs/dossiers/index.js';
import { frenchDateTime } from '#libs/kernel/index.js';
import { Callout, DataTable, Section } from '#libs/ui/index.js';

import { Prose } from '../record-document/index.js';

/** The questions that members put before the sitting: for the team, and for who facilitates. */
export function Questions({ questions }: { readonly questions: readonly DossierQuestion[] }) {
  if (questions.length === 0) return null;
  return (
    <Section
      id="questions"
      title="Questions reçues avant la séance"
      lead="Préparez vos réponses : elles se donnent en séance."
    >
      <ol>
        {questions.map(({ id, by, body, askedAt }) => (
          <li key={id}>
            <Prose text={body} />
            <p class="fr-hint-text">{`${by.name}, ${frenchDateTime(askedAt)}`}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const figures = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** What sponsors answered to the grid, side by side. It informs, and decides nothing: nothing is added up across blocks. */
export function Grids({ grids }: { readonly grids: readonly DossierGrid[] }) {
  if (grids.length === 0) return null;
  return (
    <Section id="grilles" title="Grille du sponsor">
      <Callout title="Elle informe, elle ne décide pas">
        <p>Servez-vous-en pour ordonner les questions de la séance, non pour conclure.</p>
      </Callout>
      {GRID_BLOCKS.map((block) => {
        const mean = blockMean(
          grids.map(({ content }) => content),
          block,
        );
        return (
          <DataTable
            key={block}
            caption={mean === null ? GRID[block].title : `${GRID[block].title}\u00A0: ${figures.format(mean)} sur 5`}
            rows={questionsOf(block)}
            rowKey={([question]) => question}
            columns={[
              { key: 'question', header: 'Question', rowHeader: true, cell: ([, words]) => words },
              ...grids.map(({ by, content }, index) => ({
                key: `by${index}`,
                header: by.name,
                numeric: true,
                cell: ([question]: readonly [(typeof GRID_QUESTIONS)[number], string]) =>
                  content.marks[question] === null ? 'Sans avis' : `${content.marks[question]} sur 5`,
              })),
            ]}
          />
        );
      })}
      {grids.map(({ by, content, answeredAt }) => (
        <div key={by.id}>
          <h3>{`Commentaires\u00A0: ${by.name}`}</h3>
          {GRID_BLOCKS.map((block) => (
            <Prose key={block} text={content.comments[block]} />
          ))}
          <p class="fr-hint-text">{`Répondu ${frenchDateTime(answeredAt)}`}</p>
        </div>
      ))}
    </Section>
  );
}
