import { counted, frenchDateTime, type CalendarDate } from '#libs/kernel/index.js';
import type { HalfYearPlan } from '#libs/planning/index.js';
import {
  Badge,
  Button,
  ButtonGroup,
  CheckboxGroup,
  DataTable,
  ErrorSummary,
  Form,
  HiddenField,
  Section,
} from '#libs/ui/index.js';

import { ParametersFields } from './parameters.fields.js';
import type { ParametersDraft } from './plan.form.js';
import { planName, STRINGS } from './planning.strings.js';

export interface NewPlanView {
  readonly incubators: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: readonly string[];
  readonly draft: ParametersDraft;
  readonly errors: Readonly<Record<string, string>>;
  readonly plans: readonly HalfYearPlan[];
  readonly today: CalendarDate;
  readonly csrf: string;
  readonly idempotencyKey: string;
}

/** Where a plan begins, and where those under way are found again. */
export function NewPlanPage(view: NewPlanView) {
  const { incubators, errors } = view;
  const [only] = incubators;
  return (
    <>
      <PlansUnderWay {...view} />
      <Form action="/planification/nouvelle" csrf={view.csrf}>
        <HiddenField name="idempotencyKey" value={view.idempotencyKey} />
        <ErrorSummary errors={errors} />
        {incubators.length === 1 && only ? (
          <HiddenField name="incubateur" value={only.id} />
        ) : (
          <CheckboxGroup
            name="incubateur"
            legend="Incubateurs"
            hint="Planifiés ensemble, ils ne retiennent personne à deux endroits."
            values={view.chosen}
            error={errors['incubateur']}
            choices={incubators.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <ParametersFields draft={view.draft} errors={errors} today={view.today} />
        <ButtonGroup>
          <Button icon="calendar">{STRINGS.propose}</Button>
        </ButtonGroup>
        <p class="fr-hint-text">
          {STRINGS.proposing} <a href="/indisponibilites">Mes indisponibilités</a>
        </p>
      </Form>
    </>
  );
}

function PlansUnderWay({ plans, incubators }: NewPlanView) {
  if (plans.length === 0) return null;
  const nameOf = new Map(incubators.map(({ id, name }) => [id, name]));
  return (
    <Section id="en-cours" title="Vos plans">
      <DataTable
        caption="Vos plans"
        captionHidden
        rows={plans}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'plan',
            header: 'Plan',
            cell: ({ id, parameters, incubatorIds }) => (
              <a href={`/planification/${id}`}>
                {planName(
                  parameters,
                  incubators.length > 1 ? incubatorIds.flatMap((one) => nameOf.get(one) ?? []) : [],
                )}
              </a>
            ),
          },
          { key: 'sittings', header: 'Séances', cell: ({ sittings }) => counted(sittings.length, 'séance') },
          { key: 'changed', header: 'Modifié', cell: ({ updatedAt }) => frenchDateTime(updatedAt) },
          {
            key: 'state',
            header: 'État',
            cell: ({ confirmedAt }) =>
              confirmedAt === null ? (
                <Badge severity="new">En projet</Badge>
              ) : (
                <Badge severity="success">Confirmé</Badge>
              ),
          },
        ]}
      />
    </Section>
  );
}
