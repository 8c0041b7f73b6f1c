import type { CalendarDate } from '#libs/kernel/index.js';
import {
  Checkbox,
  CheckboxGroup,
  DateField,
  FieldRow,
  Fieldset,
  RadioGroup,
  TextField,
  TimeField,
} from '#libs/ui/index.js';

import { AVOID_ROWS, type ParametersDraft } from './plan.form.js';
import { STRINGS } from './planning.strings.js';

interface Props {
  readonly draft: ParametersDraft;
  readonly errors: Readonly<Record<string, string>>;
  readonly today: CalendarDate;
}

/** The settings of a plan: when, how many at once, at what hours, and what to avoid. */
export function ParametersFields(props: Props) {
  return (
    <>
      <Span {...props} />
      <Sittings {...props} />
      <Avoided {...props} />
    </>
  );
}

function Span({ draft, errors, today }: Props) {
  return (
    <Fieldset id="periode" legend="Période">
      <FieldRow>
        <DateField name="from" label="Du" value={draft.from} error={errors['from']} min={today} />
        <DateField name="to" label="Au" value={draft.to} error={errors['to']} min={today} />
      </FieldRow>
      <FieldRow>
        <TextField
          name="noticeDays"
          label="Délai avant la première séance"
          hint="La préparation en demande 45."
          value={draft.noticeDays}
          error={errors['noticeDays']}
          inputMode="numeric"
          width="xs"
          suffix="jours"
        />
        <TextField
          name="catchUpDays"
          label="Délai de rattrapage des produits en retard"
          hint="À compter du premier jour possible."
          value={draft.catchUpDays}
          error={errors['catchUpDays']}
          inputMode="numeric"
          width="xs"
          suffix="jours"
        />
      </FieldRow>
    </Fieldset>
  );
}

function Sittings({ draft, errors }: Props) {
  return (
    <Fieldset id="seances" legend="Séances">
      <TextField
        name="maxProducts"
        label="Produits par séance, au plus"
        hint="Cinquante minutes chacun, dix minutes de pause entre deux."
        value={draft.maxProducts}
        error={errors['maxProducts']}
        inputMode="numeric"
        width="xs"
      />
      <RadioGroup
        name="grouping"
        legend="Réunir dans une séance"
        value={draft.grouping}
        choices={[
          { value: 'sponsor', label: 'Les produits d’un même sponsor' },
          { value: 'any', label: 'Des produits de sponsors différents', hint: 'Moins de séances, plus de monde.' },
        ]}
      />
      <RadioGroup
        name="perDay"
        legend="Séances d’un incubateur dans une journée"
        value={draft.perDay}
        choices={[
          { value: '1', label: 'Une au plus' },
          { value: '2', label: 'Deux au plus, matin et après-midi' },
        ]}
      />
      <FieldRow>
        <TimeField name="startsAt" label="Heure de début" value={draft.startsAt} error={errors['startsAt']} />
        <TimeField name="endsAt" label="Fin au plus tard" value={draft.endsAt} error={errors['endsAt']} />
      </FieldRow>
      <FieldRow>
        <TimeField
          name="morningAt"
          label="Début de la matinée"
          hint="S’il y en a deux par jour."
          value={draft.morningAt}
          error={errors['morningAt']}
        />
        <TimeField
          name="noon"
          label="Fin de la matinée"
          hint="S’il y en a deux par jour."
          value={draft.noon}
          error={errors['noon']}
        />
      </FieldRow>
      <CheckboxGroup
        name="weekdays"
        legend="Jours de la semaine"
        values={draft.weekdays}
        error={errors['weekdays']}
        inline
        choices={['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi'].map((label, index) => ({
          value: String(index + 1),
          label,
        }))}
      />
    </Fieldset>
  );
}

function Avoided({ draft, errors }: Props) {
  return (
    <Fieldset id="a-eviter" legend="Jours à éviter" hint={STRINGS.avoidHint}>
      {Array.from({ length: AVOID_ROWS }, (_, row) => (
        <FieldRow key={row}>
          <DateField
            name={`avoid[${row}][from]`}
            label={<Numbered word="Du" row={row} />}
            value={draft.avoid[row]?.from}
            error={errors[`avoid.${row}.from`]}
            optional
          />
          <DateField
            name={`avoid[${row}][to]`}
            label={<Numbered word="Au" row={row} />}
            value={draft.avoid[row]?.to}
            error={errors[`avoid.${row}.to`]}
            optional
          />
          <TextField
            name={`avoid[${row}][label]`}
            label={<Numbered word="Pourquoi" row={row} />}
            value={draft.avoid[row]?.label}
            error={errors[`avoid.${row}.label`]}
            maxLength={80}
            optional
          />
        </FieldRow>
      ))}
      <Checkbox
        name="respectClosing"
        label="Éviter la clôture de fin d’année"
        hint="Aucune séance dont la décision tomberait pendant celle du programme de l’incubateur."
        checked={draft.respectClosing !== ''}
      />
    </Fieldset>
  );
}

function Numbered({ word, row }: { readonly word: string; readonly row: number }) {
  return (
    <>
      {word}
      <span class="fr-sr-only">, période {row + 1}</span>
    </>
  );
}
