import { formatEuros, frenchDate, sumCents } from '#libs/kernel/index.js';
import {
  attendanceLabel,
  choiceLabels,
  kindLabels,
  outcomeLabels,
  type RecordAmount,
  type RecordDocument,
  roleLabels,
  statusLabels,
  typography,
} from '#libs/pdf/index.js';
import { Badge, DataTable, DateText, DateTimeText, KeyFacts, Money, Section, type Severity } from '#libs/ui/index.js';

import { Prose } from './prose.js';

const OUTCOME_SEVERITIES: Readonly<Record<RecordDocument['objectives'][number]['outcome'], Severity>> = {
  validated: 'success',
  modified: 'info',
  invalidated: 'warning',
};

/** A whole deliberation record in HTML: the same content as its PDF, in the same order. */
export function RecordDocumentView({ document }: { readonly document: RecordDocument }) {
  return (
    <>
      <Decision document={document} />
      <Conditions document={document} />
      <Funding document={document} />
      <NextObjectives document={document} />
      <LookingBack document={document} />
      <Sitting document={document} />
      <Signatories document={document} />
    </>
  );
}

interface Part {
  readonly document: RecordDocument;
}

function Decision({ document }: Part) {
  const { decision, roadmapOpinion } = document;
  return (
    <Section id="decision" title="Décision">
      {(['means', 'phase', 'objectives'] as const).map((on) => (
        <div key={on}>
          <h3>
            {RULINGS[on]}
            {'\u00A0'}: {typography(decision[on].label)}
          </h3>
          <Prose text={decision[on].text} />
        </div>
      ))}
      {roadmapOpinion && (
        <>
          <h3>Avis sur la feuille de route</h3>
          <Prose text={roadmapOpinion} />
        </>
      )}
    </Section>
  );
}

const RULINGS = { objectives: 'Objectifs', means: 'Moyens', phase: 'Phase' } as const;

function Conditions({ document: { reservations, blockers } }: Part) {
  if (reservations.length === 0 && blockers.length === 0) return null;
  return (
    <Section id="reserves" title="Réserves et blocages">
      {reservations.length > 0 && (
        <>
          <h3>Réserves</h3>
          <ul>
            {reservations.map((text) => (
              <li key={text}>{typography(text)}</li>
            ))}
          </ul>
        </>
      )}
      {blockers.length > 0 && (
        <DataTable
          caption="Blocages à lever"
          rows={blockers}
          rowKey={({ what }) => what}
          columns={[
            { key: 'what', header: 'Blocage', cell: ({ what }) => typography(what) },
            { key: 'who', header: 'Qui', cell: ({ who }) => typography(who ?? '') },
            { key: 'due', header: 'Pour le', cell: ({ due }) => (due ? <DateText date={due} /> : '') },
          ]}
        />
      )}
    </Section>
  );
}

function Funding({ document: { funding } }: Part) {
  const { period, byLine, byFunder } = funding;
  if (!period && byLine.length === 0 && byFunder.length === 0) return null;
  return (
    <Section id="moyens" title="Moyens accordés">
      {period && (
        <p>
          Enveloppe ouverte du {frenchDate(period.from)} au {frenchDate(period.to)}.
        </p>
      )}
      <Amounts caption="Par ligne de budget" header="Ligne de budget" amounts={byLine} />
      <Amounts caption="Par financeur" header="Financeur" amounts={byFunder} />
    </Section>
  );
}

function Amounts(props: {
  readonly caption: string;
  readonly header: string;
  readonly amounts: readonly RecordAmount[];
}) {
  if (props.amounts.length === 0) return null;
  return (
    <DataTable
      caption={props.caption}
      narrow="scroll"
      rows={props.amounts}
      rowKey={({ label }) => label}
      columns={[
        { key: 'label', header: props.header, cell: ({ label }) => typography(label) },
        { key: 'cents', header: 'Montant', numeric: true, nowrap: true, cell: ({ cents }) => <Money cents={cents} /> },
      ]}
      total={{ label: 'Total', cents: formatEuros(sumCents(props.amounts.map(({ cents }) => cents))) }}
    />
  );
}

