import type { Envelope } from '#libs/decisions/index.js';
import { type CalendarDate, counted, frenchDate } from '#libs/kernel/index.js';
import { type Incubator, type PortfolioLine, STANDING_LABELS, STANDINGS } from '#libs/portfolio/index.js';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  type Column,
  Col,
  DataTable,
  DateText,
  EmptyState,
  Form,
  Money,
  Pagination,
  Row,
  SelectField,
  TextField,
} from '#libs/ui/index.js';
import { LIFECYCLE_LABELS, LIFECYCLE_STATES } from '#workflows/contract/index.js';

import { DutyBadge } from './duty-words.js';
import { LifecycleBadge } from './lifecycle-badge.js';
import { portfolioHref, type PortfolioQuery } from './portfolio-query.js';

export interface PortfolioPageProps {
  readonly query: PortfolioQuery;
  readonly lines: readonly PortfolioLine[];
  readonly total: number;
  readonly perPage: number;
  readonly incubators: readonly Incubator[];
  readonly envelopes: ReadonlyMap<string, Envelope>;
  readonly on: CalendarDate;
}

export function PortfolioPage(props: PortfolioPageProps) {
  const { query, total, perPage } = props;
  return (
    <>
      <Filters query={query} incubators={props.incubators} />
      {total === 0 ? (
        <Nothing query={query} />
      ) : (
        <>
          <DataTable
            caption={`${counted(total, 'produit')} au ${frenchDate(props.on)}`}
            rows={props.lines}
            rowKey={({ product }) => product.id}
            columns={columns(props)}
          />
          <Pagination
            current={query.page}
            total={Math.ceil(total / perPage)}
            hrefOf={(page) => portfolioHref(query, { page })}
            label="Pages du portefeuille"
          />
        </>
      )}
    </>
  );
}

function Filters({ query, incubators }: Pick<PortfolioPageProps, 'query' | 'incubators'>) {
  const isOfMany = incubators.length > 1;
  const width = isOfMany ? 3 : 4;
  return (
    <Form action="/portefeuille" method="get" ariaLabel="Filtrer le portefeuille">
      <Row>
        <Col md={width}>
          <TextField name="q" label="Nom ou description" type="search" optional value={query.q} maxLength={100} />
        </Col>
        <Col md={width}>
          <SelectField
            name="etape"
            label="Phase"
            placeholder={false}
            value={query.etape}
            options={[
              { value: 'actives', label: 'Phases actives' },
              { value: 'toutes', label: 'Toutes les phases' },
              ...LIFECYCLE_STATES.map((state) => ({ value: state, label: LIFECYCLE_LABELS[state] })),
            ]}
          />
        </Col>
        <Col md={width}>
          <SelectField
            name="etat"
            label="Situation"
            placeholder={false}
            value={query.etat}
            options={[
              { value: 'toutes', label: 'Toutes les situations' },
              ...STANDINGS.map((standing) => ({ value: standing, label: STANDING_LABELS[standing] })),
            ]}
          />
        </Col>
        {isOfMany && (
          <Col md={width}>
            <SelectField
              name="incubateur"
              label="Incubateur"
              placeholder={false}
              value={query.incubateur}
              options={[
                { value: 'tous', label: 'Tous les incubateurs' },
                ...incubators.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Col>
        )}
      </Row>
      <ButtonGroup>
        <Button kind="secondary">Filtrer</Button>
        <ButtonLink kind="tertiary" href="/portefeuille">
          Effacer les filtres
        </ButtonLink>
        <ButtonLink kind="tertiary" icon="download" href={portfolioHref(query, {}, '/portefeuille/export.csv')}>
          Exporter pour un tableur (CSV)
        </ButtonLink>
      </ButtonGroup>
    </Form>
  );
}

function Nothing({ query }: Pick<PortfolioPageProps, 'query'>) {
  const isFiltered = portfolioHref(query) !== '/portefeuille';
  return (
    <EmptyState
      title={isFiltered ? 'Aucun produit ne répond à ces critères' : 'Aucun produit en phase active'}
      level={2}
      action={
        <ButtonLink
          kind="secondary"
          href={portfolioHref({ ...query, q: '', etat: 'toutes', incubateur: 'tous', etape: 'toutes' })}
        >
          Voir tous les produits
        </ButtonLink>
      }
    >
      {isFiltered
        ? 'Élargissez la recherche, ou retirez un filtre.'
        : 'Vous voyez ici les produits des incubateurs où vous avez un rôle.'}
    </EmptyState>
  );
}

/** Both days, when people are asked sooner than the product is late. */
function DueDays({ due, wanted }: PortfolioLine) {
  if (due === null || wanted === null) return '—';
  return (
    <>
      <DateText date={due} />
      {wanted !== due && (
        <span class="fr-hint-text">
          à tenir avant le <DateText date={wanted} />
        </span>
      )}
    </>
  );
}

function columns({ incubators, envelopes }: PortfolioPageProps): readonly Column<PortfolioLine>[] {
  const all: readonly (Column<PortfolioLine> | false)[] = [
    {
      key: 'product',
      header: 'Produit',
      rowHeader: true,
      cell: ({ product }) => <a href={`/produits/${product.id}`}>{product.name}</a>,
    },
    incubators.length > 1 && {
      key: 'incubator',
      header: 'Incubateur',
      cell: ({ incubator }) => incubator?.name ?? 'Sans incubateur',
    },
    { key: 'phase', header: 'Phase', cell: ({ phase }) => <LifecycleBadge state={phase} /> },
    {
      key: 'last',
      header: 'Dernier comité',
      nowrap: true,
      cell: ({ lastCommittee }) => (lastCommittee ? <DateText date={lastCommittee} /> : 'Aucun connu'),
    },
    { key: 'due', header: 'Dû le', nowrap: true, cell: (line) => <DueDays {...line} /> },
    { key: 'standing', header: 'Situation', nowrap: true, cell: (line) => <DutyBadge line={line} /> },
    {
      key: 'planned',
      header: 'Prévu\u00A0le',
      nowrap: true,
      cell: ({ planned }) =>
        planned ? (
          <a href={`/comites/${planned.committeeId}`}>
            <DateText date={planned.on} />
          </a>
        ) : (
          '—'
        ),
    },
    envelopes.size > 0 && {
      key: 'envelope',
      header: 'Enveloppe',
      numeric: true,
      cell: ({ product }) => {
        const envelope = envelopes.get(product.id);
        return envelope ? <Money cents={envelope.totalCents} /> : '—';
      },
    },
  ];
  return all.filter((column) => column !== false);
}
