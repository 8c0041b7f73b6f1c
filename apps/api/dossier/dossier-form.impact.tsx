import {
  HYPOTHESIS_OUTCOME_LABELS,
  HYPOTHESIS_OUTCOMES,
  OBJECTIVE_STATUS_LABELS,
  OBJECTIVE_STATUSES,
} from '#libs/dossiers/index.js';
import { Accordion, Fieldset, HiddenField, RadioGroup, Section, TextArea, TextField } from '#libs/ui/index.js';

import type { DossierForm } from './dossier-form.values.js';
import type { DossierFormProps } from './dossier-page.js';
import { partWords } from './dossier.strings.js';
import { MoreRows } from './more-rows.js';

/** The objectives set last time, each to be answered for; before the first decision, those that the team recalls. */
export function ObjectiveFields({ desk, form, errors, more }: DossierFormProps) {
  const { anchor, title, lead } = partWords('results', desk.product.phase);
  const isHeld = form.objectives.some(({ objectiveId }) => objectiveId !== '');
  if (!isHeld && desk.product.phase === 'investigation') return null;
  // Never folded over something typed, nor over what is said of it.
  const isOpen = more === 'objectives' || form.objectives.some(({ text, result }) => text !== '' || result !== '');
  const rows = form.objectives.map((row, index) => (
    <ObjectiveRow key={index} row={row} index={index} errors={errors} />
  ));
  return (
    <Section id={anchor} title={title} lead={lead}>
      {isHeld ? (
        rows
      ) : (
        <>
          <p>
            Jalon n’en a enregistré aucun : ce comité est le premier. Rappelez ceux que vous connaissez, s’il y en a.
          </p>
          <Accordion title="Rappeler des objectifs" open={isOpen}>
            {rows}
            <MoreRows of="objectives">Enregistrer et ajouter un objectif</MoreRows>
          </Accordion>
        </>
      )}
    </Section>
  );
}

function ObjectiveRow(props: {
  readonly row: DossierForm['objectives'][number];
  readonly index: number;
  readonly errors: Readonly<Record<string, string>>;
}) {
  const { row, index, errors } = props;
  const [field, error] = [`objectives[${index}]`, `objectives.${index}`];
  const isSet = row.objectiveId !== '';
  const number = `Objectif ${index + 1}`;
  return (
    <Fieldset
      id={`objectif-${index}`}
      legend={isSet ? `${number}\u00A0: ${row.text}` : number}
      hint={row.criterion === '' ? undefined : `Succès attendu\u00A0: ${row.criterion}`}
    >
      <HiddenField name={`${field}[id]`} value={row.id} />
      <HiddenField name={`${field}[objectiveId]`} value={row.objectiveId} />
      {isSet ? (
        <>
          <HiddenField name={`${field}[text]`} value={row.text} />
          <HiddenField name={`${field}[criterion]`} value={row.criterion} />
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
        name={`${field}[status]`}
        legend={`L’objectif ${index + 1} est`}
        inline
        noDefault
        optional={!isSet}
        kept={row.status}
        error={errors[`${error}.status`]}
        choices={OBJECTIVE_STATUSES.map((value) => ({ value, label: OBJECTIVE_STATUS_LABELS[value] }))}
      />
      <TextArea
        name={`${field}[result]`}
        label="Résultat aujourd’hui"
        optional={!isSet}
        rows={3}
        value={row.result}
        error={errors[`${error}.result`]}
      />
      <TextArea
        name={`${field}[why]`}
        label="Pourquoi"
        optional
        rows={2}
        value={row.why}
        error={errors[`${error}.why`]}
      />
    </Fieldset>
  );
}

export function NextObjectiveFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('nextObjectives', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      {form.nextObjectives.map((row, index) => {
        const [field, error] = [`nextObjectives[${index}]`, `nextObjectives.${index}`];
        return (
          <Fieldset key={row.id} id={`objectif-a-venir-${index}`} legend={`Objectif à venir ${index + 1}`}>
            <HiddenField name={`${field}[id]`} value={row.id} />
            <TextField
              name={`${field}[text]`}
              label="L’objectif"
              optional={index > 0}
              value={row.text}
              error={errors[`${error}.text`]}
            />
            <TextField
              name={`${field}[criterionThreeMonths]`}
              label="À quoi il se verra dans trois mois"
              optional
              value={row.criterionThreeMonths}
              error={errors[`${error}.criterionThreeMonths`]}
            />
            <TextField
              name={`${field}[criterionSixMonths]`}
              label="À quoi il se verra dans six mois"
              optional={index > 0}
              value={row.criterionSixMonths}
              error={errors[`${error}.criterionSixMonths`]}
            />
          </Fieldset>
        );
      })}
      <MoreRows of="nextObjectives">Enregistrer et ajouter un objectif</MoreRows>
    </Section>
  );
}

/** What the last dossier wanted to verify, and what is known now. */
export function HypothesisFields({ desk, form, errors }: DossierFormProps) {
  if (form.hypothesesThen.length === 0) return null;
  const { anchor, title, lead } = partWords('hypothesesThen', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      {form.hypothesesThen.map((row, index) => {
        const [field, error] = [`hypothesesThen[${index}]`, `hypothesesThen.${index}`];
        return (
          <Fieldset key={row.id} id={`hypothese-${index}`} legend={`Hypothèse ${index + 1}\u00A0: ${row.text}`}>
            <HiddenField name={`${field}[id]`} value={row.id} />
            <HiddenField name={`${field}[text]`} value={row.text} />
            <RadioGroup
              name={`${field}[outcome]`}
              legend={`L’hypothèse ${index + 1} est`}
              inline
              noDefault
              optional
              kept={row.outcome}
              choices={HYPOTHESIS_OUTCOMES.map((value) => ({ value, label: HYPOTHESIS_OUTCOME_LABELS[value] }))}
            />
            <TextArea
              name={`${field}[learned]`}
              label="Ce que vous savez maintenant"
              optional
              rows={2}
              value={row.learned}
              error={errors[`${error}.learned`]}
            />
          </Fieldset>
        );
      })}
    </Section>
  );
}
