import { enumerate, frenchTime, type ProposedMember } from '#libs/committees/index.js';
import { counted, frenchLongDate, parisInstant } from '#libs/kernel/index.js';
import type { PlanView } from '#libs/planning/index.js';
import {
  Alert,
  Button,
  ButtonGroup,
  ButtonLink,
  Callout,
  DataTable,
  ErrorSummary,
  FieldRow,
  Form,
  HiddenField,
  RadioGroup,
  Section,
  TextField,
} from '#libs/ui/index.js';
import { SETTLING_MINUTES } from '#workflows/half-year-plan/index.js';

export interface ConfirmPlanView {
  readonly view: PlanView;
  readonly invited: ReadonlyMap<string, readonly ProposedMember[]>;
  readonly values: { readonly place: string; readonly videoUrl: string; readonly convene: string };
  readonly errors: Readonly<Record<string, string>>;
  readonly csrf: string;
  readonly idempotencyKey: string;
}

/** What confirming does, to the last committee and the last mail, before it is done. */
export function ConfirmPlanPage(props: ConfirmPlanView) {
  const { view, invited, values, errors, csrf } = props;
  const { plan, sittings, shortfalls } = view;
  const broken = sittings.filter(({ violations }) => violations.length > 0).length;
  const mails = sittings.reduce((sum, { id }) => sum + (invited.get(id)?.length ?? 0), 0);
  const people = new Set([...invited.values()].flatMap((members) => members.map(({ person }) => person.id))).size;
  const committees = counted(sittings.length, 'comité');
  return (
    <Form action={`/planification/${plan.id}/confirmer`} csrf={csrf}>
      <HiddenField name="revision" value={String(plan.revision)} />
      <HiddenField name="idempotencyKey" value={props.idempotencyKey} />
      <ErrorSummary errors={errors} />
      {(shortfalls.length > 0 || broken > 0) && (
        <Alert severity="warning" title="Avant de confirmer" level={2}>
          <ul>
            {shortfalls.length > 0 && (
              <li>
                {counted(shortfalls.length, 'produit')} sans séance{'\u00A0: '}
                {enumerate(shortfalls.map(({ product }) => product.name))}.
              </li>
            )}
            {broken > 0 && (
              <li>
                {counted(broken, 'séance enfreint', 'séances enfreignent')} une règle, par votre choix{'\u00A0: '}
                <a href={`/planification/${plan.id}#liste`}>relisez le plan</a>.
              </li>
            )}
          </ul>
        </Alert>
      )}
      <Section id="comites" title={`${sittings.length >= 2 ? 'Seront créés' : 'Sera créé'}\u00A0: ${committees}`}>
        <DataTable
          caption="Comités qui seront créés"
          captionHidden
          rows={sittings}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'when',
              header: 'Date',
              cell: ({ on, time }) => `${frenchLongDate(on)} à ${frenchTime(parisInstant(on, time))}`,
            },
            {
              key: 'products',
              header: 'Produits',
              cell: ({ products }) => enumerate(products.map(({ name }) => name)),
            },
            {
              key: 'people',
              header: 'Personnes conviées',
              cell: ({ id }) => (
                <details>
                  <summary>{counted(invited.get(id)?.length ?? 0, 'personne')}</summary>
                  {enumerate((invited.get(id) ?? []).map(({ person }) => person.name))}
                </details>
              ),
            },
          ]}
        />
      </Section>
      <Section
        id="lieu"
        title="Lieu des séances"
        lead={'Le même pour toutes\u00A0: vous pourrez le changer comité par comité.'}
      >
        <FieldRow>
          <TextField
            name="place"
            label="Lieu"
            hint="Adresse et salle. Un lieu ou une visioconférence est nécessaire."
            value={values.place}
            error={errors['place']}
            maxLength={300}
            optional
          />
          <TextField
            name="videoUrl"
            label="Adresse de la visioconférence"
            hint="Commence par https://."
            type="url"
            value={values.videoUrl}
            error={errors['videoUrl']}
            maxLength={500}
            optional
          />
        </FieldRow>
      </Section>
      <Section id="convocations" title="Qui est prévenu, et quand">
        <RadioGroup
          name="convene"
          legend="Convocations"
          legendHidden
          value={values.convene}
          error={errors['convene']}
          choices={[
            {
              value: 'oui',
              label: `Convoquer tout le monde ${SETTLING_MINUTES} minutes après la confirmation`,
              hint: `${counted(people, 'personne')}, ${counted(mails, 'courriel')}\u00A0: un par personne et par comité. Ce que vous changez pendant ces ${SETTLING_MINUTES} minutes est dit dans la convocation même.`,
            },
            {
              value: 'non',
              label: 'Créer les comités sans prévenir personne',
              hint: 'Vous convoquerez chaque comité depuis sa page.',
            },
          ]}
        />
        <Callout>
          <p>Les rappels de préparation suivent ensuite, de J-45 à la veille, pour chaque comité convoqué.</p>
        </Callout>
      </Section>
      <ButtonGroup>
        <Button icon="check">Confirmer et créer {committees}</Button>
        <ButtonLink href={`/planification/${plan.id}`} kind="secondary">
          Revenir au plan
        </ButtonLink>
      </ButtonGroup>
    </Form>
  );
}