function NextObjectives({ document: { nextObjectives, nextCommitteeDue } }: Part) {
  if (nextObjectives.length === 0 && !nextCommitteeDue) return null;
  return (
    <Section id="objectifs" title="Objectifs du prochain semestre">
      {nextObjectives.length > 0 && (
        <DataTable
          caption="Objectifs fixés"
          captionHidden
          rows={nextObjectives}
          rowKey={({ text }) => text}
          columns={[
            { key: 'text', header: 'Objectif', cell: ({ text }) => typography(text) },
            { key: 'three', header: 'À trois mois', cell: (one) => typography(one.atThreeMonths ?? '') },
            { key: 'six', header: 'À six mois', cell: (one) => typography(one.atSixMonths ?? '') },
          ]}
        />
      )}
      {nextCommitteeDue && (
        <p>
          Prochain comité avant le <DateText date={nextCommitteeDue} />.
        </p>
      )}
    </Section>
  );
}

function LookingBack({ document: { objectives, indicators, presentation, discussion } }: Part) {
  return (
    <>
      {objectives.length > 0 && (
        <Section id="bilan" title="Objectifs du semestre écoulé">
          <ul>
            {objectives.map((one) => (
              <li key={one.text}>
                <strong>{typography(one.text)}</strong>{' '}
                <Badge size="sm" severity={OUTCOME_SEVERITIES[one.outcome]}>
                  {outcomeLabels[one.outcome]}
                </Badge>
                <Prose text={one.result} />
                <Prose text={one.note} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {indicators.length > 0 && (
        <Section id="indicateurs" title="Indicateurs">
          <DataTable
            caption="Indicateurs présentés"
            captionHidden
            rows={indicators}
            rowKey={({ name }) => name}
            columns={[
              { key: 'name', header: 'Indicateur', cell: ({ name }) => typography(name) },
              { key: 'kind', header: 'Nature', cell: ({ kind }) => kindLabels[kind] },
              { key: 'target', header: 'Cible', numeric: true, cell: (one) => measured(one.target, one.unit) },
              { key: 'value', header: 'Mesure', numeric: true, cell: (one) => measured(one.value, one.unit) },
              { key: 'status', header: 'État', cell: ({ status }) => statusLabels[status] },
            ]}
          />
        </Section>
      )}
      {presentation && (
        <Section id="presentation" title="Présentation">
          <Prose text={presentation} />
        </Section>
      )}
      {discussion && (
        <Section id="discussion" title="Échanges">
          <Prose text={discussion} />
        </Section>
      )}
    </>
  );
}

function measured(value: string | undefined, unit: string | undefined): string {
  if (!value) return '';
  return unit ? `${value}\u00A0${unit}` : value;
}

function Sitting({ document: { committee, members, incubator } }: Part) {
  return (
    <Section id="seance" title="Séance">
      <KeyFacts
        facts={[
          { term: 'Date', value: <DateTimeText instant={committee.at} /> },
          { term: 'Lieu', value: typography(committee.place) },
          { term: 'Incubateur', value: typography(incubator) },
        ]}
      />
      <DataTable
        caption="Membres du comité"
        rows={members}
        rowKey={({ name, quality }) => `${name} ${quality}`}
        columns={[
          { key: 'name', header: 'Nom', cell: ({ name }) => name },
          { key: 'quality', header: 'Qualité', cell: ({ quality }) => typography(quality) },
          { key: 'attendance', header: 'Présence', cell: ({ attendance }) => attendanceLabel(attendance) },
        ]}
        empty="Aucun membre n’est consigné."
      />
    </Section>
  );
}

function Signatories({ document: { signatories } }: Part) {
  if (signatories.length === 0) return null;
  return (
    <Section id="signataires" title="Signataires">
      <ul>
        {signatories.map((one) => (
          <li key={one.name}>
            <strong>{one.delegate ? `${one.delegate} pour ${one.name}` : one.name}</strong>, {typography(one.quality)} (
            {roleLabels[one.role].toLowerCase()}){'\u00A0'}:{' '}
            {one.signature ? (
              <>
                {choiceLabels[one.signature.choice].toLowerCase()}, <DateTimeText instant={one.signature.at} />
                <Prose text={one.signature.comment} />
              </>
            ) : (
              'en attente'
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
