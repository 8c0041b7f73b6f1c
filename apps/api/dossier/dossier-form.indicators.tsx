import {
  costPerUnit,
  INDICATOR_KIND_LABELS,
  INDICATOR_KINDS,
  isVain,
  MATRIX_CELL_LABELS,
  MATRIX_CELLS,
} from '#libs/dossiers/index.js';
import { formatEuros } from '#libs/kernel/index.js';
import { Callout, FieldRow, Fieldset, HiddenField, Section, SelectField, TextField } from '#libs/ui/index.js';

import type { DossierForm } from './dossier-form.values.js';
import type { DossierFormProps } from './dossier-page.js';
import { MATRIX_HINTS, partWords, VANITY } from './dossier.strings.js';
import { MoreRows } from './more-rows.js';
import { UnitCostTrend } from './unit-cost-trend.js';

export function IndicatorFields({ desk, form, errors, unitCost }: DossierFormProps) {
  const { anchor, title, lead } = partWords('indicators', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      {isVain(desk.dossier.content) && (
        <Callout title={VANITY.title}>
          <p>{VANITY.text}</p>
        </Callout>
      )}
      {form.indicators.map((row, index) => (
        <IndicatorRow key={row.id} row={row} index={index} errors={errors} />
      ))}
      <MoreRows of="indicators">Enregistrer et ajouter un indicateur</MoreRows>
      <NorthStarField form={form} />
      <UnitCostFields desk={desk} form={form} errors={errors} unitCost={unitCost} />
    </Section>
  );
}

function IndicatorRow(props: {
  readonly row: DossierForm['indicators'][number];
  readonly index: number;
  readonly errors: Readonly<Record<string, string>>;
}) {
  const { row, index, errors } = props;
  const [field, error] = [`indicators[${index}]`, `indicators.${index}`];
  const figure = (member: 'previous' | 'previousTarget' | 'value' | 'target', label: string) => (
    <TextField
      name={`${field}[${member}]`}
      label={label}
      optional={index > 0 || member !== 'value'}
      width="xs"
      inputMode="decimal"
      autocomplete="off"
      value={row[member]}
      error={errors[`${error}.${member}`]}
    />
  );
  return (
    <Fieldset id={`indicateur-${index}`} legend={`Indicateur ${index + 1}`}>
      <HiddenField name={`${field}[id]`} value={row.id} />
      <TextField
        name={`${field}[name]`}
        label="Ce qu’il mesure"
        optional={index > 0}
        value={row.name}
        error={errors[`${error}.name`]}
      />
      <FieldRow>
        <SelectField
          name={`${field}[kind]`}
          label="Nature"
          optional={index > 0}
          value={row.kind}
          error={errors[`${error}.kind`]}
          options={INDICATOR_KINDS.map((value) => ({ value, label: INDICATOR_KIND_LABELS[value] }))}
        />
        <SelectField
          name={`${field}[cell]`}
          label="Dans la matrice d’impact"
          optional
          value={row.cell}
          options={MATRIX_CELLS.map((value) => ({
            value,
            label: `${MATRIX_CELL_LABELS[value]}\u00A0: ${MATRIX_HINTS[value]}`,
          }))}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          name={`${field}[unit]`}
          label="Unité"
          optional
          width="sm"
          value={row.unit}
          error={errors[`${error}.unit`]}
        />
        <TextField
          name={`${field}[period]`}
          label="Période"
          optional
          width="sm"
          value={row.period}
          error={errors[`${error}.period`]}
        />
      </FieldRow>
      <FieldRow>
        {figure('previous', 'Il y a six mois')}
        {figure('previousTarget', 'Cible d’il y a six mois')}
        {figure('value', 'Aujourd’hui')}
        {figure('target', 'Cible dans six mois')}
      </FieldRow>
      <TextField
        name={`${field}[source]`}
        label="Source"
        optional
        value={row.source}
        error={errors[`${error}.source`]}
      />
    </Fieldset>
  );
}

/** The one measure followed above all others, among those that are named already. */
function NorthStarField({ form }: { readonly form: DossierForm }) {
  const named = form.indicators.filter(({ name }) => name !== '');
  return (
    <SelectField
      name="northStar"
      label="L’étoile polaire"
      hint="L’indicateur que vous suivez avant tous les autres. Enregistrez d’abord vos indicateurs pour le choisir."
      optional
      placeholder="Aucune"
      value={form.northStar}
      options={named.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

function UnitCostFields({
  desk,
  form,
  errors,
  unitCost,
}: Pick<DossierFormProps, 'desk' | 'form' | 'errors' | 'unitCost'>) {
  const cents = costPerUnit(desk.dossier.content);
  return (
    <Fieldset
      id="cout-par-unite"
      legend="Le coût par unité d’impact"
      hint="Ce que la dépense du semestre a permis d’obtenir\u00A0: des foyers aidés, à défaut des dossiers déposés. Jalon divise la dépense totale par ce nombre\u202F; le coût devrait baisser d’un comité à l’autre."
    >
      <FieldRow>
        <TextField
          name="unitCost[units]"
          label="Nombre obtenu ces six mois"
          optional
          width="sm"
          inputMode="decimal"
          value={form.unitCost.units}
          error={errors['unitCost.units']}
        />
        <TextField
          name="unitCost[unit]"
          label="De quoi"
          hint="Par exemple : foyer aidé"
          optional
          value={form.unitCost.unit}
          error={errors['unitCost.unit']}
        />
      </FieldRow>
      {cents !== null && <p>{`Coût par unité enregistré\u00A0: ${formatEuros(cents)}.`}</p>}
      {unitCost && <UnitCostTrend history={unitCost} />}
    </Fieldset>
  );
}
