import {
  PROPOSAL_LABELS,
  INDICATOR_KIND_LABELS,
  MATRIX_CELL_LABELS,
  OBJECTIVE_STATUS_LABELS,
  HYPOTHESIS_OUTCOME_LABELS,
  TRAJECTORY_LABELS,
  type DossierContent,
} from '#libs/dossiers/index.js';
import { counted, de } from '#libs/kernel/index.js';
import { Alert, HiddenField, RadioGroup, Section } from '#libs/ui/index.js';

import { formOf } from './dossier-form.read.js';
import { fieldName, valueAt } from './field-names.js';

/** Fields that two people wrote differently, for the second to settle. */
export interface Conflicting {
  readonly paths: readonly string[];
  /** As the second would have it; theirs is what was saved meanwhile. */
  readonly ours: DossierContent;
  readonly theirs: DossierContent;
  /** What was already chosen, by path. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  /** Who saved, by name. */
  readonly by: string;
  /** Fields of theirs that were simply taken in. */
  readonly taken: string;
}

export const choiceName = (path: string): string => `choix[${path}]`;

/** Both versions side by side, one choice a field, none made beforehand. It is within the form: the rest of it goes along. */
export function ConflictFields({ conflicting }: { readonly conflicting: Conflicting }) {
  const { paths, ours, theirs, chosen, errors, by, taken } = conflicting;
  const [mine, other] = [formOf(ours), formOf(theirs)];
  return (
    <Section
      id="conflits"
      title={counted(paths.length, 'réponse à départager', 'réponses à départager')}
      lead={`${by} et vous avez répondu différemment. Choisissez, champ par champ\u202F; rien n’est enregistré d’ici là.`}
    >
      {taken !== '' && (
        <Alert severity="info">{`Repris sans question, car vous n’y aviez pas touché\u00A0: ${taken}.`}</Alert>
      )}
      {paths.map((path) => (
        <div key={path} class="jl-conflict">
          <HiddenField name="conflits[]" value={path} />
          <RadioGroup
            name={choiceName(path)}
            legend={fieldName(path, ours, theirs)}
            noDefault
            kept={chosen[path]}
            error={errors[choiceName(path)]}
            choices={[
              { value: 'ours', label: 'Garder ma réponse', hint: <Said value={valueAt(mine, path)} /> },
              {
                value: 'theirs',
                label: `Prendre celle ${de(by)}`,
                hint: <Said value={valueAt(other, path)} />,
              },
            ]}
          />
        </div>
      ))}
      <p class="fr-hint-text">
        Pour garder des deux, choisissez « Garder ma réponse », puis complétez-la à sa place dans le formulaire.
      </p>
    </Section>
  );
}

const WORDS: Readonly<Record<string, string>> = {
  ...PROPOSAL_LABELS,
  ...INDICATOR_KIND_LABELS,
  ...MATRIX_CELL_LABELS,
  ...OBJECTIVE_STATUS_LABELS,
  ...HYPOTHESIS_OUTCOME_LABELS,
  ...TRAJECTORY_LABELS,
};

function Said({ value }: { readonly value: unknown }) {
  if (value === undefined) return <>Ligne retirée</>;
  if (typeof value === 'string')
    return value === '' ? <>(vide)</> : <span class="jl-said">{WORDS[value] ?? value}</span>;
  const filled = Object.entries(value as Readonly<Record<string, string>>).flatMap(([name, one]) =>
    name === 'id' || name === 'objectiveId' || one === '' ? [] : [WORDS[one] ?? one],
  );
  return <span class="jl-said">{filled.join(' · ')}</span>;
}
