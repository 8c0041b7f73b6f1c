import { frenchDuration } from '#libs/committees/index.js';
import { type AskedDates, DATE_ANSWERS, type DateAnswer } from '#libs/date-polls/index.js';
import { frenchDateTime, frenchLongDate, parisDate } from '#libs/kernel/index.js';
import { Alert, Button, ErrorSummary, Form, KeyFacts, RadioGroup, Section } from '#libs/ui/index.js';

import { ANSWER_LABELS } from './date-poll.strings.js';

/** Which dates suit a member: one answer a date, none chosen beforehand, those given before kept. */
export function AnswerDatesPage(props: {
  readonly asked: AskedDates;
  readonly action: string;
  readonly answered: boolean;
  readonly typed: Readonly<Record<string, DateAnswer | undefined>>;
  readonly errors: Readonly<Record<string, string>>;
}) {
  const { asked, errors } = props;
  const { poll, committee, member, isOpen } = asked;
  const before = poll.answered.get(member.id)?.answers ?? {};
  return (
    <>
      {props.answered && (
        <Alert severity="success" live title="Merci, vos réponses sont enregistrées" level={2}>
          Vous pouvez en changer tant qu’aucune date n’est choisie, avec ce même lien.
        </Alert>
      )}
      <ErrorSummary errors={Object.fromEntries(Object.entries(errors).map(([id, text]) => [`answers[${id}]`, text]))} />
      <KeyFacts
        facts={[
          { term: 'Durée', value: frenchDuration(committee.durationMinutes) },
          ...(committee.place === null ? [] : [{ term: 'Lieu', value: committee.place }]),
          { term: 'Réponse attendue jusqu’au', value: frenchLongDate(parisDate(poll.closesAt)) },
        ]}
      />
      {isOpen ? (
        <Section id="dates" title={`${member.person.name}, vos réponses`}>
          <Form action={props.action}>
            {poll.options.map(({ optionId, startsAt }) => (
              <RadioGroup
                key={optionId}
                name={`answers[${optionId}]`}
                legend={frenchDateTime(startsAt)}
                inline
                noDefault
                kept={props.typed[optionId] ?? before[optionId]}
                error={errors[optionId]}
                choices={DATE_ANSWERS.map((value) => ({ value, label: ANSWER_LABELS[value].label }))}
              />
            ))}
            <Button>Envoyer mes réponses</Button>
          </Form>
        </Section>
      ) : (
        <Alert severity="info">
          {poll.state === 'chosen'
            ? `La date est choisie\u00A0: ${frenchDateTime(committee.startsAt)}.`
            : 'Ces dates ne sont plus proposées.'}
        </Alert>
      )}
    </>
  );
}
