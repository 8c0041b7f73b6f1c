import { INDICATOR_KIND_LABELS, isVain, OBJECTIVE_STATUS_LABELS, PROPOSAL_LABELS } from '#libs/dossiers/index.js';
import { Badge, Callout, Col, DataTable, Figures, Row, Section } from '#libs/ui/index.js';

import { Prose } from '../record-document/index.js';
import { Budget, NextObjectives, Standards, Support, Team } from './dossier-read.means.js';
import { DossierContents, readParts } from './dossier-contents.js';
import type { ReadProps } from './dossier-page.js';
import { dossierStrings as say, partWords, VANITY } from './dossier.strings.js';
import { typedFigure } from './figures.js';

/** The dossier as its readers see it: what is not filled in is left out, save what the committee expects. */
export function DossierReadPage(props: ReadProps) {
  const { content, desk } = props;
  const { phase } = desk.product;
  return (
    <Row>
      <Col lg={4}>
        <DossierContents content={content} phase={phase} parts={readParts(content, phase)} />
      </Col>
      <Col lg={8}>
        <Proposal {...props} />
        <Texts {...props} of={{ part: 'problem', texts: ['problem', 'users'] }} />
        <Results {...props} />
        <Texts {...props} of={{ part: 'impact', texts: ['impact'] }} />
        <Indicators {...props} />
        <Texts {...props} of={{ part: 'learnings', texts: ['learnings'] }} />
        <Texts {...props} of={{ part: 'strategy', texts: ['strategy', 'hypotheses'] }} />
        <NextObjectives {...props} />
        <Budget {...props} />
        <Team {...props} />
        <Support {...props} />
        <Standards {...props} />
      </Col>
    </Row>
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
      </Callout>
    </Section>
  );
}

const TEXT_LABELS = {
  problem: undefined,
  users: 'Les usagers concernés',
  impact: undefined,
  learnings: undefined,
  strategy: undefined,
  hypotheses: 'Hypothèses à vérifier',
} as const;

function Texts(
  props: ReadProps & {
    readonly of: {
      readonly part: 'problem' | 'impact' | 'learnings' | 'strategy';
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

/** Held together: a cell laid out as a card would part its thousands. */
function Figure({ value }: { readonly value: number | null }) {
  if (value === null) return null;
  return (
    <span class="jl-nowrap">
      <Figures text={typedFigure(value)} />
    </span>
  );
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

function Indicators({ content, desk }: ReadProps) {
  const { anchor, title } = partWords('indicators', desk.product.phase);
  return (
    <Section id={anchor} title={title}>
      {isVain(content) && (
        <Callout title={VANITY.title}>
          <p>Le comité décide d’après l’impact : ni l’effort ni l’usage ne montrent que le problème diminue.</p>
        </Callout>
      )}
      <DataTable
        caption="Indicateurs"
        captionHidden
        empty={say.nothing}
        rows={content.indicators.map((one, index) => ({ ...one, index }))}
        rowKey={({ index }) => String(index)}
        columns={[
          {
            key: 'name',
            header: 'Indicateur',
            rowHeader: true,
            cell: ({ name, unit, period, source }) => (
              <>
                {name}
                <span class="fr-hint-text">
                  {[unit, period, source && `source\u00A0: ${source}`].filter(Boolean).join(', ')}
                </span>
              </>
            ),
          },
          { key: 'kind', header: 'Nature', cell: ({ kind }) => (kind === null ? '' : INDICATOR_KIND_LABELS[kind]) },
          {
            key: 'previous',
            header: 'Il y a six mois',
            numeric: true,
            cell: ({ previous }) => <Figure value={previous} />,
          },
          {
            key: 'previousTarget',
            header: 'Cible d’il y a six mois',
            numeric: true,
            cell: ({ previousTarget }) => <Figure value={previousTarget} />,
          },
          {
            key: 'value',
            header: 'Aujourd’hui',
            numeric: true,
            cell: ({ value }) => <Figure value={value} />,
          },
          {
            key: 'target',
            header: 'Cible dans six mois',
            numeric: true,
            cell: ({ target }) => <Figure value={target} />,
          },
        ]}
      />
    </Section>
  );
}
