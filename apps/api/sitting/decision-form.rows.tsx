import type { ComponentChildren } from 'preact';

import { OBJECTIVE_OUTCOMES, type Objective, OUTCOME_LABELS } from '#libs/decisions/index.js';
import { frenchDate } from '#libs/kernel/index.js';
import {
  Accordion,
  Button,
  Col,
  DateField,
  Fieldset,
  HiddenField,
  RadioGroup,
  Row,
  TextArea,
  TextField,
} from '#libs/ui/index.js';

import type { DecisionFormProps } from './decision.form.js';
import type { Growing } from './decision-form.values.js';

/** Shows the form again with more blank rows; what is typed is kept, nothing is recorded. */
export function MoreRows({ of, children }: { readonly of: Growing; readonly children: ComponentChildren }) {
  return (
    <Button kind="tertiary" size="sm" name="more" value={of}>
      {children}
    </Button>
  );
}

/** The objectives set last time, each to be judged; before the first decision, those that people recall. */
export function ObjectiveFields(props: DecisionFormProps) {
  const { deliberation, form, errors } = props;
  if (deliberation.facts.baseline.length > 0)
    return (
      <Fieldset
        id="decision-objectifs"
        legend="Les objectifs de la dernière fois"
        hint="Chacun est validé, modifié ou invalidé."
      >
        <JudgedObjectives {...props} />
      </Fieldset>
    );
  const isTouched =
    form.objectives.some((row) => row.text !== '') || Object.keys(errors).some((name) => name.startsWith('objectives'));
  return (
    <Fieldset
      id="decision-objectifs"
      legend="Les objectifs de la dernière fois"
      hint="Jalon n’en connaît pas pour ce produit."
    >
      <Accordion title="Rappeler ceux que vous connaissez" open={isTouched}>
        <JudgedObjectives {...props} />
      </Accordion>
    </Fieldset>
  );
}

function JudgedObjectives({ deliberation, form, errors }: DecisionFormProps) {
  const baseline = new Map(deliberation.facts.baseline.map((objective) => [objective.id, objective]));
  return (
    <>
      {form.objectives.map((row, index) => {
        const judged = baseline.get(row.objectiveId);
        const [field, error] = [`objectives[${index}]`, `objectives.${index}`];
        const number = `Objectif ${index + 1}`;
        return (
          <Fieldset key={index} id={`objectif-${index}`} legend={judged ? `${number}\u00A0: ${judged.text}` : number}>
            <HiddenField name={`${field}[objectiveId]`} value={row.objectiveId} />
            {judged ? (
              <>
                <HiddenField name={`${field}[text]`} value={judged.text} />
                <Criteria objective={judged} />
              </>
            ) : (
              <TextField
                name={`${field}[text]`}
                label="L’objectif"
                optional
                value={row.text}
                error={errors[`${error}.text`]}
              />
            )}
            <RadioGroup
              name={`${field}[outcome]`}
              legend={`Ce qui est décidé de l’objectif ${index + 1}`}
              inline
              noDefault
              optional={!judged}
              kept={row.outcome}
              error={errors[`${error}.outcome`]}
              choices={OBJECTIVE_OUTCOMES.map((value) => ({ value, label: OUTCOME_LABELS[value] }))}
            />
            <Row>
              <Col md={6}>
                <TextArea
                  name={`${field}[result]`}
                  label="Résultat constaté"
                  optional={!judged}
                  rows={2}
                  value={row.result}
                  error={errors[`${error}.result`]}
                />
              </Col>
              <Col md={6}>
                <TextArea
                  name={`${field}[note]`}
                  label="S’il est modifié, ce qu’il devient"
                  optional
                  rows={2}
                  value={row.note}
                  error={errors[`${error}.note`]}
                />
              </Col>
            </Row>
          </Fieldset>
        );
      })}
    </>
  );
}

function Criteria({ objective }: { readonly objective: Objective }) {
  return (
    <p class="fr-hint-text">
      {`Fixé le ${frenchDate(objective.setOn)}. À six mois\u00A0: ${objective.criterionSixMonths}`}
    </p>
  );
}

export function ReservationFields({ form, errors }: DecisionFormProps) {
  return (
    <Fieldset id="decision-reserves" legend="Les réserves">
      {form.reservations.map((reservation, index) => (
        <TextField
          key={index}
          name={`reservations[${index}]`}
          label={`Réserve ${index + 1}`}
          optional
          value={reservation}
          error={errors[`reservations.${index}`]}
        />
      ))}
      <MoreRows of="reservations">Ajouter des réserves</MoreRows>
    </Fieldset>
  );
}

export function BlockerFields({ form, errors }: DecisionFormProps) {
  return (
    <Fieldset id="decision-blocages" legend="Les blocages à lever" hint={'Pour chacun\u00A0: quoi, qui et pour quand.'}>
      {form.blockers.map(({ what, who, by }, index) => {
        const [field, error] = [`blockers[${index}]`, `blockers.${index}`];
        return (
          <Row key={index}>
            <Col md={5}>
              <TextField
                name={`${field}[what]`}
                label={`Blocage ${index + 1}`}
                optional
                value={what}
                error={errors[`${error}.what`]}
              />
            </Col>
            <Col md={4}>
              <TextField
                name={`${field}[who]`}
                label={`Qui lève le blocage ${index + 1}`}
                optional
                value={who}
                error={errors[`${error}.who`]}
              />
            </Col>
            <Col md={3}>
              <DateField
                name={`${field}[by]`}
                label={`Échéance ${index + 1}`}
                optional
                value={by}
                error={errors[`${error}.by`]}
              />
            </Col>
          </Row>
        );
      })}
      <MoreRows of="blockers">Ajouter des blocages</MoreRows>
    </Fieldset>
  );
}

export function NextObjectiveFields({ form, errors }: DecisionFormProps) {
  return (
    <Fieldset
      id="decision-objectifs-suivants"
      legend="Les objectifs jusqu’au prochain comité"
      hint="Trois suffisent. Ils deviennent la référence du produit à la signature du relevé. Un arrêt n’en fixe pas."
    >
      {form.nextObjectives.map((row, index) => {
        const [field, error] = [`nextObjectives[${index}]`, `nextObjectives.${index}`];
        return (
          <Fieldset key={index} id={`objectif-suivant-${index}`} legend={`Objectif suivant ${index + 1}`}>
            <TextField
              name={`${field}[text]`}
              label="L’objectif"
              optional={index > 0}
              value={row.text}
              error={errors[`${error}.text`]}
            />
            <Row>
              <Col md={6}>
                <TextField
                  name={`${field}[criterionThreeMonths]`}
                  label="À quoi il se verra à trois mois"
                  optional
                  value={row.criterionThreeMonths}
                  error={errors[`${error}.criterionThreeMonths`]}
                />
              </Col>
              <Col md={6}>
                <TextField
                  name={`${field}[criterionSixMonths]`}
                  label="À quoi il se verra à six mois"
                  optional={index > 0}
                  value={row.criterionSixMonths}
                  error={errors[`${error}.criterionSixMonths`]}
                />
              </Col>
            </Row>
          </Fieldset>
        );
      })}
      <MoreRows of="nextObjectives">Ajouter des objectifs</MoreRows>
    </Fieldset>
  );
}
