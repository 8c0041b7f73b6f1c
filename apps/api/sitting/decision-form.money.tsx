import { BUDGET_LINE_LABELS, BUDGET_LINES, type BudgetLine } from '#libs/decisions/index.js';
import { formatEuros, frenchDate } from '#libs/kernel/index.js';
import { Accordion, Col, Fieldset, HiddenField, MoneyField, Row, TextField } from '#libs/ui/index.js';

import type { DecisionFormProps } from './decision.form.js';
import { MoreRows } from './decision-form.rows.js';
import { sittingStrings as say } from './sitting.strings.js';

/** Euros granted by line; the envelope in progress is recalled to compare. */
export function AmountFields({ deliberation, form, errors }: DecisionFormProps) {
  const { currentEnvelope } = deliberation.facts;
  const current = new Map(currentEnvelope?.amounts.map(({ line, cents }) => [line, cents]));
  const hintOf = (line: BudgetLine): string | undefined => {
    const asked = deliberation.dossier?.budget[line].requested ?? undefined;
    const now = current.get(line);
    const said = [
      ...(asked === undefined ? [] : [`Demandé\u00A0: ${formatEuros(asked)}`]),
      ...(now === undefined ? [] : [`En cours\u00A0: ${formatEuros(now)}`]),
    ];
    return said.length > 0 ? said.join('. ') : undefined;
  };
  return (
    <Fieldset
      id="decision-montants"
      legend="Les montants accordés, par ligne de budget"
      hint={
        currentEnvelope
          ? `Toutes taxes comprises, pour toute la période. Enveloppe en cours\u00A0: ${formatEuros(currentEnvelope.totalCents)} jusqu’au ${frenchDate(currentEnvelope.closesOn)}.`
          : 'Toutes taxes comprises, pour toute la période. Une ligne vide n’accorde rien.'
      }
    >
      <Row>
        {BUDGET_LINES.map((line) => (
          <Col key={line} md={6}>
            <MoneyField
              name={`amounts[${line}]`}
              label={BUDGET_LINE_LABELS[line]}
              hint={hintOf(line)}
              optional
              value={form.amounts[line] ?? ''}
              error={errors[`amounts.${line}`] ?? (line === BUDGET_LINES[0] ? errors['amounts'] : undefined)}
            />
          </Col>
        ))}
      </Row>
    </Fieldset>
  );
}

/** Who brings the money: the sponsors of the product, and others by name. Left empty, nobody is named. */
export function FunderFields({ form, errors }: DecisionFormProps) {
  const sponsors = form.funders.filter(({ organisationId }) => organisationId !== '').length;
  const isTouched =
    form.funders.some((row) => row.cents !== '' || row.organisationId !== '') ||
    Object.keys(errors).some((name) => name.startsWith('funders'));
  return (
    <Fieldset
      id="decision-financeurs"
      legend="Les financeurs"
      hint="Si vous en indiquez, leur total est égal à celui des lignes."
    >
      <Accordion title="Préciser qui apporte quoi" open={isTouched}>
        {form.funders.map((row, index) => (
          <Funder key={index} row={row} index={index} rank={index + 1 - sponsors} errors={errors} />
        ))}
        <MoreRows of="funders">Ajouter des financeurs</MoreRows>
      </Accordion>
    </Fieldset>
  );
}

function Funder(props: {
  readonly row: DecisionFormProps['form']['funders'][number];
  readonly index: number;
  /** Among those who are no sponsors, from 1. */
  readonly rank: number;
  readonly errors: DecisionFormProps['errors'];
}) {
  const { row, index, rank, errors } = props;
  const field = `funders[${index}]`;
  const error = errors[`funders.${index}.cents`] ?? (index === 0 ? errors['funders'] : undefined);
  if (row.organisationId !== '')
    return (
      <>
        <HiddenField name={`${field}[organisationId]`} value={row.organisationId} />
        <HiddenField name={`${field}[name]`} value={row.name} />
        <MoneyField name={`${field}[cents]`} label={row.name} optional value={row.cents} error={error} />
      </>
    );
  return (
    <Row>
      <Col md={6}>
        <TextField
          name={`${field}[name]`}
          label={say.funderName(rank)}
          optional
          value={row.name}
          error={errors[`funders.${index}.name`]}
        />
      </Col>
      <Col md={6}>
        <MoneyField name={`${field}[cents]`} label={say.funderAmount(rank)} optional value={row.cents} error={error} />
      </Col>
    </Row>
  );
}
