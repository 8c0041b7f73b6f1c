import { agenda, frenchDuration, frenchTime, type Invitation, type Response } from '#libs/committees/index.js';
import { ROLE_LABELS } from '#libs/identity/index.js';
import { Alert, Button, DateTimeText, Form, KeyFacts, RadioGroup, Section } from '#libs/ui/index.js';

export const ANSWERS = ['accepted', 'declined', 'tentative'] as const;

const CHOICES = [
  { value: 'accepted', label: 'J’accepte', hint: 'Je serai là.' },
  { value: 'tentative', label: 'Provisoire', hint: 'Je ne sais pas encore.' },
  { value: 'declined', label: 'Je décline', hint: 'Je ne viendrai pas. Prévenez la personne qui vous représentera.' },
] as const;

const YOUR_ANSWER: Readonly<Record<Response, string>> = {
  awaited: 'Attendue',
  accepted: 'Vous venez',
  declined: 'Vous ne venez pas',
  tentative: 'Provisoire',
};

/** What the link of an invitation shows: the committee, and the answer it asks for. Nothing is chosen beforehand. */
export function InvitationPage(props: {
  readonly invitation: Invitation;
  readonly action: string;
  readonly answered: boolean;
  readonly error: string | undefined;
}) {
  const { committee, member, isOpen } = props.invitation;
  const { response } = member;
  return (
    <>
      {props.answered && (
        <Alert severity="success" live title="Merci, votre réponse est enregistrée" level={2}>
          Vous pouvez en changer jusqu’à la séance, avec ce même lien.
        </Alert>
      )}
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
          { term: 'Vous êtes convié·e en tant que', value: ROLE_LABELS[member.capacity] },
          { term: 'Votre réponse', value: YOUR_ANSWER[response] },
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
        <Section id="reponse" title={response === 'awaited' ? 'Viendrez-vous\u202F?' : 'Changer votre réponse'}>
          <Form action={props.action}>
            <RadioGroup
              name="response"
              legend={`${member.person.name}, votre réponse`}
              choices={CHOICES}
              noDefault
              error={props.error}
            />
            <Button>Envoyer ma réponse</Button>
          </Form>
        </Section>
      ) : (
        <Alert severity="info">
          Ce comité n’attend plus de réponse&nbsp;: il a commencé, il a eu lieu, ou il a été reporté ou annulé.
        </Alert>
      )}
    </>
  );
}
