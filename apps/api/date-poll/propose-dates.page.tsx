import type { CommitteeView } from '#libs/committees/index.js';
import { type CalendarDate, counted, newId } from '#libs/kernel/index.js';
import {
  Button,
  ButtonGroup,
  DateField,
  ErrorSummary,
  FieldRow,
  Form,
  HiddenField,
  Section,
  TimeField,
} from '#libs/ui/index.js';
import { MOST_OPTIONS } from '#workflows/date-poll/index.js';

import { FEW_ROWS, type TypedDates } from './date-poll.form.js';
import { STRINGS } from './date-poll.strings.js';

/** Where the lead proposes dates. */
export function ProposeDatesPage(props: {
  readonly committee: CommitteeView;
  readonly typed: TypedDates;
  readonly errors: Readonly<Record<string, string>>;
  readonly today: CalendarDate;
  readonly csrf: string;
}) {
  const { committee, typed, errors } = props;
  // What is wrong with the dates as a whole is said at the first.
  const { dates, ...others } = errors;
  const tied: Readonly<Record<string, string>> = {
    ...(dates === undefined ? {} : { 'dates.0.date': dates }),
    ...others,
  };
  const rows = Math.min(MOST_OPTIONS, Math.max(FEW_ROWS, typed.rows.length));
  return (
    <>
      <ErrorSummary errors={tied} />
      <Form action={`/comites/${committee.id}/dates`} csrf={props.csrf}>
        <HiddenField name="idempotencyKey" value={newId()} />
        <Section id="delai" title="Délai de réponse">
          <DateField
            name="closesOn"
            label={STRINGS.closesOn}
            hint={STRINGS.closesOnHint}
            value={typed.closesOn}
            error={errors['closesOn']}
            min={props.today}
          />
        </Section>
        <Section id="dates" title="Dates proposées">
          {Array.from({ length: rows }, (_, index) => (
            <FieldRow key={index}>
              <DateField
                name={`dates[${index}][date]`}
                label={`Date ${index + 1}`}
                value={typed.rows[index]?.date}
                error={tied[`dates.${index}.date`]}
                min={props.today}
                optional={index > 1}
              />
              <TimeField
                name={`dates[${index}][heure]`}
                label={`Heure ${index + 1}`}
                value={typed.rows[index]?.time || '14:00'}
                error={errors[`dates.${index}.heure`]}
                optional={index > 1}
              />
            </FieldRow>
          ))}
        </Section>
        <ButtonGroup>
          <Button name="intention" value="proposer">
            {STRINGS.propose}
          </Button>
          {rows < MOST_OPTIONS && (
            <Button kind="tertiary" name="intention" value="plus">
              {STRINGS.more}
            </Button>
          )}
        </ButtonGroup>
        <p class="fr-hint-text">
          {counted(committee.members.length, 'membre recevra', 'membres recevront')} un courriel.
        </p>
      </Form>
    </>
  );
}
