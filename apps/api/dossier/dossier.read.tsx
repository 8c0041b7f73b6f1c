import { OBJECTIVE_STATUS_LABELS, PROPOSAL_LABELS } from '#libs/dossiers/index.js';
import { Badge, Callout, Col, DataTable, Row, Section } from '#libs/ui/index.js';

import { Prose } from '../record-document/index.js';
import { Budget, NextObjectives, Standards, Support, Team } from './dossier-read.means.js';
import { DossierContents, readParts } from './dossier-contents.js';
import type { ReadProps } from './dossier-page.js';
import { AttachmentList } from './attachment-list.js';
import type { Beside } from './dossier-page.js';
import { Grids, Questions } from './voices.js';
import { Indicators } from './dossier-read.indicators.js';
import { Hypotheses, Strategy, SustainabilityPlan } from './dossier-read.strategy.js';
import { dossierStrings as say, partWords } from './dossier.strings.js';

/** The dossier as its readers see it: what is not filled in is left out, save what the committee expects. */
export function DossierReadPage(props: ReadProps & { readonly beside: Beside }) {
  const { content, desk } = props;
  const { attachments, voices } = props.beside;
  const path = `/dossiers/${desk.dossier.id}`;
  const isSubmitted = desk.dossier.submission !== null;
  const { phase } = desk.product;
  return (
    <Row>
      <Col lg={4}>
        <DossierContents content={content} phase={phase} parts={readParts(content, phase)} />
      </Col>
      <Col lg={8}>
        <AttachmentList
          attachments={attachments}
          path={`${path}/pieces`}
          pdf={isSubmitted ? `${path}/pdf` : undefined}
        />
        <DossierSections {...props} />
        <Questions questions={voices.questions} />
        <Grids grids={voices.grids} />
      </Col>
    </Row>
  );
}

/** Everything the team says, in the order of the page. */
export function DossierSections(props: ReadProps) {
  return (
    <>
      <Proposal {...props} />
      <Texts {...props} of={{ part: 'problem', texts: ['problem', 'users'] }} />
      <Results {...props} />
      <Texts {...props} of={{ part: 'impact', texts: ['impact'] }} />
      <Indicators {...props} />
      <Texts {...props} of={{ part: 'learnings', texts: ['learnings'] }} />
      <Hypotheses {...props} />
      <Strategy {...props} />
      <NextObjectives {...props} />
      <Budget {...props} />
      <Team {...props} />
      <Support {...props} />
      <Standards {...props} />
      <SustainabilityPlan {...props} />
    </>
  );
}

/** Said first: a team that proposes to pivot or to stop changes how everything else is read. */
function Proposal({ content, desk }: ReadProps) {
  if (content.proposal === 'continue') return null;
  const { anchor, title } = partWords('proposal', desk.product.phase);
  return (
    <Section id={anchor} title={title}>
      <Callout title={PROPOSAL_LABELS[content.proposal]}>
        <Prose text={content.proposalReason} />
        <Prose text={content.proposalNext} />
      </Callout>
    </Section>
  );
}

const TEXT_LABELS = {
  problem: undefined,
  users: 'Les usagers concernés',
  impact: undefined,
  learnings: undefined,
} as const;

function Texts(
  props: ReadProps & {
    readonly of: {
      readonly part: 'problem' | 'impact' | 'learnings';
      readonly texts: readonly (keyof typeof TEXT_LABELS)[];
    };
  },
) {
  const { content, desk, of } = props;
  const { anchor, title } = partWords(of.part, desk.product.phase);
  const filled = of.texts.filter((name) => content[name] !== '');
  return (
    <Section id={anchor} title={title}>
      {filled.length === 0 && <Nothing />}
      {filled.map((name) => (
        <div key={name}>
          {TEXT_LABELS[name] !== undefined && <h3>{TEXT_LABELS[name]}</h3>}
          <Prose text={content[name]} />
        </div>
      ))}
      {of.part === 'problem' && content.demonstrationUrl !== '' && (
        <p>
          <a href={content.demonstrationUrl} rel="noreferrer">
            Voir la démonstration
          </a>
        </p>
      )}
    </Section>
  );
}

function Nothing() {
  return <p class="fr-hint-text">{say.nothing}</p>;
}

const STATUS_SEVERITIES = { reached: 'success', partly: 'warning', 'not-reached': 'error' } as const;

function Results({ content, desk }: ReadProps) {
  if (content.objectives.length === 0) return null;
  const { anchor, title } = partWords('results', desk.product.phase);
  return (
    <Section id={anchor} title={title}>
      <DataTable
        caption="Résultats, objectif par objectif"
        captionHidden
        rows={content.objectives.map((one, index) => ({ ...one, index }))}
        rowKey={({ index }) => String(index)}
        columns={[
          {
            key: 'text',
            header: 'Objectif',
            rowHeader: true,
            cell: ({ text, criterion }) => (
              <>
                {text}
                {criterion !== '' && <span class="fr-hint-text">{`Succès attendu\u00A0: ${criterion}`}</span>}
              </>
            ),
          },
          {
            key: 'status',
            header: 'Atteint',
            cell: ({ status }) =>
              status === null ? (
                say.nothing
              ) : (
                <Badge severity={STATUS_SEVERITIES[status]}>{OBJECTIVE_STATUS_LABELS[status]}</Badge>
              ),
          },
          {
            key: 'result',
            header: 'Résultat aujourd’hui',
            cell: ({ result, why }) => (
              <>
                <Prose text={result} />
                <Prose text={why} />
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}
