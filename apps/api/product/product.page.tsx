import type { Envelope, Objective } from '#libs/decisions/index.js';
import type { CheckUp, IndicatorHistory, UnitCostHistory } from '#libs/dossiers/index.js';
import { frenchDate, parisDate } from '#libs/kernel/index.js';
import type { ImportOddity, Organisation, ProductRecord } from '#libs/portfolio/index.js';
import {
  Accordion,
  Badge,
  Col,
  DataTable,
  DateText,
  type Fact,
  KeyFacts,
  MailAddress,
  Money,
  Row,
  Section,
  Timeline,
} from '#libs/ui/index.js';
import { ACTIVE_STATES } from '#workflows/contract/index.js';
import { deliberationRecord } from '#workflows/deliberation-record/index.js';

import { ProductDuty } from './product-duty.js';
import { ProductIndicators } from './product-indicators.js';
import { ProductPeople, type ProductPeopleProps } from './product-people.js';
import { phaseWords, type ProductPast, productTimeline } from './product-timeline.js';
import { LINKS } from './product.labels.js';

export interface ProductPageProps extends ProductPast {
  readonly sponsors: readonly Organisation[];
  readonly oddities: readonly ImportOddity[];
  readonly objectives: readonly Objective[];
  readonly checkUp: CheckUp | undefined;
  readonly indicators: readonly IndicatorHistory[];
  readonly unitCost: UnitCostHistory | undefined;
  readonly envelopes: readonly Envelope[];
  readonly records: readonly ProductRecord[];
  readonly people: Omit<ProductPeopleProps, 'productId' | 'owesCommittees'>;
}

export function ProductPage(props: ProductPageProps) {
  const { product, line, on, people } = props;
  return (
    <>
      <Row>
        <Col lg={8}>
          <ProductDuty line={line} on={on} manages={people.manages} />
          <Objectives {...props} />
        </Col>
        <Col lg={4}>
          <KeyFacts facts={factsOf(props)} />
        </Col>
      </Row>
      <ProductIndicators indicators={props.indicators} unitCost={props.unitCost} />
      <Envelopes {...props} />
      <Records {...props} />
      <ProductPeople
        {...people}
        productId={product.id}
        owesCommittees={ACTIVE_STATES.has(product.phase) || (line?.due ?? null) !== null}
      />
      <Section id="parcours" title="Parcours" lead="Du plus récent au plus ancien, historique du registre compris.">
        <Timeline entries={productTimeline(props)} label="Phases, comités et décisions" />
      </Section>
      <Oddities {...props} />
    </>
  );
}

function factsOf({ product, line, sponsors, envelopes, on, people }: ProductPageProps): readonly Fact[] {
  const current = envelopes.find(({ opensOn, closesOn }) => opensOn <= on && on <= closesOn);
  const links = LINKS.flatMap(([name, label]) => {
    const href = product.links[name];
    return href === undefined ? [] : [{ href, label }];
  });
  const facts: readonly (Fact | false)[] = [
    {
      term: 'Phase',
      value: phaseWords(product),
      note: people.manages && <a href={`/produits/${product.id}/phase`}>Corriger la phase…</a>,
    },
    line.lastCommittee !== null && { term: 'Dernier comité', value: <DateText date={line.lastCommittee} /> },
    current !== undefined && {
      term: 'Enveloppe en cours',
      value: <Money cents={current.totalCents} />,
      note: `jusqu’au ${frenchDate(current.closesOn)}`,
    },
    sponsors.length > 0 && {
      term: sponsors.length > 1 ? 'Administrations sponsors' : 'Administration sponsor',
      value: sponsors.map(({ name }) => name).join(', '),
    },
    product.contact !== null && {
      term: 'Contact',
      value: (
        <a href={`mailto:${product.contact}`}>
          <MailAddress>{product.contact}</MailAddress>
        </a>
      ),
    },
    product.topics.length > 0 && { term: 'Thématiques', value: product.topics.join(', ') },
    links.length > 0 && {
      term: 'Liens',
      value: (
        <ul>
          {links.map(({ href, label }) => (
            <li key={href}>
              <a href={href} rel="noreferrer">
                {label}
              </a>
            </li>
          ))}
        </ul>
      ),
    },
    { term: 'Journal', value: <a href={`/journal?produit=${product.id}`}>Ce qui s’est passé</a> },
  ];
  return facts.filter((fact) => fact !== false);
}

