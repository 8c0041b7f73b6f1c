import { GRID_READERS, PLACE_LABELS, PLACES } from '#libs/kernel/index.js';
import { Checkbox, FieldRow, Fieldset, RadioGroup, SelectField, TextField } from '#libs/ui/index.js';

import type { ProgrammeDraft } from './programme.form.js';
import { FIELDS, GRID_LABELS } from './programme.strings.js';

interface Props {
  readonly draft: ProgrammeDraft;
  readonly errors: Readonly<Record<string, string>>;
}

/** The parameters of a programme that something follows, each explained. */
export function ProgrammeFields(props: Props) {
  const { draft, errors } = props;
  const field = (name: keyof typeof FIELDS) => (
    <TextField
      name={name}
      label={FIELDS[name].label}
      hint={FIELDS[name].hint}
      suffix={FIELDS[name].suffix}
      value={draft[name]}
      error={errors[name]}
      inputMode="numeric"
      width="xs"
    />
  );
  return (
    <>
      <Fieldset id="cadence" legend="Cadence">
        <FieldRow>
          {field('cadenceMonths')}
          {field('investigationWeeks')}
        </FieldRow>
        <SelectField
          name="place"
          label="Lieu"
          hint="Ses jours fériés décalent les échéances."
          value={draft.place}
          options={PLACES.map((value) => ({ value, label: PLACE_LABELS[value] }))}
        />
        <Checkbox
          name="yearlyInSustainability"
          label="Un comité par an après l’incubation"
          hint="Pour les produits opérés ou transférés, qui sinon ne doivent plus de comité."
          checked={draft.yearlyInSustainability !== ''}
        />
      </Fieldset>
      <Fieldset id="seance" legend="Séance">
        <FieldRow>
          {field('presentation')}
          {field('questions')}
          {field('deliberation')}
        </FieldRow>
        <FieldRow>
          {field('breakMinutes')}
          {field('maxProducts')}
        </FieldRow>
      </Fieldset>
      <Fieldset
        id="enveloppe"
        legend="Enveloppe"
        hint="La période idéale d’un comité, comptée depuis la fin de l’enveloppe."
      >
        <FieldRow>
          {field('earliest')}
          {field('latest')}
        </FieldRow>
      </Fieldset>
      <Fieldset
        id="cloture"
        legend="Clôture de fin d’année"
        hint="Un comité dont la décision tomberait pendant la clôture est avancé, et le motif est affiché."
      >
        <FieldRow>
          {field('ordersEnd')}
          {field('ordersResume')}
          {field('orderTakesDays')}
        </FieldRow>
      </Fieldset>
      <Fieldset id="suites" legend="Retards et signature">
        <FieldRow>
          {field('escalationWorkingDays')}
          {field('answerWorkingDays')}
        </FieldRow>
        <RadioGroup
          name="gridReaders"
          legend="Qui lit la grille du sponsor"
          value={draft.gridReaders}
          choices={GRID_READERS.map((value) => ({ value, label: GRID_LABELS[value] }))}
        />
        <Checkbox
          name="recordAttached"
          label="Joindre le relevé scellé au courriel"
          hint="Sinon, le courriel mène à sa page, où il faut se connecter."
          checked={draft.recordAttached !== ''}
        />
        <Checkbox
          name="publishesSummaries"
          label="Publier les décisions"
          hint="Produit, décision et phase, à l’adresse /decisions, sans aucun nom de personne."
          checked={draft.publishesSummaries !== ''}
        />
        <Checkbox
          name="publishesAmounts"
          label="Publier aussi les montants"
          hint="Le total de l’enveloppe accordée."
          checked={draft.publishesAmounts !== ''}
        />
      </Fieldset>
    </>
  );
}
