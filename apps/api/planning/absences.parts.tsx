import { type CalendarDate, frenchDate } from '#libs/kernel/index.js';
import type { PlanView, Unavailability } from '#libs/planning/index.js';
import { Button, DateField, FieldRow, Form, HiddenField, SelectField, TextField } from '#libs/ui/index.js';

/** When the people of a plan are away, as the lead knows it. */
export function AbsencesPanel(props: {
  readonly view: PlanView;
  readonly errors: Readonly<Record<string, string>>;
  readonly personId: string;
  readonly today: CalendarDate;
  readonly csrf: string;
}) {
  const { view, errors } = props;
  const people = [...view.people].toSorted(([, a], [, b]) => a.localeCompare(b, 'fr'));
  const back = `/planification/${view.plan.id}`;
  return (
    <>
      <AbsenceList
        absences={view.unavailabilities}
        nameOf={(id) => view.people.get(id) ?? ''}
        personId={props.personId}
        csrf={props.csrf}
        back={back}
      />
      <Form action={`${back}/absences`} csrf={props.csrf}>
        <HiddenField name="revision" value={String(view.plan.revision)} />
        <SelectField
          name="personne"
          label="Personne absente"
          error={errors['personne']}
          options={people.map(([value, label]) => ({ value, label }))}
        />
        <AbsenceFields errors={errors} today={props.today} />
        <Button kind="secondary">Ajouter l’absence et recalculer</Button>
      </Form>
    </>
  );
}

export function AbsenceFields(props: {
  readonly errors: Readonly<Record<string, string>>;
  readonly today: CalendarDate;
}) {
  const { errors, today } = props;
  return (
    <>
      <FieldRow>
        <DateField name="absent-from" label="Du" error={errors['absent-from']} min={today} />
        <DateField name="absent-to" label="Au" error={errors['absent-to']} min={today} />
      </FieldRow>
      <TextField
        name="absent-reason"
        label="Motif"
        hint="Vu de la personne et de qui l’écrit, de personne d’autre."
        maxLength={200}
        optional
      />
    </>
  );
}

export function AbsenceList(props: {
  readonly absences: readonly Unavailability[];
  readonly nameOf?: (personId: string) => string;
  readonly personId: string;
  readonly csrf: string;
  readonly back: string;
}) {
  const { absences, personId } = props;
  if (absences.length === 0) return <p>Aucune absence connue.</p>;
  return (
    <Form action="/indisponibilites/retirer" csrf={props.csrf}>
      <HiddenField name="retour" value={props.back} />
      <ul>
        {absences.map((absence) => {
          const span = spanOf(absence);
          const name = props.nameOf?.(absence.personId);
          const mayRead = absence.personId === personId || absence.createdBy === personId;
          return (
            <li key={absence.id}>
              {name && <strong>{name}, </strong>}
              {span}
              {mayRead && absence.reason !== null && ` (${absence.reason})`}{' '}
              <Button kind="tertiary" size="sm" name="id" value={absence.id}>
                Retirer
                <span class="fr-sr-only">{` l’absence ${span}${name ? `, ${name}` : ''}`}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </Form>
  );
}

const spanOf = ({ from, to }: Unavailability): string =>
  from === to ? `le ${frenchDate(from)}` : `du ${frenchDate(from)} au ${frenchDate(to)}`;
