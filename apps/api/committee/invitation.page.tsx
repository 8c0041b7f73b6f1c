import {
  agenda,
  type CommitteeMember,
  enumerate,
  frenchDuration,
  frenchTime,
  type Invitation,
  type Response,
} from '#libs/committees/index.js';
import { ROLE_LABELS } from '#libs/identity/index.js';
import { frenchDateTime, newId } from '#libs/kernel/index.js';
import {
  Alert,
  Button,
  DateTimeText,
  ErrorSummary,
  Fieldset,
  Form,
  HiddenField,
  KeyFacts,
  RadioGroup,
  Section,
  TextArea,
  TextField,
} from '#libs/ui/index.js';

import type { TypedAnswer } from './invitation.form.js';

const CHOICES = [
  { value: 'accepted', label: 'J’accepte', hint: 'Je serai là.' },
  { value: 'tentative', label: 'Provisoire', hint: 'Je ne sais pas encore.' },
  {
    value: 'represented',
    label: 'Je serai représenté·e',
    hint: 'Une autre personne siégera à ma place\u202F; Jalon l’invite.',
  },
  { value: 'declined', label: 'Je décline', hint: 'Je ne viendrai pas, ni personne à ma place.' },
] as const;

const YOUR_ANSWER: Readonly<Record<Response, string>> = {
  awaited: 'Attendue',
  accepted: 'Vous venez',
  declined: 'Vous ne venez pas',
  tentative: 'Provisoire',
  represented: 'Vous serez représenté·e',
};

export interface InvitationPageProps {
  readonly invitation: Invitation;
  readonly action: string;
  readonly answered: boolean;
  /** By field; empty when nothing was refused. */
  readonly errors: Readonly<Record<string, string>>;
  readonly typed: TypedAnswer;
}

/** What the link of an invitation shows: the committee, and the answer it asks for. Nothing is chosen beforehand. */
export function InvitationPage(props: InvitationPageProps) {
  const { committee, member, isOpen } = props.invitation;
  return (
    <>
      {props.answered && (
        <Alert severity="success" live title="Merci, votre réponse est enregistrée" level={2}>
          Vous pouvez en changer jusqu’à la séance, avec ce même lien.
        </Alert>
      )}
      <ErrorSummary errors={props.errors} />
      <KeyFacts
        facts={[
          {
            term: 'Date',
            value: <DateTimeText instant={committee.startsAt} />,
            note: frenchDuration(committee.durationMinutes),
          },
          ...(committee.place === null ? [] : [{ term: 'Lieu', value: committee.place }]),
          ...(committee.videoUrl === null
            ? []
            : [{ term: 'Visioconférence', value: <a href={committee.videoUrl}>Rejoindre</a> }]),
          capacityOf(member),
          { term: 'Votre réponse', value: answerOf(member), ...noteOf(member) },
        ]}
      />
      <Section id="ordre-du-jour" title="Ordre du jour">
        <ul>
          {agenda(committee).map(({ productId, name, startsAt, endsAt }) => (
            <li key={productId}>
              De {frenchTime(startsAt)} à {frenchTime(endsAt)}&nbsp;: <strong>{name}</strong>
            </li>
          ))}
        </ul>
      </Section>
      {isOpen ? (
        <AnswerForm {...props} />
      ) : (
        <Alert severity="info">
          Ce comité n’attend plus de réponse&nbsp;: il a commencé, il a eu lieu, ou il a été reporté ou annulé.
        </Alert>
      )}
    </>
  );
}

function AnswerForm({ invitation: { member }, action, errors, typed }: InvitationPageProps) {
  // Who comes in another's stead sends nobody else: the one they represent chooses again.
  const choices = CHOICES.filter(({ value }) => value !== 'represented' || member.standsFor.length === 0);
  return (
    <Section id="reponse" title={member.response === 'awaited' ? 'Viendrez-vous\u202F?' : 'Changer votre réponse'}>
      <Form action={action} class="jl-answer">
        <HiddenField name="idempotencyKey" value={newId()} />
        <RadioGroup
          name="response"
          legend={`${member.person.name}, votre réponse`}
          choices={choices}
          noDefault
          kept={typed.response}
          error={errors['response']}
        />
        {choices.length === CHOICES.length && (
          <div class="jl-answer__representative">
            <Fieldset id="representant" legend="La personne qui vous représentera">
              <TextField
                name="representativeName"
                label="Prénom et nom"
                value={typed.representativeName}
                error={errors['representativeName']}
                autocomplete="off"
              />
              <TextField
                name="representativeEmail"
                label="Adresse électronique"
                hint="Elle y recevra l’invitation, et saura que vous la lui confiez."
                type="email"
                value={typed.representativeEmail}
                error={errors['representativeEmail']}
                autocomplete="off"
              />
            </Fieldset>
          </div>
        )}
        <TextArea
          name="reason"
          label="Un mot d’explication"
          hint="Lu par les personnes qui préparent le comité."
          optional
          rows={2}
          value={typed.reason}
          error={errors['reason']}
          maxLength={500}
        />
        <Button>Envoyer ma réponse</Button>
      </Form>
    </Section>
  );
}

/** As what one comes, or in whose stead. */
function capacityOf({ capacity, standsFor }: CommitteeMember) {
  if (standsFor.length === 0) return { term: 'Vous êtes convié·e en tant que', value: ROLE_LABELS[capacity] };
  return {
    term: 'Vous représentez',
    value: enumerate(standsFor.map(({ name }) => name)),
    note: [...new Set(standsFor.map((one) => ROLE_LABELS[one.capacity]))].join(', '),
  };
}

function answerOf({ response, representative }: CommitteeMember): string {
  return response === 'represented' && representative
    ? `${representative.name} vous représentera`
    : YOUR_ANSWER[response];
}

function noteOf({ respondedAt }: CommitteeMember): { readonly note?: string } {
  return respondedAt === null ? {} : { note: `Le ${frenchDateTime(respondedAt)}` };
}
