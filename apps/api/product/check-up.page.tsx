import { type CheckUp, STANDING_LABELS, STANDINGS } from '#libs/dossiers/index.js';
import {
  Alert,
  BackLink,
  Badge,
  Button,
  ErrorSummary,
  Fieldset,
  Form,
  HiddenField,
  RadioGroup,
  TextArea,
} from '#libs/ui/index.js';

/** The form as it was typed. */
export interface TypedCheckUp {
  readonly revision: number;
  readonly objectives: readonly {
    readonly objectiveId: string;
    readonly standing: string;
    readonly result: string;
    readonly help: string;
  }[];
}

const SEVERITIES = { 'on-track': 'success', 'at-risk': 'warning', 'off-track': 'error' } as const;

/** A few lines an objective, for who writes; the same to read, for the others. */
export function CheckUpPage(props: {
  readonly checkUp: CheckUp & { readonly mayWrite: boolean };
  readonly csrf: string;
  readonly typed: TypedCheckUp;
  readonly errors: Readonly<Record<string, string>>;
  readonly refusal?: string;
}) {
  const { checkUp, csrf, typed, errors, refusal } = props;
  if (!checkUp.mayWrite) return <CheckUpRead checkUp={checkUp} />;
  return (
    <>
      <BackLink href={`/produits/${checkUp.productId}`}>Revenir au produit</BackLink>
      {refusal !== undefined && (
        <>
          <Alert severity="warning" live>
            {refusal}
          </Alert>
          <CheckUpRead checkUp={checkUp} />
        </>
      )}
      <ErrorSummary errors={Object.fromEntries(Object.entries(errors).map(([path, said]) => [nameOf(path), said]))} />
      <Form action={`/produits/${checkUp.productId}/point`} csrf={csrf} ariaLabel="Point à trois mois">
        <HiddenField name="revision" value={String(typed.revision)} />
        {checkUp.objectives.map(({ id, text, criterionThreeMonths }, index) => {
          const said = typed.objectives.find(({ objectiveId }) => objectiveId === id);
          const [field, path] = [`objectives[${index}]`, `objectives.${index}`];
          return (
            <Fieldset
              key={id}
              id={`objectif-${index}`}
              legend={text}
              hint={criterionThreeMonths === null ? undefined : `Attendu à trois mois\u00A0: ${criterionThreeMonths}`}
            >
              <HiddenField name={`${field}[objectiveId]`} value={id} />
              <RadioGroup
                name={`${field}[standing]`}
                legend="Où il en est"
                inline
                noDefault
                kept={said?.standing}
                error={errors[`${path}.standing`]}
                choices={STANDINGS.map((value) => ({ value, label: STANDING_LABELS[value] }))}
              />
              <TextArea
                name={`${field}[result]`}
                label="Résultat aujourd’hui, en une ligne"
                hint="Il sera repris dans votre prochain dossier."
                optional
                rows={2}
                value={said?.result}
                error={errors[`${path}.result`]}
              />
              <TextArea
                name={`${field}[help]`}
                label="Ce qui vous aiderait"
                optional
                rows={2}
                value={said?.help}
                error={errors[`${path}.help`]}
              />
            </Fieldset>
          );
        })}
        <Button>Enregistrer le point</Button>
      </Form>
    </>
  );
}

const nameOf = (path: string): string =>
  path
    .split('.')
    .map((one, index) => (index === 0 ? one : `[${one}]`))
    .join('');

function CheckUpRead({ checkUp: { objectives, answer } }: { readonly checkUp: CheckUp }) {
  if (!answer) return <p>L’équipe n’a pas encore fait le point.</p>;
  return (
    <ul>
      {objectives.map(({ id, text }) => {
        const said = answer.content.objectives.find(({ objectiveId }) => objectiveId === id);
        return (
          <li key={id}>
            <strong>{text}</strong>{' '}
            {said && (
              <>
                <Badge size="sm" severity={SEVERITIES[said.standing]}>
                  {STANDING_LABELS[said.standing]}
                </Badge>
                {said.result !== '' && <p>{said.result}</p>}
                {said.help !== '' && <p>{`Aiderait\u00A0: ${said.help}`}</p>}
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