function Objectives({ objectives, product, checkUp, on }: ProductPageProps) {
  const [first] = objectives;
  if (!first) return null;
  return (
    <Section id="objectifs" title="Objectifs en cours" lead={`Fixés par le comité du ${frenchDate(first.setOn)}.`}>
      <DataTable
        caption="Objectifs et critères de réussite"
        captionHidden
        rows={objectives}
        rowKey={({ id }) => id}
        columns={[
          { key: 'text', header: 'Objectif', rowHeader: true, cell: ({ text }) => text },
          { key: 'three', header: 'À trois mois', cell: ({ criterionThreeMonths }) => criterionThreeMonths ?? '—' },
          { key: 'six', header: 'À six mois', cell: ({ criterionSixMonths }) => criterionSixMonths },
        ]}
      />
      {checkUp && (
        <p>
          <a href={`/produits/${product.id}/point`}>Point à trois mois</a>{' '}
          {checkUp.answer ? (
            <Badge size="sm" severity="success">{`Fait le ${frenchDate(parisDate(checkUp.answer.answeredAt))}`}</Badge>
          ) : (
            <Badge
              size="sm"
              severity={checkUp.dueOn < on ? 'warning' : 'info'}
            >{`Attendu le ${frenchDate(checkUp.dueOn)}`}</Badge>
          )}
        </p>
      )}
    </Section>
  );
}

function Envelopes({ envelopes, on }: ProductPageProps) {
  if (envelopes.length === 0) return null;
  return (
    <Section id="enveloppes" title="Enveloppes">
      <DataTable
        caption="Enveloppes accordées"
        captionHidden
        rows={envelopes}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'period',
            header: 'Période',
            rowHeader: true,
            cell: ({ opensOn, closesOn }) => `Du ${frenchDate(opensOn)} au ${frenchDate(closesOn)}`,
          },
          { key: 'total', header: 'Montant', numeric: true, cell: ({ totalCents }) => <Money cents={totalCents} /> },
          {
            key: 'state',
            header: 'Situation',
            cell: ({ opensOn, closesOn }) => (
              <Badge severity={on > closesOn ? 'neutral' : 'success'}>
                {on > closesOn ? 'Close' : on < opensOn ? 'À venir' : 'En cours'}
              </Badge>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Records({ records }: ProductPageProps) {
  if (records.length === 0) return null;
  return (
    <Section id="releves" title="Relevés de décision">
      <DataTable
        caption="Relevés de décision"
        captionHidden
        rows={records}
        rowKey={({ recordId }) => recordId}
        columns={[
          {
            key: 'record',
            header: 'Relevé',
            rowHeader: true,
            cell: ({ recordId, context }) => (
              <a href={`/releves/${recordId}`}>
                {context.decision ? `Comité du ${frenchDate(context.decision.heldOn)}` : 'Relevé de décision'}
              </a>
            ),
          },
          {
            key: 'state',
            header: 'État',
            cell: ({ state }) => (
              <Badge severity={state === 'sealed' ? 'success' : state === 'declined' ? 'error' : 'info'}>
                {deliberationRecord.labels.states[state] ?? state}
              </Badge>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Oddities({ oddities }: ProductPageProps) {
  if (oddities.length === 0) return null;
  return (
    <Section id="particularites" title="Particularités du registre">
      <Accordion title="Ce que l’import a relevé, et ce qu’il en a fait">
        <ul>
          {oddities.map(({ detail, handled }) => (
            <li key={`${detail}${handled}`}>
              {detail} <em>{handled}</em>
            </li>
          ))}
        </ul>
      </Accordion>
    </Section>
  );
}
