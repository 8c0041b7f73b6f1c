import type { ComponentChildren } from 'preact';

import { STOP_REASON_LABELS, STOP_REASONS, phaseDecisionLabel } from '#libs/decisions/index.js';
import { newId } from '#libs/kernel/index.js';
import {
  Button,
  DateField,
  ErrorSummary,
  FieldRow,
  Fieldset,
  Form,
  HiddenField,
  RadioGroup,
  SelectField,
  TextArea,
} from '#libs/ui/index.js';
import { MEANS_DECISIONS, MEANS_LABELS, PHASE_MOVES } from '#workflows/contract/index.js';

import { AmountFields, FunderFields } from './decision-form.money.js';
import { BlockerFields, NextObjectiveFields, ObjectiveFields, ReservationFields } from './decision-form.rows.js';
import { padded, type DecisionForm as DecisionFormValues } from './decision-form.values.js';
import type { Deliberation } from './sitting-view.js';

/** What every part of the form is given. */
export interface DecisionFormProps {
  readonly deliberation: Deliberation;
  readonly form: DecisionFormValues;
  readonly errors: Readonly<Record<string, string>>;
}

/** Errors on a whole table lead to its first field. */
const ERROR_IDS = {
  amounts: 'field-amounts-product-management',
  funders: 'field-funders-0-cents',
} as const;

/** Where the form goes, and what it says when it is not that of a sitting. */
interface DecisionFormFrame {
  readonly csrf: string;
  readonly path: string;
  /** `<path>/decision` unless said otherwise. */
  readonly action?: string;
  /** The page of a sitting passes its view along. */
  readonly view?: unknown;
  readonly submit?: string;
  readonly children?: ComponentChildren;
}

/** The decision on one product, on one page: objectives, means, phase, and what goes with them. */
export function DecisionForm(props: DecisionFormFrame & DecisionFormProps) {
  const {
    csrf,
    path,
    deliberation,
    errors,
    action = `${path}/decision`,
    submit = 'Enregistrer la décision',
    children,
  } = props;
  const form = padded(props.form);
  const parts = { deliberation, form, errors };
  return (
    <Form action={action} csrf={csrf} ariaLabel={`Décision sur ${deliberation.product.name}`}>
      <ErrorSummary errors={errors} ids={ERROR_IDS} />
      <HiddenField name="idempotencyKey" value={newId()} />
      <HiddenField name="productId" value={deliberation.product.id} />
      {children}
      <TextArea
        name="summary"
        label="Ce qui a été présenté et discuté"
        hint="Quelques lignes, qui figureront au relevé. Des lignes commençant par un tiret font une liste."
        rows={5}
        value={form.summary}
        error={errors['summary']}
      />
      <ObjectiveFields {...parts} />
      <MeansFields {...parts} />
      <PhaseFields {...parts} />
      <AmountFields {...parts} />
      <FunderFields {...parts} />
      <ReservationFields {...parts} />
      <BlockerFields {...parts} />
      <NextObjectiveFields {...parts} />
      <TextArea
        name="roadmapOpinion"
        label="Avis sur la feuille de route"
        hint="Un avis, sans imposer de fonctionnalité."
        optional
        rows={3}
        value={form.roadmapOpinion}
      />
      <Button>{submit}</Button>
    </Form>
  );
}

function MeansFields({ form, errors }: DecisionFormProps) {
  return (
    <Fieldset id="decision-moyens" legend="Les moyens">
      <RadioGroup
        name="means"
        legend="Ce qui est décidé sur les moyens"
        noDefault
        kept={form.means}
        error={errors['means']}
        choices={MEANS_DECISIONS.map((value) => ({ value, label: MEANS_LABELS[value] }))}
      />
      <TextArea
        name="evidenceAwaited"
        label={'Pour un budget provisoire\u00A0: les preuves attendues'}
        optional
        rows={2}
        value={form.evidenceAwaited}
        error={errors['evidenceAwaited']}
      />
      <FieldRow>
        <DateField name="opensOn" label="L’enveloppe s’ouvre le" value={form.opensOn} error={errors['opensOn']} />
        <DateField
          name="closesOn"
          label="et se termine le"
          hint="Un budget provisoire dure d’un à deux mois."
          value={form.closesOn}
          error={errors['closesOn']}
        />
      </FieldRow>
    </Fieldset>
  );
}

function PhaseFields({ deliberation, form, errors }: DecisionFormProps) {
  const { phaseBefore } = deliberation.facts;
  return (
    <Fieldset id="decision-phase" legend="La phase">
      <RadioGroup
        name="phase"
        legend="Ce qui est décidé sur la phase"
        hint="Seules figurent les phases possibles depuis celle du produit."
        noDefault
        kept={form.phase}
        error={errors['phase']}
        choices={PHASE_MOVES[phaseBefore].map((value) => ({ value, label: phaseDecisionLabel(value, phaseBefore) }))}
      />
      <SelectField
        name="stopReason"
        label={'En cas d’arrêt\u00A0: le motif'}
        optional
        value={form.stopReason}
        error={errors['stopReason']}
        options={STOP_REASONS.map((value) => ({ value, label: STOP_REASON_LABELS[value] }))}
      />
    </Fieldset>
  );
}
